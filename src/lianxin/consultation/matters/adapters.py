"""Reads the cells of csv and xlsx files."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from lianxin.foundation.faces.extents import check_extent
from lianxin.foundation.faces.tables import first_sheet
from lianxin.foundation.kernel.errors import Invalid

ENCODINGS = ("utf-8-sig", "gb18030")
BIGGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read whole, unpacked."""
MOST_ROWS = 200_000
MOST_COLUMNS = 200
NULS = 10
"""A text has fewer than one NUL in so many letters; what has more is no text."""
MOST_ENTRIES = 1_000
MOST_RATIO = 100
"""A packed file has at most so many entries, and unpacks to at most so many times its size."""


def read_cells(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    """Give each row with its line number, the heading first.

    Raises Invalid for a file that is absent, too large, or neither csv nor xlsx.
    """
    try:
        size = path.stat().st_size
        if size > BIGGEST:
            raise Invalid("matters.import_large", where=path.name, most=BIGGEST // 1024**2)
        content = path.read_bytes()
    except OSError as fault:
        raise Invalid("matters.import_unread", where=path.name, cause=fault.strerror) from fault
    if content[:4] == b"PK\x03\x04":
        yield from _from_workbook(path)
    else:
        yield from _from_text(path.name, content)


def _from_workbook(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    _check_unpacked(path)
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, BadZipFile, OSError) as fault:
        raise Invalid("matters.import_format", where=path.name) from fault
    yield from enumerate(rows, start=1)


def _check_unpacked(path: Path) -> None:
    """Refuse a workbook that unpacks to far more than it is (SECURITY IN4)."""
    try:
        with ZipFile(path) as packed:
            entries = packed.infolist()
            size = sum(entry.file_size for entry in entries)
            small = sum(entry.compress_size for entry in entries)
            if len(entries) > MOST_ENTRIES or size > BIGGEST or size > MOST_RATIO * max(small, 1):
                raise Invalid("matters.import_large", where=path.name, most=BIGGEST // 1024**2)
            sheet = packed.read(first_sheet(packed))
    except (BadZipFile, KeyError) as fault:
        raise Invalid("matters.import_format", where=path.name) from fault
    check_extent(path.name, sheet, rows=MOST_ROWS, columns=MOST_COLUMNS)


def _from_text(name: str, content: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    text = _decode(name, content)
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Invalid("matters.import_csv", where=name, line=reader.line_num) from fault


def _decode(name: str, content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        if text.count("\x00") * NULS < len(text):
            line = text.count("\n", 0, text.index("\x00")) + 1
            raise Invalid("matters.import_nul", where=name, line=line)
    raise Invalid("matters.import_format", where=name)

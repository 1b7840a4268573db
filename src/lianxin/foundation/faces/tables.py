"""Reads the rows of a csv or xlsx file, each with its line: as text, or as its cells stand.

What a cell means is for the room that asked. A workbook that unpacks to far more than it is,
is refused before it is unpacked (SECURITY IN4).
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from lianxin.foundation.faces.columns import MARK, column_name
from lianxin.foundation.faces.extents import check_extent
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_line

ENCODINGS: Final = ("utf-8-sig", "gb18030")
MEGABYTE: Final = 1024 * 1024
MOST_ENTRIES: Final = 1_000
MOST_RATIO: Final = 100
"""A workbook has at most so many entries, and unpacks to at most so many times its size."""
NULS: Final = 10
"""A text has fewer than one NUL in so many letters; what has more is no text."""
PACKED: Final = b"PK\x03\x04"
"""How a workbook begins."""
_STARTS: Final = ("=", "+", "@")
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s>/]')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
Row = tuple[int, tuple[str, ...]]
Cells = tuple[int, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes as it is and unpacked, and the extent of a sheet."""

    size: int
    unpacked: int
    rows: int
    columns: int


TABLE: Final = Limits(10 * MEGABYTE, 100 * MEGABYTE, rows=20_000, columns=200)
"""Of a table that is read whole, as text."""


def read_file(path: Path, limits: Limits = TABLE) -> bytes:
    """Give what a file holds.

    Raises Invalid("tables.unread") when it is absent or closed to us, "tables.large".
    """
    try:
        if path.stat().st_size > limits.size:
            raise _too_large(path.name, limits)
        return path.read_bytes()
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Invalid("tables.unread", where=path.name, cause=cause) from fault


def read_table(name: str, content: bytes) -> tuple[Row, ...]:
    """Give the rows that are not empty as text, each with its line counted from 1.

    A cell in which a formula stands begins with the mark. Raises Invalid for a file that is
    empty, too large, or neither csv nor xlsx.
    """
    formulas = _formulas(_checked_sheet(name, content, TABLE))
    rows = (_as_row(line, cells, formulas) for line, cells in _cells(name, content))
    kept = tuple((line, cells) for line, cells in rows if any(cells))
    if not kept:
        raise Invalid("tables.empty", where=name)
    if len(kept) > TABLE.rows:
        raise Invalid("tables.rows", where=name, most=TABLE.rows)
    return kept


def read_cells(name: str, content: bytes, limits: Limits) -> Iterator[Cells]:
    """Give each row as it stands, its line counted from 1: text of csv, typed values of xlsx.

    A csv is read as it is asked for and may have any number of rows. Raises Invalid for a file
    that is too large, or neither csv nor xlsx.
    """
    _checked_sheet(name, content, limits)
    yield from _cells(name, content)


def _cells(name: str, content: bytes) -> Iterator[Cells]:
    return _of_workbook(name, content) if content.startswith(PACKED) else _of_text(name, content)


def _too_large(name: str, limits: Limits) -> Invalid:
    return Invalid("tables.large", where=name, most=limits.size // MEGABYTE)


def as_text(rows: Iterable[Row]) -> str:
    """Write rows as csv that gives the same rows again, each on its line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    at = 1
    for line, cells in rows:
        text.write("\n" * (line - at))
        writer.writerow(cells)
        at = max(line, at) + 1
    return text.getvalue()


def _plain(value: object) -> str:
    """Write a cell as text: days as 2021-03-05, whole numbers without a point."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = tidy_line(str(value))
    return f"{MARK}{text}" if text.startswith(_STARTS) and not text.startswith(MARK) else text


def _as_row(line: int, cells: Sequence[object], formulas: set[tuple[str, int]]) -> Row:
    texts = [_plain(cell) for cell in cells]
    for place in range(len(texts) if formulas else 0):
        if (column_name(place), line) in formulas:
            texts[place] = MARK + texts[place].removeprefix(MARK)
    return line, tuple(texts)


def _of_workbook(name: str, content: bytes) -> Iterator[Cells]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, BadZipFile, OSError) as fault:
        raise Invalid("tables.format", where=name) from fault
    yield from enumerate(rows, start=1)


def _checked_sheet(name: str, content: bytes, limits: Limits) -> bytes:
    """Give a workbook's first sheet, nothing of a csv.

    Raises Invalid for a file that is too large, or would be once it is unpacked.
    """
    if len(content) > limits.size:
        raise _too_large(name, limits)
    if not content.startswith(PACKED):
        return b""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            size = sum(entry.file_size for entry in entries)
            small = sum(entry.compress_size for entry in entries)
            most = min(limits.unpacked, MOST_RATIO * max(small, 1))
            if len(entries) > MOST_ENTRIES or size > most:
                raise _too_large(name, limits)
            sheet = packed.read(_first_sheet(packed))
    except (BadZipFile, OSError, KeyError) as fault:
        raise Invalid("tables.format", where=name) from fault
    check_extent(name, sheet, rows=limits.rows, columns=limits.columns)
    return sheet


def _formulas(sheet: bytes) -> set[tuple[str, int]]:
    """Give the cells of a sheet in which a formula stands, by column and line."""
    return {(column.decode(), int(line)) for column, line in _CELL.findall(sheet)}


def _first_sheet(packed: ZipFile) -> str:
    """Give the entry of a workbook's first sheet. Raises KeyError when it names none."""
    sheets = _SHEET.findall(packed.read("xl/workbook.xml"))
    relations = _RELATION.findall(packed.read("xl/_rels/workbook.xml.rels"))
    for relation in relations:
        if sheets and b'Id="%s"' % sheets[0] in relation:
            found = re.search(rb'Target="/?(?:xl/)?([^"]+)"', relation)
            if found:
                return f"xl/{found[1].decode()}"
    raise KeyError("xl/workbook.xml")


def _of_text(name: str, content: bytes) -> Iterator[Cells]:
    text = _decoded(name, content)
    csv.field_size_limit(sys.maxsize)  # one for the process, so never the length of one text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Invalid("tables.csv", where=name, line=reader.line_num) from fault


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max((",", ";", "\t"), key=heading.count)


def _decoded(name: str, content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        if text.count("\x00") * NULS < len(text):
            line = text.count("\n", 0, text.index("\x00")) + 1
            raise Invalid("tables.nul", where=name, line=line)
    raise Invalid("tables.format", where=name)

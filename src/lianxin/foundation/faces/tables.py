"""Reads the rows of a csv or xlsx file as text, each with its line; a formula stays marked.

What a cell means is for the room that asked. A workbook that unpacks to far more than it is,
is refused before it is unpacked (SECURITY IN4).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from lianxin.foundation.faces.extents import LETTERS, check_extent
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_line

ENCODINGS: Final = ("utf-8-sig", "gb18030")
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of the largest file."""
LARGEST_UNPACKED: Final = 100 * 1024 * 1024
MOST_ENTRIES: Final = 1_000
MOST_RATIO: Final = 100
"""A workbook has at most so many entries, and unpacks to at most so many times its size."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
FORMULA: Final = "="
"""What a cell begins with when a formula stands in it."""
_STARTS: Final = ("=", "+", "@")
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s>/]')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
Row = tuple[int, tuple[str, ...]]


def read_table(name: str, content: bytes) -> tuple[Row, ...]:
    """Give the rows that are not empty, each with its line counted from 1.

    Raises Invalid for a file that is empty, too large, or neither csv nor xlsx.
    """
    if len(content) > LARGEST:
        raise Invalid("tables.large", where=name, most=LARGEST // 1024**2)
    if content[:4] == b"PK\x03\x04":
        rows = _from_workbook(name, content)
    else:
        rows = _from_text(name, content)
    kept = tuple((line, cells) for line, cells in rows if any(cells))
    if not kept:
        raise Invalid("tables.empty", where=name)
    if len(kept) > MOST_ROWS:
        raise Invalid("tables.rows", where=name, most=MOST_ROWS)
    return kept


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


def column_name(place: int) -> str:
    """Give the letters of a column, counted from 0, as spreadsheets write them."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _plain(value: object) -> str:
    """Write a cell as text: days as 2021-03-05, whole numbers without a point."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = tidy_line(str(value))
    return f"{FORMULA}{text}" if text.startswith(_STARTS) and not text.startswith(FORMULA) else text


def _from_workbook(name: str, content: bytes) -> Iterator[Row]:
    try:
        formulas = _formulas(name, content)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, BadZipFile, OSError, KeyError) as fault:
        raise Invalid("tables.format", where=name) from fault
    for line, values in enumerate(rows, start=1):
        cells = [_plain(value) for value in values]
        for place in range(len(cells)):
            if (column_name(place), line) in formulas:
                cells[place] = FORMULA + cells[place].removeprefix(FORMULA)
        yield line, tuple(cells)


def _formulas(name: str, content: bytes) -> set[tuple[str, int]]:
    """Give the cells of the first sheet in which a formula stands, by column and line."""
    with ZipFile(io.BytesIO(content)) as packed:
        entries = packed.infolist()
        size = sum(entry.file_size for entry in entries)
        small = sum(entry.compress_size for entry in entries)
        if (
            len(entries) > MOST_ENTRIES
            or size > LARGEST_UNPACKED
            or size > MOST_RATIO * max(small, 1)
        ):
            raise Invalid("tables.large", where=name, most=LARGEST // 1024**2)
        sheet = packed.read(first_sheet(packed))
    check_extent(name, sheet, rows=MOST_ROWS, columns=MOST_COLUMNS)
    return {(column.decode(), int(line)) for column, line in _CELL.findall(sheet)}


def first_sheet(packed: ZipFile) -> str:
    """Give the entry of a workbook's first sheet. Raises KeyError when it names none."""
    sheets = _SHEET.findall(packed.read("xl/workbook.xml"))
    relations = _RELATION.findall(packed.read("xl/_rels/workbook.xml.rels"))
    for relation in relations:
        if sheets and b'Id="%s"' % sheets[0] in relation:
            found = re.search(rb'Target="/?(?:xl/)?([^"]+)"', relation)
            if found:
                return f"xl/{found[1].decode()}"
    raise KeyError("xl/workbook.xml")


def _from_text(name: str, content: bytes) -> Iterator[Row]:
    text = _decoded(name, content)
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, tuple(_plain(cell) for cell in cells)
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
    raise Invalid("tables.format", where=name)


def guess_columns(
    headings: Sequence[str], fields: Iterable[tuple[str, Sequence[str]]]
) -> dict[str, int]:
    """Give the column of each field whose name, or one of its usual headings, stands in the row."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(heading.casefold(), place)
    found = {}
    for field, usual in fields:
        known = [places[word] for word in (field, *usual) if word in places]
        if known:
            found[field] = known[0]
    return found

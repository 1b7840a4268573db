"""How far the filled cells of a workbook's sheet reach, found before anything is laid out.

A reader makes every cell of the rectangle around the filled ones, so one far cell in a small
file would fill the memory (SECURITY IN4).
"""

import re
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from lianxin.foundation.kernel.errors import Invalid

LETTERS: Final = 26
_PLACE = re.compile(r"([A-Za-z]{1,9})([0-9]{1,9})")


def column_place(letters: str) -> int:
    """Give the place of a column, counted from 0, from its letters."""
    place = 0
    for letter in letters.upper():
        place = place * LETTERS + ord(letter) - ord("A") + 1
    return place - 1


@dataclass(slots=True)
class _Extent:
    """The rectangle so far; a row or cell that does not say where it lies follows the last."""

    name: str
    most_rows: int
    most_columns: int
    row: int = 0
    column: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow one element of the sheet."""
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif kind == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self.column = column_place(place[1]) + 1 if place else self.column + 1
            self.row = int(place[2]) if place else self.row
        elif kind in {"v", "is", "f"}:
            self.check()

    def check(self) -> None:
        """Refuse a filled cell that lies too far out. Raises Invalid."""
        if self.row > self.most_rows:
            raise Invalid("tables.rows", where=self.name, most=self.most_rows)
        if self.column > self.most_columns:
            raise Invalid("tables.columns", where=self.name, most=self.most_columns)

    def refuse(self, *_declared: object) -> None:
        """Refuse a sheet that declares a document type: it could expand without end."""
        raise Invalid("tables.format", where=self.name)


def check_extent(name: str, sheet: bytes, *, rows: int, columns: int) -> None:
    """Check that no filled cell of the sheet lies beyond so many rows and columns.

    Raises Invalid("tables.rows", "tables.columns", or "tables.format" for what is no XML).
    """
    extent = _Extent(name, rows, columns)
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = extent.refuse
    try:
        parser.Parse(sheet, True)  # noqa: FBT003 - expat takes it by place alone
    except (expat.ExpatError, ValueError) as fault:
        raise Invalid("tables.format", where=name) from fault

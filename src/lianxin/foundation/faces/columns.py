"""What tables of any room share: columns by their headings, faults by line, how a day is written.

Pure: rules of a room read with it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from lianxin.foundation.faces.extents import LETTERS
from lianxin.foundation.kernel.errors import Fault, Invalid

MARK: Final = "="
"""What a cell begins with when a formula stands in it."""
SHOWN: Final = 40
"""Characters of a wrong cell that its fault repeats."""
EARLIEST: Final = 1949
LATEST: Final = 2100
"""Years before and after which a day is a mistake of the pen."""
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)"
    r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2}))?)?"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of a table with its line, counted from 1, and the field it stands in."""

    line: int
    fault: Fault

    @property
    def field(self) -> str:
        """Give the field."""
        return self.fault.where


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


def check_columns(
    columns: Mapping[str, int], required: Iterable[str], fields: Mapping[str, Sequence[str]]
) -> None:
    """Check that no needed column is missing. Raises Invalid("tables.column") with both names."""
    missing = [f"{fields[field][0]} {field}" for field in required if field not in columns]
    if missing:
        raise Invalid("tables.column", where="columns", columns=missing)


def check_value(text: str) -> None:
    """Check that a cell is no formula. Raises Invalid("tables.formula")."""
    if text.startswith(MARK):
        raise Invalid("tables.formula", given=text[:SHOWN])


def split_moment(text: str) -> tuple[date, time | None] | None:
    """Give the day that is written and the clock time after it, if any; None for no day.

    2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日 or 20210305, from 1949 to 2100.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups()[:-3] if part)
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    try:
        clock = time(hour, minute, second) if found["hour"] else None
        written = date(year, month, day)
    except ValueError:
        return None
    return (written, clock) if EARLIEST <= year <= LATEST else None


def read_day(text: str, usual: date) -> date:
    """Read a day, written with or without a clock time; ``usual`` when nothing is written.

    Raises Invalid("tables.day").
    """
    if not text:
        return usual
    found = split_moment(text)
    if found is None:
        raise Invalid("tables.day", given=text[:SHOWN])
    return found[0]


def column_name(place: int) -> str:
    """Give the letters of a column, counted from 0, as spreadsheets write them."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters

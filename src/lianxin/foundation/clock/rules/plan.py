"""What loading notices would change, worked out before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxin.foundation.clock.rules.calendar import Calendar
from lianxin.foundation.clock.rules.file import NoticeRead
from lianxin.foundation.clock.rules.years import DAY
from lianxin.foundation.kernel.errors import Fault

Place = tuple[str, date]
"""An area (empty: the whole country) and a day."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice, by its title, says of a day."""

    off: bool
    name: str
    title: str


Book = Mapping[Place, Said]
"""All days that notices settle."""


@dataclass(frozen=True, slots=True)
class Change:
    """A day that is settled otherwise; ``None`` for a day that was or is not settled at all."""

    place: Place
    was: Said | None
    now: Said | None
    by: str
    """The title of the notice that changes it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Notices that are new or say otherwise, changes of days, and the book afterwards."""

    notices: Mapping[str, tuple[NoticeRead | None, NoticeRead]]
    changes: tuple[Change, ...]
    same: int
    book: Book
    years: frozenset[int]
    """Years of the whole country with a notice, afterwards."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not self.notices and not self.changes


def plan(stored: Mapping[str, NoticeRead], book: Book, said: Sequence[NoticeRead]) -> Plan:
    """Work out what loading the notices changes; ``stored`` are known notices by title."""
    wanted = {
        (notice.area, each.day): Said(each.off, each.name, notice.title)
        for notice in said
        for each in notice.days
    }
    dropping = _dropping(stored, said)
    changes = [
        Change(place, was, None, dropping[was.title])
        for place, was in book.items()
        if was.title in dropping and place not in wanted
    ]
    changes += [
        Change(place, book.get(place), now, now.title)
        for place, now in wanted.items()
        if book.get(place) != now
    ]
    after = {place: was for place, was in book.items() if was.title not in dropping} | wanted
    return Plan(
        notices=_notices(stored, said),
        changes=tuple(sorted(changes, key=lambda change: change.place)),
        same=len(wanted) - sum(change.now is not None for change in changes),
        book=after,
        years=years_known([*stored.values(), *said], said),
    )


def _dropping(stored: Mapping[str, NoticeRead], said: Sequence[NoticeRead]) -> dict[str, str]:
    """Give the notices that keep no day but those the file names, and which notice says so."""
    dropping = {notice.title: notice.title for notice in said}
    for notice in (one for one in said if one.replaces):
        for other in stored.values():
            if (other.area, other.year) == (notice.area, notice.year):
                dropping.setdefault(other.title, notice.title)
    return dropping


def _notices(
    stored: Mapping[str, NoticeRead], said: Sequence[NoticeRead]
) -> dict[str, tuple[NoticeRead | None, NoticeRead]]:
    plain = [replace(notice, days=(), replaces=False) for notice in said]
    return {
        notice.title: (stored.get(notice.title), notice)
        for notice in plain
        if stored.get(notice.title) != notice
    }


def years_known(notices: Iterable[NoticeRead], newer: Sequence[NoticeRead] = ()) -> frozenset[int]:
    """Give the years of the whole country with a notice; ``newer`` stand for their titles."""
    titles = {notice.title: notice for notice in (*notices, *newer)}
    return frozenset(notice.year for notice in titles.values() if not notice.area)


def number_faults(stored: Mapping[str, NoticeRead], said: Sequence[NoticeRead]) -> list[Fault]:
    """Name each notice whose number another notice bears already."""
    known = {**stored, **{notice.title: notice for notice in said}}
    faults = []
    for notice in said:
        for other in known.values():
            if other.title != notice.title and _same_number(other, notice):
                arguments = {"value": notice.number, "other": other.title}
                faults.append(Fault("clock.file.number_twice", notice.title, arguments))
    return faults


UNKNOWN_NUMBER = "文号不详"
"""What stands for a number that nobody knows."""


def _same_number(one: NoticeRead, other: NoticeRead) -> bool:
    return one.number == other.number != UNKNOWN_NUMBER


@dataclass(frozen=True, slots=True)
class Move:
    """A day that becomes worked or off, and the feast that says so; empty: none does."""

    day: date
    worked: bool
    name: str


@dataclass(frozen=True, slots=True)
class YearChange:
    """A year of an area whose working days or whose standing changes."""

    area: str
    year: int
    before: int
    after: int
    settled: bool
    """It was known by rule only, and now has its notice."""
    moves: tuple[Move, ...]

    @property
    def about(self) -> str:
        """Give the name under which the change is told: the year, or area/year."""
        return f"{self.area}/{self.year}" if self.area else str(self.year)


def compare(
    area: str, before: Calendar, after: Calendar, years: Iterable[int], book: Book
) -> list[YearChange]:
    """Give the years that differ between two calendars of an area, day by day."""
    found = []
    for year in sorted(set(years)):
        moves = tuple(_moves(area, year, before, after, book))
        settled = before.is_provisional(date(year, 1, 1)) > after.is_provisional(date(year, 1, 1))
        if moves or (year in before.years) != (year in after.years):
            counts = before.working_days_of(year), after.working_days_of(year)
            found.append(YearChange(area, year, *counts, settled, moves))
    return found


def _moves(area: str, year: int, before: Calendar, after: Calendar, book: Book) -> Iterable[Move]:
    day = date(year, 1, 1)
    while day.year == year:
        worked = after.is_working_day(day)
        if worked != before.is_working_day(day):
            said = book.get((area, day)) or book.get(("", day))
            yield Move(day, worked, said.name if said else "")
        day += DAY

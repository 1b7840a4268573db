"""What loading calendar files would change, without writing."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.queries.calendars import EVERYWHERE, NAME, calendars_of
from lianxin.foundation.clock.rules.file import NoticeRead, read
from lianxin.foundation.clock.rules.plan import (
    Book,
    Plan,
    Said,
    YearChange,
    compare,
    number_faults,
    plan,
    years_known,
)
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading would change: the plan, and the years of each area that differ.

    ``first`` says that no notice was ever loaded: a house is set up, no date is open yet.
    """

    titles: tuple[str, ...]
    plan: Plan
    years: tuple[YearChange, ...]
    first: bool


def version() -> int:
    """Give what stands for the calendar as it is now: another number after each load."""
    mark = parameters.edition(NAME)
    return zlib.crc32(mark.bytes) >> 1 if mark else 0


def preview(texts: Mapping[str, str]) -> Preview:
    """Work out what loading the texts, by name, would change; nothing is written.

    Raises InvalidMany for a text with faults.
    """
    notices: list[NoticeRead] = []
    for name, text in texts.items():
        reading = read(name, text)
        if reading.faults:
            raise InvalidMany(tuple(reading.faults))
        notices += reading.notices
    return plan_of(notices)


def plan_of(said: list[NoticeRead]) -> Preview:
    """Work out what loading the notices would change. Raises InvalidMany."""
    stored = {notice.title: _notice(notice) for notice in Notice.objects.all()}
    faults = number_faults(stored, said)
    if faults:
        raise InvalidMany(tuple(faults))
    book = _book()
    planned = plan(stored, book, said)
    differing = tuple(_differing(stored, book, planned))
    titles = tuple(notice.title for notice in said)
    return Preview(titles, planned, differing, first=not stored)


def _notice(notice: Notice) -> NoticeRead:
    return NoticeRead(
        year=notice.year,
        number=notice.number,
        title=notice.title,
        published_on=notice.published_on,
        address=notice.address,
        area=notice.area,
    )


def _book() -> Book:
    rows = Day.objects.values_list("area", "day", "off", "name", "notice__title")
    return {(area, day): Said(off, name, title) for area, day, off, name, title in rows}


def _settled(book: Book) -> Iterable[tuple[str, date, bool]]:
    return ((area, day, said.off) for (area, day), said in book.items())


def _differing(stored: Mapping[str, NoticeRead], book: Book, planned: Plan) -> Iterable[YearChange]:
    before = calendars_of(_settled(book), years_known(stored.values()))
    after = calendars_of(_settled(planned.book), planned.years)
    touched = _touched(planned)
    for area in sorted(touched):
        yield from compare(area, before(area), after(area), touched[area], planned.book)
    of_country = touched.get(EVERYWHERE, set())
    for area in sorted({area for area, _day in planned.book} - set(touched)):
        yield from compare(area, before(area), after(area), of_country, planned.book)


def _touched(planned: Plan) -> dict[str, set[int]]:
    """Give the years of each area that may differ."""
    touched: dict[str, set[int]] = {}
    for change in planned.changes:
        area, day = change.place
        touched.setdefault(area, set()).add(day.year)
    for both in planned.notices.values():
        for notice in filter(None, both):
            touched.setdefault(notice.area, set()).add(notice.year)
    return touched

"""Years of the calendar with their notices, and how far this machine's clock is off."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.queries.calendars import EVERYWHERE, calendar
from lianxin.foundation.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice, and how many days it settles; none: a later one replaced it."""

    title: str
    number: str
    published_on: date
    address: str
    area: str
    days: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its notices, the latest last; without one it is known by rule only."""

    number: int
    working_days: int
    provisional: bool
    notices: tuple[NoticeLine, ...]


def notices(area: str | None = None) -> list[Notice]:
    """Give the notices that are stored, newest year first; of one area, if it is named."""
    found = Notice.objects.order_by("-year", "-published_on")
    return list(found if area is None else found.filter(area=area))


def areas() -> list[str]:
    """Give the areas with days of their own."""
    own = Notice.objects.exclude(area=EVERYWHERE).values_list("area", flat=True)
    return sorted(set(own))


def years(*, today: date, area: str = EVERYWHERE) -> list[Year]:
    """Give the years with a notice, this year and the next, newest first."""
    known = Notice.objects.filter(area__in=(EVERYWHERE, area)).values_list("year", flat=True)
    return [year(number, area=area) for number in sorted({*known, *_near(today)}, reverse=True)]


def _near(today: date) -> tuple[int, int]:
    return today.year, today.year + 1


def year(number: int, *, area: str = EVERYWHERE) -> Year:
    """Give a year with the notices of the country and the area."""
    found = Notice.objects.filter(year=number, area__in=(EVERYWHERE, area))
    counts = dict.fromkeys(found.values_list("title", flat=True), 0)
    for title in Day.objects.filter(notice__in=found).values_list("notice__title", flat=True):
        counts[title] += 1
    lines = tuple(
        NoticeLine(
            title=notice.title,
            number=notice.number,
            published_on=notice.published_on,
            address=notice.address,
            area=notice.area,
            days=counts[notice.title],
        )
        for notice in found.order_by("published_on", "id")
    )
    made = calendar(area)
    return Year(number, made.working_days_of(number), number not in made.years, lines)


def names(number: int, *, area: str = EVERYWHERE) -> dict[date, str]:
    """Give the feasts of a year's days off and swapped working days."""
    days = Day.objects.filter(day__year=number, area__in=(EVERYWHERE, area)).order_by("area")
    return dict(days.values_list("day", "name"))


def missing_year(*, today: date) -> int | None:
    """Give next year if its notice is not here by the month in which it is looked for."""
    month = parameters.number("clock.notice_month", on=today)
    number = today.year + 1
    return number if today.month >= month and number not in calendar().years else None


def skew() -> timedelta:
    """Give how far this machine's clock is ahead of the database's (SECURITY CO4)."""
    with connection.cursor() as cursor:
        before = datetime.now(UTC)
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
        after = datetime.now(UTC)
    return before + (after - before) / 2 - there

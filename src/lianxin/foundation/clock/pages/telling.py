"""The calendar in finished text: months, feasts, and what a notice moves."""

from calendar import Calendar as Weeks
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.foundation.clock.queries import Calendar
from lianxin.foundation.clock.rules.plan import Move, YearChange
from lianxin.foundation.clock.rules.years import SATURDAY
from lianxin.foundation.faces.dates import day_text, working_days_text

WEEKS = Weeks()


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month: its number, its look, the mark printed in it, and its feast."""

    number: int
    look: str = ""
    mark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row of which the same is said."""

    look: str
    mark: str
    days: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table of weeks; a cell is None before its first and after its last day."""

    title: str
    working_days: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class YearTold:
    """A year of an area that a notice changes."""

    title: str
    counts: str
    settled: bool
    stretches: tuple[Stretch, ...]


def mark(*, worked: bool) -> str:
    """Give the sign of a day that is off or, against the rule of the week, worked."""
    return _("班") if worked else _("休")


def weekdays() -> tuple[str, ...]:
    """Give the heads of the columns, Monday first."""
    return (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))


def months(made: Calendar, year: int, names: Mapping[date, str]) -> list[Month]:
    """Give the twelve months of a year."""
    return [_month(made, year, number, names) for number in range(1, 13)]


def _month(made: Calendar, year: int, number: int, names: Mapping[date, str]) -> Month:
    first = date(year, number, 1)
    weeks = [
        tuple(_cell(made, day, names) if day.month == number else None for day in week)
        for week in WEEKS.monthdatescalendar(year, number)
    ]
    days = [day for day in WEEKS.itermonthdates(year, number) if day.month == number]
    marked = [(day, _cell(made, day, names)) for day in days]
    said = ((day, cell.look, cell.mark, cell.name) for day, cell in marked if cell.mark)
    worked = sum(made.is_working_day(day) for day in days)
    return Month(
        title=date_format(first, "F"),
        working_days=working_days_text(worked),
        weeks=tuple(weeks),
        stretches=tuple(_stretches(said)),
    )


def _cell(made: Calendar, day: date, names: Mapping[date, str]) -> Cell:
    worked, weekend = made.is_working_day(day), day.weekday() >= SATURDAY
    name = names.get(day, "")
    if worked:
        return Cell(day.day, "worked", mark(worked=True), name) if weekend else Cell(day.day)
    if name or not weekend:
        return Cell(day.day, "off", mark(worked=False), name or _("按规则推算"))
    return Cell(day.day, "weekend")


def _stretches(said: Iterable[tuple[date, str, str, str]]) -> Iterable[Stretch]:
    run: list[tuple[date, str, str, str]] = []
    for one in said:
        if run and (one[1:] != run[-1][1:] or one[0] - run[-1][0] != timedelta(days=1)):
            yield _stretch(run)
            run = []
        run.append(one)
    if run:
        yield _stretch(run)


def _stretch(run: list[tuple[date, str, str, str]]) -> Stretch:
    _since, look, sign, name = run[0]
    first, last = (day_text(one[0], today=one[0], weekday=True) for one in (run[0], run[-1]))
    days = first if len(run) == 1 else _("{first}至{last}").format(first=first, last=last)
    return Stretch(look, sign, days, name)


def years_told(years: Iterable[YearChange]) -> list[YearTold]:
    """Give the years that a notice changes, with the days that it moves."""
    return [_year(year) for year in years]


def _year(change: YearChange) -> YearTold:
    title = _("{year} 年").format(year=change.year)
    if change.area:
        title = _("{year} 年,只在 {area}").format(year=change.year, area=change.area)
    counts = _("{before},改后 {after}").format(
        before=working_days_text(change.before), after=working_days_text(change.after)
    )
    stretches = tuple(_stretches(_said(move) for move in change.moves))
    return YearTold(title, counts, change.settled, stretches)


def _said(move: Move) -> tuple[date, str, str, str]:
    look = "worked" if move.worked else "off"
    return move.day, look, mark(worked=move.worked), move.name or _("以前按规则推算")

"""The calendar as stored, and the limits that are counted with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.rules import (
    Calendar,
    Limit,
    LimitUnit,
    OfficeHours,
    YearRule,
    statutory_days,
)
from lianxin.foundation.clock.rules.office import spells
from lianxin.foundation.parameters import queries as parameters

NAME: Final = "clock"
"""The edition of notices and days."""
FIXED: Final = "clock.fixed_days"
OFFICE: Final = "clock.office_hours"
QINGMING: Final = "qingming"
EVERYWHERE: Final = ""
COMMON_YEAR: Final = 2001
"""A year without 29 February, which no fixed day may be."""


@dataclass(frozen=True, eq=False)
class _Known:
    """What the notices say: days by area, and the years they cover."""

    off: dict[str, frozenset[date]]
    worked: dict[str, frozenset[date]]
    years: frozenset[int]


@dataclass(frozen=True, eq=False)
class _Rules:
    """What parameters say: fixed days off, and office hours by area as they are asked for."""

    years: tuple[YearRule, ...]
    offices: dict[str, tuple[OfficeHours, ...]] = field(default_factory=dict)

    def office(self, area: str) -> tuple[OfficeHours, ...]:
        """Give the office hours of an area, else those that hold everywhere."""
        if area not in self.offices:
            self.offices[area] = tuple(_offices(area))
        return self.offices[area]


def _offices(area: str) -> Iterator[OfficeHours]:
    """Give the hours as they followed one another: the area's own while it has any."""
    layers = (parameters.history(OFFICE, scope=area), parameters.history(OFFICE))
    versions = [version for layer in layers for version in layer]
    for day in sorted({day for version in versions for day in (version.since, version.until)}):
        holding = (version for version in versions if version.holds(day))
        version = next(holding, None)
        if version is not None:
            yield _office_hours(day, version)


def _known_of(days: Iterable[tuple[str, date, bool]], years: frozenset[int]) -> _Known:
    off: dict[str, set[date]] = {}
    worked: dict[str, set[date]] = {}
    for area, day, is_off in days:
        (off if is_off else worked).setdefault(area, set()).add(day)
    return _Known(
        off={area: frozenset(days) for area, days in off.items()},
        worked={area: frozenset(days) for area, days in worked.items()},
        years=years,
    )


def _read() -> _Known:
    days = Day.objects.values_list("area", "day", "off")
    years = Notice.objects.filter(area=EVERYWHERE).values_list("year", flat=True)
    return _known_of(days, frozenset(years))


def _read_rules() -> _Rules:
    return _Rules(tuple(_year_rule(version) for version in parameters.history(FIXED)))


def _check_office(value: list[str]) -> list[parameters.Cause]:
    """Refuse spells that do not follow one another: no deadline could be counted by them."""
    try:
        OfficeHours(date.min, spells(value))
    except ValueError:
        return [parameters.Cause("clock.office_hours", {"value": ", ".join(value), "key": OFFICE})]
    return []


parameters.register_check(OFFICE, _check_office)
_known: parameters.Memory[_Known] = parameters.Memory(NAME, _read)
_rules: parameters.Memory[_Rules] = parameters.Memory(parameters.NAME, _read_rules)


def calendar(area: str = EVERYWHERE) -> Calendar:
    """Give the calendar of the country, or of an area whose own days come on top.

    Raises MissingValue when the fixed days off or the office hours were never loaded, or one
    cannot be read.
    """
    return _made(_known.get(), area, _rules.get())


def calendars_of(
    days: Iterable[tuple[str, date, bool]], years: frozenset[int]
) -> Callable[[str], Calendar]:
    """Give what gives the calendar of each area if the notices settled these days."""
    known = _known_of(days, years)
    return lambda area: _made(known, area, _rules.get())


@lru_cache(maxsize=64)
def _made(known: _Known, area: str, rules: _Rules) -> Calendar:
    nothing: frozenset[date] = frozenset()
    own_off = known.off.get(area, nothing)
    own_worked = known.worked.get(area, nothing)
    off = (known.off.get(EVERYWHERE, nothing) - own_worked) | own_off
    worked = (known.worked.get(EVERYWHERE, nothing) - own_off) | own_worked
    return Calendar(
        off=off, worked=worked, years=known.years, rules=rules.years, office=rules.office(area)
    )


def _year_rule(version: parameters.Stretch) -> YearRule:
    days = tuple(_fixed_day(word) for word in version.value if word != QINGMING)
    first_year = version.since.year + (version.since > date(version.since.year, 1, 1))
    return YearRule(first_year, days, qingming=QINGMING in version.value)


def _fixed_day(word: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{COMMON_YEAR}-{word}")
    except ValueError as error:
        raise parameters.MissingValue("clock.fixed_day", where=FIXED, value=word) from error
    return day.month, day.day


def _office_hours(since: date, version: parameters.Stretch) -> OfficeHours:
    try:
        return OfficeHours(since, spells(version.value))
    except ValueError as error:
        said = ", ".join(version.value)
        raise parameters.MissingValue("clock.office_hours", where=OFFICE, value=said) from error


def limit(key: str, *, on: date) -> Limit:
    """Give the limit that holds on the day, with its source clause. Raises MissingValue.

    Days of a statute are given as the working or calendar days that it means.
    """
    found = parameters.limit(key, on=on)
    unit = LimitUnit(found["unit"])
    if unit is LimitUnit.STATUTORY_DAYS:
        working = {int(word) for word in parameters.codes("clock.statutory_days", on=on)}
        return statutory_days(found["amount"], working, found["source"])
    return Limit(found["amount"], unit, found["source"])

"""The house's own calendar file, as a pure calendar for tests."""

from functools import cache
from pathlib import Path

from lianxin.foundation import clock, parameters
from lianxin.foundation.clock.rules import Calendar, OfficeHours, YearRule
from lianxin.foundation.clock.rules.file import read
from lianxin.foundation.clock.rules.office import spells
from lianxin.foundation.parameters.rules.file import read as read_parameters

DAYS = Path(clock.__file__).parent / "data" / "days.toml"
FIXED = Path(parameters.__file__).parent / "data" / "clock.toml"


@cache
def own() -> Calendar:
    """Give the calendar of the data files, without a database."""
    notices = read(DAYS.name, DAYS.read_text(encoding="utf-8")).notices
    days = [day for notice in notices for day in notice.days]
    return Calendar(
        off=frozenset(day.day for day in days if day.off),
        worked=frozenset(day.day for day in days if not day.off),
        years=frozenset(notice.year for notice in notices),
        rules=rules(),
        office=office(),
    )


def rules() -> tuple[YearRule, ...]:
    """Give the rules of the years without a notice."""
    entries = read_parameters({FIXED.name: FIXED.read_text(encoding="utf-8")}).entries
    return tuple(
        YearRule(
            entry.stretch.since.year,
            tuple((int(w[:2]), int(w[3:])) for w in entry.stretch.value if w != "qingming"),
            qingming="qingming" in entry.stretch.value,
        )
        for entry in entries
        if entry.key == "clock.fixed_days"
    )


def office() -> tuple[OfficeHours, ...]:
    """Give the office hours of the data file."""
    entries = read_parameters({FIXED.name: FIXED.read_text(encoding="utf-8")}).entries
    return tuple(
        OfficeHours(entry.stretch.since, spells(entry.stretch.value))
        for entry in entries
        if entry.key == "clock.office_hours"
    )

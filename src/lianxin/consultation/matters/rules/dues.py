"""When a step is due: its limit, what paused it, what was granted (consultation.md section 2).

A pause adds exactly its working time, counted as the limit counts: working days for a limit in
working days, calendar days for one in days, hours for one in hours. Its first day is not
counted, as the start day of a limit is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from lianxin.foundation.clock.rules import Calendar, Deadline, Limit, LimitUnit, local_day, start_of

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A time that does not count, half open."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """A last day that was granted, and when it was."""

    until: date
    at: datetime


def due(
    calendar: Calendar,
    start: datetime,
    limit: Limit,
    pauses: Iterable[Interval] = (),
    grants: Iterable[Grant] = (),
) -> Deadline:
    """Give the deadline of a limit that starts at the moment: the latest of limit and grants."""
    ordered = sorted(pauses)
    reached = [paused(calendar, start, limit, ordered)]
    reached += [granted(calendar, grant, ordered) for grant in grants]
    return max(reached, key=lambda deadline: deadline.at)


def paused(
    calendar: Calendar, start: datetime, limit: Limit, pauses: Iterable[Interval]
) -> Deadline:
    """Give the deadline of a limit with the time of its pauses added, in the limit's own unit.

    A pause that begins after the deadline changes nothing.
    """
    reached = calendar.deadline(start, limit)
    for pause in _merged(pauses):
        begin = max(pause.start, start)
        if begin >= reached.at or pause.end <= begin:
            continue
        if limit.unit is LimitUnit.HOURS:
            reached = replace(reached, at=reached.at + (pause.end - begin))
            continue
        more = days_of(calendar, Interval(begin, pause.end), limit.unit)
        limit = replace(limit, amount=limit.amount + more)
        reached = calendar.deadline(start, limit)
    return reached


def granted(calendar: Calendar, grant: Grant, pauses: Iterable[Interval]) -> Deadline:
    """Give the deadline of a granted day: it rolls on when off, and later pauses move it."""
    day = calendar.roll_on(grant.until)
    for pause in _merged(pauses):
        if grant.at <= pause.start < start_of(day + DAY):
            day = calendar.add_working_days(day, days_of(calendar, pause, LimitUnit.WORKING_DAYS))
    years = range(local_day(grant.at).year, day.year + 1)
    return Deadline(start_of(day + DAY), day, provisional=not calendar.years.issuperset(years))


def days_of(calendar: Calendar, pause: Interval, unit: LimitUnit) -> int:
    """Give how many days of a unit a pause holds; its first day is not counted."""
    first, last = local_day(pause.start), local_day(pause.end)
    if unit is LimitUnit.WORKING_DAYS:
        return calendar.working_days_between(first, last)
    return (last - first).days


def _merged(pauses: Iterable[Interval]) -> list[Interval]:
    """Give pauses in order, those that meet or overlap as one."""
    merged: list[Interval] = []
    for pause in sorted(pauses):
        if merged and pause.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, pause.end))
        else:
            merged.append(pause)
    return merged

"""The calendar of working days and what is counted with it (刑诉法 105, 行政程序规定 35).

A year with a notice of the State Council follows the notice. Any other year follows rules:
weekends, the days off fixed by 全国年节及纪念日放假办法 with a day in lieu for one that falls on a
weekend, and Qingming, which the sun fixes. Feasts of the moon (Spring Festival, Duanwu,
Mid-Autumn) and swapped weekends cannot be known by rule, so such a year is provisional.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from lianxin.foundation.clock.rules.moments import local_day, start_of
from lianxin.foundation.clock.rules.office import NONE, OfficeDays
from lianxin.foundation.clock.rules.pauses import merged, paused_days, run_on, within
from lianxin.foundation.clock.rules.spans import Deadline, Limit, Span, SpanUnit
from lianxin.foundation.clock.rules.years import DAY
from lianxin.foundation.parameters.rules.values import LimitUnit

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
TOLD_IN_HOURS: Final = 72
"""A limit in hours is told in hours below this, in days above."""
KEPT_DUES: Final = 100_000
"""Deadlines that a calendar remembers: by day of start and limit, many legs share one."""
OFFICE_UNITS: Final[Mapping[LimitUnit, timedelta]] = {
    LimitUnit.OFFICE_HOURS: HOUR,
    LimitUnit.OFFICE_MINUTES: MINUTE,
}

Stretches = Sequence[tuple[datetime, datetime]]
"""Pauses, or plain pairs of their moments."""


@dataclass(frozen=True)
class Calendar(OfficeDays):
    """What limits are counted with: working days, office hours, pauses."""

    _dues: dict[tuple[date, int, LimitUnit], Deadline] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def deadline(self, start: datetime, limit: Limit, pauses: Stretches = ()) -> Deadline:
        """Give the deadline of a limit that starts at the moment, moved by what was paused.

        The start day is not counted; a last calendar day that is off rolls on to the next
        working day; a due day ends at 24:00 local time. Hours are clock hours, day and night;
        office hours and minutes run only while offices are open. A pause that begins once the
        limit ran out moves nothing. Raises ValueError for a unit that must be resolved first
        (``statutory_days``), or office hours nobody knows.
        """
        if limit.unit is LimitUnit.WORKING_DAYS or limit.unit is LimitUnit.DAYS:
            first = local_day(start)
            return self._day_deadline(first, limit, pauses) if pauses else self._due(first, limit)
        if limit.unit is LimitUnit.HOURS:
            at = run_on(start.astimezone(UTC), limit.amount * HOUR, pauses)
            return Deadline(at, None, provisional=False)
        at = self.office_due(start, limit.amount * _office_unit(limit.unit), pauses)
        known = self._knows(self.first_office_day(start), local_day(at))
        return Deadline(at, None, provisional=not known)

    def _due(self, first: date, limit: Limit) -> Deadline:
        """Give the deadline of a limit in days without pauses, which its first day settles."""
        place = first, limit.amount, limit.unit
        due = self._dues.get(place)
        if due is None:
            if len(self._dues) >= KEPT_DUES:
                self._dues.clear()
            due = self._dues[place] = self._day_deadline(first, limit, ())
        return due

    def _day_deadline(self, first: date, limit: Limit, pauses: Stretches) -> Deadline:
        paused = paused_days(pauses) if pauses else []
        if limit.amount == 0:
            asked_from, due = DAY + first, _calendar_end(first, first, paused)
            return Deadline(start_of(due + DAY), due, provisional=False)
        if limit.unit is LimitUnit.WORKING_DAYS:
            asked_from, due = first + DAY, self._working_due(first, limit.amount, paused)
        else:
            asked_from = _calendar_end(first + DAY, first + limit.amount * DAY, paused)
            due = self._roll_on(asked_from, paused)
        known = self._knows(asked_from, due)
        return Deadline(start_of(due + DAY), due, provisional=not known)

    def _working_due(self, first: date, amount: int, paused: list[tuple[date, date]]) -> date:
        due = self.add_working_days(first, amount)
        for since, until in paused:
            if since > due:
                break
            begin = max(since - DAY, first)
            if begin < until:
                due = self.add_working_days(due, self.working_days_between(begin, until - DAY))
        return due

    def _roll_on(self, end: date, paused: list[tuple[date, date]]) -> date:
        due = self.roll_on(end)
        for since, until in paused:
            if since <= due < until:
                due = self.roll_on(until)
        return due

    def _knows(self, since: date, until: date) -> bool:
        """Tell whether every year from one day to the other has its notice."""
        return all(year in self.years for year in range(since.year, until.year + 1))

    def elapsed(
        self, start: datetime, until: datetime, unit: LimitUnit, pauses: Stretches = ()
    ) -> int:
        """Count what has passed of a limit in this unit, whole units, pauses left out.

        As for a deadline, the start day is not counted; the day of ``until`` is. Raises
        ValueError as ``deadline``.
        """
        if until <= start:
            return 0
        if unit is LimitUnit.HOURS:
            lost = sum((b - a for a, b in within(merged(pauses), start, until)), NONE)
            return (until - start - lost) // HOUR
        if unit is LimitUnit.WORKING_DAYS or unit is LimitUnit.DAYS:
            return self._days_elapsed(local_day(start), local_day(until), unit, pauses)
        return self.office_elapsed(start, until, pauses) // _office_unit(unit)

    def _days_elapsed(self, first: date, last: date, unit: LimitUnit, pauses: Stretches) -> int:
        def count(after: date, until: date) -> int:
            if unit is LimitUnit.WORKING_DAYS:
                return self.working_days_between(after, until)
            return (until - after).days

        cuts = within(paused_days(pauses), first + DAY, last + DAY)
        return count(first, last) - sum(count(a - DAY, b - DAY) for a, b in cuts)

    def left(self, start: datetime, limit: Limit, now: datetime, pauses: Stretches = ()) -> Span:
        """Give what is left of a limit, or how late it is; a running pause is given up to now."""
        return self.remaining(now, self.deadline(start, limit, pauses).at)

    def remaining(self, now: datetime, deadline_at: datetime) -> Span:
        """Give the time left, or how late it is, in the unit a person would count in."""
        late = now >= deadline_at
        day = local_day(deadline_at)
        if deadline_at == start_of(day):
            return self._days_left(local_day(now), day - DAY, late=late)
        apart = abs(deadline_at - now)
        if apart < HOUR:
            return Span(apart // MINUTE, SpanUnit.MINUTES, late)
        if apart < TOLD_IN_HOURS * HOUR:
            return Span(apart // HOUR, SpanUnit.HOURS, late)
        return self._days_left(local_day(now), day, late=late)

    def _days_left(self, today: date, due: date, *, late: bool) -> Span:
        worked = abs(self.working_days_between(today, due))
        if worked or today == due:
            return Span(worked, SpanUnit.WORKING_DAYS, late)
        return Span(abs((due - today).days), SpanUnit.DAYS, late)

    def elapsed_days(self, start: datetime, now: datetime) -> int:
        """Count calendar days since the start day, which is day 0."""
        return (local_day(now) - local_day(start)).days


def _office_unit(unit: LimitUnit) -> timedelta:
    if unit not in OFFICE_UNITS:
        raise ValueError(f"{unit} is not counted by itself: resolve it to the days it means")
    return OFFICE_UNITS[unit]


def _calendar_end(counted_from: date, end: date, paused: list[tuple[date, date]]) -> date:
    for since, until in paused:
        if since > end:
            break
        end += max(until - max(since, counted_from), NONE)
    return end

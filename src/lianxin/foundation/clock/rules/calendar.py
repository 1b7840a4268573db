"""The calendar of working days and what is counted with it (刑诉法 105, 行政程序规定 35).

A year with a notice of the State Council follows the notice. Any other year follows rules:
weekends, the days off fixed by 全国年节及纪念日放假办法 with a day in lieu for one that falls on a
weekend, and Qingming, which the sun fixes. Feasts of the moon (Spring Festival, Duanwu,
Mid-Autumn) and swapped weekends cannot be known by rule, so such a year is provisional.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from lianxin.foundation.clock.rules.moments import local_day, start_of
from lianxin.foundation.clock.rules.spans import Deadline, Limit, Span, SpanUnit
from lianxin.foundation.parameters.rules.values import LimitUnit

SATURDAY: Final = 5
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
TOLD_IN_HOURS: Final = 72
"""A limit in hours is told in hours below this, in days above."""


@dataclass(frozen=True, slots=True)
class YearRule:
    """Days off that every year has from ``first_year`` on, as (month, day)."""

    first_year: int
    days: tuple[tuple[int, int], ...]
    qingming: bool = False

    def off(self, year: int) -> frozenset[date]:
        """Give the days off of a year, with those in lieu."""
        days = [date(year, month, day) for month, day in self.days]
        if self.qingming:
            days.append(date(year, 4, qingming(year)))
        off = set(days)
        for day in sorted(days):
            if day.weekday() >= SATURDAY:
                off.add(_in_lieu(day, off))
        return frozenset(off)


def _in_lieu(day: date, off: Iterable[date]) -> date:
    while day.weekday() >= SATURDAY or day in off:
        day += DAY
    return day


def qingming(year: int) -> int:
    """Give the day of April on which Qingming falls, for the years 2000 to 2099."""
    of_century = year % 100
    return int(of_century * 0.2422 + 4.81) - of_century // 4


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. ``years`` are those with a notice; ``rules`` go by first year."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    rules: tuple[YearRule, ...] = ()
    _fixed: dict[int, frozenset[date]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _ordinals: dict[int, tuple[int, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is worked, a weekend day swapped 调休 included."""
        if day in self.worked:
            return True
        if day in self.off or day.weekday() >= SATURDAY:
            return False
        return day.year in self.years or day not in self._fixed_off(day.year)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the day's year is known by rule only (暂定)."""
        return day.year not in self.years

    def _fixed_off(self, year: int) -> frozenset[date]:
        if year not in self._fixed:
            valid = [rule for rule in self.rules if rule.first_year <= year]
            self._fixed[year] = valid[-1].off(year) if valid else frozenset()
        return self._fixed[year]

    def _worked_in(self, year: int) -> tuple[int, ...]:
        if year not in self._ordinals:
            first, after = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
            days = (n for n in range(first, after) if self.is_working_day(date.fromordinal(n)))
            self._ordinals[year] = tuple(days)
        return self._ordinals[year]

    def working_days_of(self, year: int) -> int:
        """Count the working days of a year."""
        return len(self._worked_in(year))

    def _up_to(self, day: date) -> int:
        return bisect_right(self._worked_in(day.year), day.toordinal())

    def add_working_days(self, day: date, amount: int) -> date:
        """Give the last of ``amount`` working days after the day, which is not counted.

        0 gives the day itself. Raises ValueError for an amount below 0.
        """
        if amount < 0:
            raise ValueError(f"working days below 0: {amount}")
        if amount == 0:
            return day
        year, nth = day.year, self._up_to(day) + amount
        while nth > self.working_days_of(year):
            nth -= self.working_days_of(year)
            year += 1
        return date.fromordinal(self._worked_in(year)[nth - 1])

    def next_working_day(self, day: date) -> date:
        """Give the first working day after the day."""
        return self.add_working_days(day, 1)

    def roll_on(self, day: date) -> date:
        """Give the day if it is worked, else the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after the one day up to and with the other; below 0 backwards."""
        if until < after:
            return -self.working_days_between(until, after)
        whole = sum(self.working_days_of(year) for year in range(after.year, until.year))
        return whole + self._up_to(until) - self._up_to(after)

    def deadline(self, start: datetime, limit: Limit) -> Deadline:
        """Give the deadline of a limit that starts at the moment.

        The start day is not counted; a last calendar day that is off rolls on to the next
        working day; a due day ends at 24:00 local time. Hours are clock hours, day and night.
        """
        if limit.unit is LimitUnit.HOURS:
            at = start.astimezone(UTC) + limit.amount * HOUR
            return Deadline(at, None, provisional=False)
        first = local_day(start)
        due = self._due(first, limit)
        years = range(first.year, due.year + 1) if due > first else range(0)
        known = self.years.issuperset(years)
        return Deadline(start_of(due + DAY), due, provisional=not known)

    def _due(self, first: date, limit: Limit) -> date:
        if limit.amount == 0:
            return first
        if limit.unit is LimitUnit.WORKING_DAYS:
            return self.add_working_days(first, limit.amount)
        return self.roll_on(first + limit.amount * DAY)

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

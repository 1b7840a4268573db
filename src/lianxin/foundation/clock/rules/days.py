"""Which days are worked, and counting by working days."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from lianxin.foundation.clock.rules.years import SATURDAY, YearRule


@dataclass(frozen=True)
class Days:
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

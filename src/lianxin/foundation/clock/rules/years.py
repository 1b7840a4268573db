"""Days off of a year without a notice, as far as rules can know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


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

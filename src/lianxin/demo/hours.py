"""When people act: the office in office hours, citizens while awake, nobody in the future."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from lianxin.foundation.clock.queries import Calendar, local_day, start_of

OFFICE: Final = ((time(9), time(12)), (time(13, 30), time(17)))
"""Office hours of the city (consultation.md section 3)."""
AWAKE: Final = ((time(7), time(21, 30)),)
SITTING: Final = timedelta(minutes=15)
"""An act that follows the one before this soon belongs to the same sitting."""
Hours = tuple[tuple[time, time], ...]


def moment(day: date, hour: time) -> datetime:
    """Give a local hour of a local day."""
    return start_of(day) + timedelta(hours=hour.hour, minutes=hour.minute)


@dataclass(frozen=True, slots=True)
class Pace:
    """How one story moves through time, up to ``now``.

    ``late`` is how far into the hours an act falls that had to wait for them, so that not
    everybody acts at nine sharp. With ``always`` nobody waits for office hours.
    """

    now: datetime
    calendar: Calendar
    late: timedelta = timedelta()
    always: bool = False

    def start(self, days: int, hour: time, *, staff: bool) -> datetime:
        """Give the hour ``days`` working days ago; if it is still to come today, yesterday's."""
        today = local_day(self.now)
        day = self.before(today, days)
        at = moment(day, hour)
        if at > self.now:
            return at - timedelta(days=1)
        return self.fit(at, staff=staff)

    def before(self, day: date, days: int) -> date:
        """Give the day that many working days before a day."""
        while days > 0:
            day -= timedelta(days=1)
            days -= self.calendar.is_working_day(day)
        return day

    def step(self, at: datetime, days: int, hours: float, *, staff: bool) -> datetime:
        """Give when the next act happens: working days, then hours after ``at``."""
        later = at + timedelta(hours=hours)
        if days:
            day = local_day(at)
            later += self.calendar.add_working_days(day, days) - day
        if later - at <= SITTING:
            return min(later, self.now)
        return self.fit(later, staff=staff)

    def fit(self, at: datetime, *, staff: bool) -> datetime:
        """Move an act to where somebody would do it, unless that has not come yet."""
        if self.always:
            return min(at, self.now)
        fitted = self._next(at, OFFICE, self.calendar.is_working_day) if staff else self._awake(at)
        return fitted if fitted <= self.now else min(at, self.now)

    def _awake(self, at: datetime) -> datetime:
        return self._next(at, AWAKE, lambda _: True)

    def _next(self, at: datetime, hours: Hours, opened: Callable[[date], bool]) -> datetime:
        day = local_day(at)
        while True:
            for begin, end in hours if opened(day) else ():
                if at < moment(day, begin):
                    return moment(day, begin) + self.late
                if at < moment(day, end):
                    return at
            day += timedelta(days=1)

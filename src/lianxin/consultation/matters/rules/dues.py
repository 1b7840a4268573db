"""When a step is due: its limit, what paused it, what was granted (consultation.md section 2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lianxin.foundation.clock.rules import Calendar, Deadline, Limit, LimitUnit, Pause, local_day


@dataclass(frozen=True, slots=True)
class Grant:
    """A last day that was granted, and when it was; ``promised`` to the citizen too."""

    until: date
    at: datetime
    promised: bool = False


def due(
    calendar: Calendar,
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause] = (),
    grants: Iterable[Grant] = (),
) -> Deadline:
    """Give the deadline of a limit that starts at the moment: the latest of limit and grants."""
    reached = [calendar.deadline(start, limit, pauses)]
    reached += [granted(calendar, grant, pauses) for grant in grants]
    return max(reached, key=lambda deadline: deadline.at)


def granted(calendar: Calendar, grant: Grant, pauses: Sequence[Pause] = ()) -> Deadline:
    """Give the deadline of a granted day: it rolls on when it is off, later pauses move it."""
    day = calendar.roll_on(grant.until)
    amount = calendar.working_days_between(local_day(grant.at), day)
    later = [pause for pause in pauses if pause.since >= grant.at]
    return calendar.deadline(grant.at, Limit(amount, LimitUnit.WORKING_DAYS), later)

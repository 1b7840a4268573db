"""Pure rules of the calendar: working days, office hours, pauses, deadlines, spans of time."""

from lianxin.foundation.clock.rules.calendar import Calendar
from lianxin.foundation.clock.rules.moments import ZONE, local_day, start_of
from lianxin.foundation.clock.rules.office import OfficeHours
from lianxin.foundation.clock.rules.pauses import Pause
from lianxin.foundation.clock.rules.spans import Deadline, Limit, Span, SpanUnit, statutory_days
from lianxin.foundation.clock.rules.years import YearRule
from lianxin.foundation.parameters.rules.values import LimitUnit

__all__ = [
    "ZONE",
    "Calendar",
    "Deadline",
    "Limit",
    "LimitUnit",
    "OfficeHours",
    "Pause",
    "Span",
    "SpanUnit",
    "YearRule",
    "local_day",
    "start_of",
    "statutory_days",
]

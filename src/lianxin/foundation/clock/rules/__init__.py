"""Pure rules of the calendar: working days, deadlines, spans of time."""

from lianxin.foundation.clock.rules.calendar import Calendar, YearRule
from lianxin.foundation.clock.rules.moments import ZONE, local_day, start_of
from lianxin.foundation.clock.rules.spans import Deadline, Limit, Span, SpanUnit
from lianxin.foundation.parameters.rules.values import LimitUnit

__all__ = [
    "ZONE",
    "Calendar",
    "Deadline",
    "Limit",
    "LimitUnit",
    "Span",
    "SpanUnit",
    "YearRule",
    "local_day",
    "start_of",
]

"""The calendar as stored, the limits that are counted with it, and what a notice would change."""

from lianxin.foundation.clock.queries.calendars import NAME, calendar, limit
from lianxin.foundation.clock.queries.overview import (
    NoticeLine,
    Year,
    areas,
    missing_year,
    names,
    notices,
    skew,
    year,
    years,
)
from lianxin.foundation.clock.queries.planning import Preview, plan_of, preview, version
from lianxin.foundation.clock.rules import (
    Calendar,
    Deadline,
    Limit,
    LimitUnit,
    Pause,
    Span,
    SpanUnit,
    local_day,
    start_of,
)

__all__ = [
    "NAME",
    "Calendar",
    "Deadline",
    "Limit",
    "LimitUnit",
    "NoticeLine",
    "Pause",
    "Preview",
    "Span",
    "SpanUnit",
    "Year",
    "areas",
    "calendar",
    "limit",
    "local_day",
    "missing_year",
    "names",
    "notices",
    "plan_of",
    "preview",
    "skew",
    "start_of",
    "version",
    "year",
    "years",
]

"""What limits, deadlines and spans of time are made of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lianxin.foundation.parameters.rules.values import LimitUnit


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit and the clause it rests on; 0 days is the same day."""

    amount: int
    unit: LimitUnit
    source: str = ""


def statutory_days(amount: int, working: Collection[int], source: str = "") -> Limit:
    """Give the limit that a statute means by ``amount`` 日 (行政处罚法 85).

    The numbers in ``working`` mean working days, any other number calendar days.
    """
    unit = LimitUnit.WORKING_DAYS if amount in working else LimitUnit.DAYS
    return Limit(amount, unit, source)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a limit runs out.

    ``at`` is exclusive and in UTC: the midnight that ends the due day, or the very moment for a
    limit in hours, which has no due ``day``. ``provisional`` says that a year on the way is
    known by rule only, so that a State Council notice may still move it.
    """

    at: datetime
    day: date | None
    provisional: bool


class SpanUnit(StrEnum):
    """What a span is told in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Span:
    """Time left until a deadline, or passed since when ``late``.

    0 working days, not late, is today. Days stand where no working day lies between.
    """

    amount: int
    unit: SpanUnit
    late: bool = False

"""Time left and time over, as a person counts it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lianxin.foundation.clock.rules import ZONE, Limit, LimitUnit, Span, SpanUnit, start_of
from tests.foundation.clock.calendars import own


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "amount", "unit", "late"),
    [
        ("2021-03-03", 2, SpanUnit.WORKING_DAYS, False),
        ("2021-03-05", 0, SpanUnit.WORKING_DAYS, False),
        ("2021-03-06", 1, SpanUnit.DAYS, True),
        ("2021-03-07", 2, SpanUnit.DAYS, True),
        ("2021-03-08", 1, SpanUnit.WORKING_DAYS, True),
        ("2021-03-12", 5, SpanUnit.WORKING_DAYS, True),
    ],
)
def test_days_until_a_due_day(now: str, amount: int, unit: SpanUnit, *, late: bool) -> None:
    due = start_of(date(2021, 3, 6))
    assert own().remaining(at(now), due) == Span(amount, unit, late)


def test_the_due_day_lasts_until_midnight() -> None:
    due = start_of(date(2021, 3, 6))
    assert not own().remaining(at("2021-03-05", 23, 59), due).late
    assert own().remaining(at("2021-03-06", 0, 0), due).late


@pytest.mark.parametrize(
    ("minutes", "span"),
    [
        (24 * 60, Span(24, SpanUnit.HOURS)),
        (59, Span(59, SpanUnit.MINUTES)),
        (90, Span(1, SpanUnit.HOURS)),
        (-5, Span(5, SpanUnit.MINUTES, late=True)),
        (-61, Span(1, SpanUnit.HOURS, late=True)),
        (-6 * 24 * 60, Span(4, SpanUnit.WORKING_DAYS, late=True)),
    ],
)
def test_hours_until_a_moment(minutes: int, span: Span) -> None:
    deadline = own().deadline(at("2021-03-03"), Limit(24, LimitUnit.HOURS))
    assert own().remaining(deadline.at - timedelta(minutes=minutes), deadline.at) == span


def test_elapsed_days_count_local_days() -> None:
    start = datetime(2021, 2, 25, 15, 59, tzinfo=UTC)
    assert own().elapsed_days(start, at("2021-03-03")) == 6
    assert own().elapsed_days(start + timedelta(minutes=1), at("2021-03-03")) == 5
    assert own().elapsed_days(start, start) == 0

"""Due dates of pauses and grants: a pause adds exactly its working time (MODEL invariant 9)."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.dues import Grant, due, granted
from lianxin.foundation.clock.rules import (
    Calendar,
    Limit,
    LimitUnit,
    Pause,
    local_day,
    start_of,
)

CALENDAR = Calendar(
    off=frozenset({date(2021, 2, day) for day in range(11, 18)}),
    worked=frozenset({date(2021, 2, 7), date(2021, 2, 20)}),
    years=frozenset({2020, 2021, 2022}),
)
STARTS = st.builds(
    lambda day, hours: start_of(day) + timedelta(hours=hours),
    st.dates(date(2021, 1, 1), date(2021, 6, 30)),
    st.integers(0, 23),
)
AMOUNTS = st.integers(1, 30)
DAYS = st.integers(0, 40)


def working(amount: int) -> Limit:
    """Give a limit in working days."""
    return Limit(amount, LimitUnit.WORKING_DAYS)


@given(STARTS, AMOUNTS, DAYS, DAYS)
def test_a_pause_adds_exactly_its_working_time(
    start: datetime, amount: int, offset: int, length: int
) -> None:
    plain = due(CALENDAR, start, working(amount))
    since = start + timedelta(days=offset, hours=1)
    pause = Pause(since, since + timedelta(days=length))
    moved = due(CALENDAR, start, working(amount), [pause])
    assert plain.day is not None
    assert moved.day is not None
    first = max(local_day(pause.since), local_day(start) + timedelta(days=1))
    days = (first + timedelta(days=n) for n in range((local_day(pause.until) - first).days))
    paused = sum(CALENDAR.is_working_day(day) for day in days) if pause.since < plain.at else 0
    assert CALENDAR.working_days_between(plain.day, moved.day) == paused


@given(STARTS, AMOUNTS, st.lists(st.tuples(DAYS, DAYS), max_size=4))
def test_pauses_never_bring_a_date_forward_and_their_order_is_nothing(
    start: datetime, amount: int, stretches: list[tuple[int, int]]
) -> None:
    pauses = [
        Pause(start + timedelta(days=offset), start + timedelta(days=offset + length))
        for offset, length in stretches
    ]
    moved = due(CALENDAR, start, working(amount), pauses)
    assert moved.at >= due(CALENDAR, start, working(amount)).at
    assert moved == due(CALENDAR, start, working(amount), pauses[::-1])


@given(STARTS, AMOUNTS, st.integers(1, 60))
def test_a_grant_holds_its_day_or_the_next_worked_and_never_shortens(
    start: datetime, amount: int, ahead: int
) -> None:
    until = local_day(start) + timedelta(days=ahead)
    grant = Grant(until, start)
    found = granted(CALENDAR, grant)
    assert found.day == CALENDAR.roll_on(until)
    both = due(CALENDAR, start, working(amount), (), [grant])
    assert both.at == max(found.at, due(CALENDAR, start, working(amount)).at)


def test_a_pause_after_a_grant_moves_it_and_one_before_does_not() -> None:
    at = start_of(date(2021, 3, 1)) + timedelta(hours=9)
    grant = Grant(date(2021, 3, 12), at)
    later = Pause(at + timedelta(days=1), at + timedelta(days=4))
    earlier = Pause(at - timedelta(days=6), at - timedelta(days=1))
    assert granted(CALENDAR, grant, [later]).day == date(2021, 3, 17)
    assert granted(CALENDAR, grant, [earlier]).day == date(2021, 3, 12)

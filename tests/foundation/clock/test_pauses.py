"""Pauses add exactly their working time, and counting back gives what was counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.clock.rules import (
    Calendar,
    Limit,
    LimitUnit,
    Pause,
    SpanUnit,
    local_day,
    start_of,
    statutory_days,
)
from lianxin.foundation.clock.rules.moments import ZONE
from lianxin.foundation.clock.rules.pauses import merged
from tests.foundation.clock.calendars import own

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
COUNTED = [unit for unit in LimitUnit if unit is not LimitUnit.STATUTORY_DAYS]

days = st.dates(date(2018, 6, 1), date(2027, 12, 31))
moments = st.datetimes(
    datetime.fromisoformat("2018-06-01"),
    datetime.fromisoformat("2027-12-31"),
    timezones=st.just(ZONE),
)
limits = st.builds(Limit, st.integers(1, 40), st.sampled_from(COUNTED))
day_limits = st.builds(
    Limit, st.integers(1, 40), st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.DAYS])
)
lengths = st.timedeltas(timedelta(), timedelta(days=20))


@st.composite
def paused(draw: st.DrawFn) -> tuple[datetime, list[Pause]]:
    """Give a start and up to three pauses after it, in any order, that may overlap."""
    start = draw(moments)
    gaps = draw(st.lists(st.tuples(lengths, lengths), max_size=3))
    return start, [Pause(start + gap, start + gap + length) for gap, length in gaps]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def counted_day(calendar: Calendar, day: date, unit: LimitUnit, pauses: list[Pause]) -> bool:
    """Tell in the plainest way whether a day counts: worked, and no pause stands over it."""
    stands = any(local_day(since) <= day < local_day(until) for since, until in pauses)
    return not stands and (unit is LimitUnit.DAYS or calendar.is_working_day(day))


@given(paused(), day_limits)
def test_a_due_day_is_what_counting_day_by_day_gives(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit
) -> None:
    start, pauses = given_pauses
    calendar, day, left = own(), local_day(start), limit.amount
    while left:
        day += DAY
        left -= counted_day(calendar, day, limit.unit, pauses)
    while not counted_day(calendar, day, LimitUnit.WORKING_DAYS, pauses):
        day += DAY
    due = calendar.deadline(start, limit, pauses)
    assert due.day == day
    assert due.at == start_of(day + DAY)


@given(paused(), limits)
def test_what_elapses_until_the_deadline_is_the_limit(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit
) -> None:
    start, pauses = given_pauses
    calendar = own()
    due = calendar.deadline(start, limit, pauses)
    last = due.at if due.day is None else due.at - TICK
    passed = calendar.elapsed(start, last, limit.unit, pauses)
    if limit.unit is LimitUnit.DAYS:
        assert passed >= limit.amount
    else:
        assert passed == limit.amount
        before = last - (TICK if due.day is None else DAY)
        assert calendar.elapsed(start, before, limit.unit, pauses) < limit.amount


@given(paused(), limits, st.timedeltas(timedelta(), timedelta(days=3)))
def test_a_later_start_is_never_due_earlier(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit, later: timedelta
) -> None:
    start, pauses = given_pauses
    calendar = own()
    early, late = (calendar.deadline(one, limit, pauses) for one in (start, start + later))
    assert early.at <= late.at


@given(paused(), limits)
def test_a_pause_never_brings_a_date_earlier(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit
) -> None:
    start, pauses = given_pauses
    dates = [own().deadline(start, limit, pauses[:n]).at for n in range(len(pauses) + 1)]
    assert dates == sorted(dates)


@given(paused(), limits)
def test_the_order_of_pauses_does_not_matter(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit
) -> None:
    start, pauses = given_pauses
    due = own().deadline(start, limit, pauses)
    assert own().deadline(start, limit, pauses[::-1]) == due
    assert own().deadline(start, limit, merged(pauses)) == due


@given(moments, st.integers(1, 40), st.integers(0, 40), st.integers(1, 30))
def test_a_pause_of_some_working_days_moves_the_date_by_as_many(
    start: datetime, amount: int, after: int, length: int
) -> None:
    calendar, limit = own(), Limit(amount, LimitUnit.WORKING_DAYS)
    plain = calendar.deadline(start, limit).day
    assert plain is not None
    begin = calendar.add_working_days(local_day(start), 1 + after % amount)
    end = calendar.add_working_days(begin, length)
    pause = Pause(start_of(begin) + 9 * timedelta(hours=1), start_of(end))
    moved = calendar.deadline(start, limit, [pause])
    assert moved.day == calendar.add_working_days(plain, length)


@given(moments, st.integers(1, 300), st.integers(0, 300), lengths)
def test_a_pause_of_hours_moves_hours_by_as_much(
    start: datetime, amount: int, after: int, length: timedelta
) -> None:
    limit = Limit(amount, LimitUnit.HOURS)
    since = start + timedelta(hours=after % amount)
    moved = own().deadline(start, limit, [Pause(since, since + length)])
    assert moved.at - own().deadline(start, limit).at == length


@given(moments, st.integers(1, 60), st.integers(0, 3_000), lengths)
def test_a_pause_moves_office_hours_by_its_office_time(
    start: datetime, amount: int, after: int, length: timedelta
) -> None:
    calendar, limit = own(), Limit(amount, LimitUnit.OFFICE_HOURS)
    plain = calendar.deadline(start, limit)
    since = start + timedelta(minutes=after)
    pause = Pause(since, since + length)
    moved = calendar.deadline(start, limit, [pause])
    lost = calendar.office_time(*pause) if since < plain.at else timedelta()
    assert calendar.office_time(plain.at, moved.at) == lost


@given(paused(), limits, st.sets(days, min_size=1, max_size=40))
def test_a_further_day_off_never_brings_a_date_earlier(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit, more: set[date]
) -> None:
    start, pauses = given_pauses
    calendar = own()
    fewer = replace(calendar, off=calendar.off | more, worked=calendar.worked - more)
    due, moved = (one.deadline(start, limit, pauses) for one in (calendar, fewer))
    assert moved.at >= due.at
    if limit.unit is LimitUnit.HOURS:
        assert moved == due


@given(paused(), day_limits)
def test_a_due_day_is_a_working_day_on_which_nothing_stands_still(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit
) -> None:
    start, pauses = given_pauses
    due = own().deadline(start, limit, pauses).day
    assert due is not None
    assert counted_day(own(), due, LimitUnit.WORKING_DAYS, pauses)


@given(paused(), limits, st.timedeltas(timedelta(), timedelta(days=90)))
def test_what_is_left_says_late_from_the_deadline_on(
    given_pauses: tuple[datetime, list[Pause]], limit: Limit, passed: timedelta
) -> None:
    start, pauses = given_pauses
    now = start + passed
    due = own().deadline(start, limit, pauses)
    span = own().left(start, limit, now, pauses)
    assert span.late is (now >= due.at)
    assert span == own().remaining(now, due.at)


def test_this_leg_and_in_all_count_by_themselves() -> None:
    registered, accepted, now = (
        at("2021-02-05T10:00"),
        at("2021-02-09T15:00"),
        at("2021-02-19T09:00"),
    )
    pause = Pause(at("2021-02-10T11:00"), at("2021-02-18T08:00"))
    whole, leg = Limit(13, LimitUnit.WORKING_DAYS), Limit(3, LimitUnit.WORKING_DAYS)
    count = own().elapsed
    assert count(registered, now, LimitUnit.WORKING_DAYS) == 6
    assert count(registered, now, LimitUnit.WORKING_DAYS, [pause]) == 5
    assert count(accepted, now, LimitUnit.WORKING_DAYS, [pause]) == 2
    assert own().left(accepted, leg, now, [pause]).amount == 1
    assert own().left(registered, whole, now, [pause]).amount == 8
    assert own().left(registered, whole, now, [pause]).unit is SpanUnit.WORKING_DAYS


def test_a_pause_on_the_due_day_ends_with_the_day_on_which_work_goes_on() -> None:
    limit = Limit(1, LimitUnit.WORKING_DAYS)
    start = at("2021-02-04T10:00")
    assert own().deadline(start, limit).day == date(2021, 2, 5)
    pause = Pause(at("2021-02-05T16:00"), at("2021-02-13T09:00"))
    assert own().deadline(start, limit, [pause]).day == date(2021, 2, 18)


def test_a_pause_after_the_end_moves_nothing() -> None:
    start = at("2021-03-01T10:00")
    late = [Pause(at("2021-03-20T10:00"), at("2021-03-25T10:00"))]
    for unit in COUNTED:
        limit = Limit(3, unit)
        assert own().deadline(start, limit, late) == own().deadline(start, limit)


def test_a_pause_of_the_same_day_ends_on_the_day_work_goes_on() -> None:
    start = at("2021-03-05T10:00")
    pause = [Pause(at("2021-03-05T11:00"), at("2021-03-06T09:00"))]
    assert own().deadline(start, Limit(0, LimitUnit.DAYS), pause).day == date(2021, 3, 6)


@given(paused())
def test_nothing_elapses_backwards(given_pauses: tuple[datetime, list[Pause]]) -> None:
    start, pauses = given_pauses
    for unit in COUNTED:
        assert own().elapsed(start, start - DAY, unit, pauses) == 0
        assert own().elapsed(start, start, unit, pauses) == 0


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    start = at("2021-03-05T10:00")
    with pytest.raises(ValueError, match="before it begins"):
        own().deadline(start, Limit(1, LimitUnit.HOURS), [Pause(start, start - DAY)])


@pytest.mark.parametrize("amount", [2, 3, 5, 7])
def test_days_of_the_penalties_act_are_working_days(amount: int) -> None:
    assert statutory_days(amount, {2, 3, 5, 7}).unit is LimitUnit.WORKING_DAYS
    friday = at("2021-09-10T10:00")
    limit = statutory_days(amount, {2, 3, 5, 7}, "行政处罚法85")
    due = own().deadline(friday, limit).day
    assert due == own().add_working_days(friday.date(), amount)
    assert limit.source == "行政处罚法85"


@pytest.mark.parametrize("amount", [1, 4, 6, 10, 15, 30])
def test_other_days_of_the_act_are_calendar_days(amount: int) -> None:
    assert statutory_days(amount, {2, 3, 5, 7}).unit is LimitUnit.DAYS


def test_days_of_a_statute_are_resolved_before_they_are_counted() -> None:
    start = datetime(2021, 9, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="resolve"):
        own().deadline(start, Limit(3, LimitUnit.STATUTORY_DAYS))
    with pytest.raises(ValueError, match="resolve"):
        own().elapsed(start, start + DAY, LimitUnit.STATUTORY_DAYS)

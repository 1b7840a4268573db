"""The calendar against the vectors of the field, other calendars and its own laws."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.clock.rules import Calendar, Limit, LimitUnit, YearRule, start_of
from lianxin.foundation.clock.rules.moments import ZONE
from lianxin.foundation.clock.rules.years import qingming
from tests.foundation.clock.calendars import own

WORKDAYS = Path(__file__).parents[2] / "data" / "workdays" / "days.csv"
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
SATURDAY = 6

days = st.dates(date(2008, 1, 1), date(2030, 12, 31))
amounts = st.integers(0, 400)
moments = st.datetimes(
    datetime.fromisoformat("2008-01-01"),
    datetime.fromisoformat("2030-12-31"),
    timezones=st.just(ZONE),
)
DAY_UNITS = (LimitUnit.WORKING_DAYS, LimitUnit.DAYS)
COUNTED = [unit for unit in LimitUnit if unit is not LimitUnit.STATUTORY_DAYS]
limits = st.builds(Limit, st.integers(1, 90), st.sampled_from(COUNTED))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        (date(2021, 2, 5), 3, date(2021, 2, 9)),
        (date(2021, 2, 5), 13, date(2021, 3, 1)),
        (date(2020, 9, 30), 3, date(2020, 10, 12)),
        (date(2020, 9, 25), 1, date(2020, 9, 27)),
    ],
)
def test_working_days_of_the_field(start: date, amount: int, due: date) -> None:
    assert own().add_working_days(start, amount) == due
    deadline = own().deadline(noon(start), Limit(amount, LimitUnit.WORKING_DAYS))
    assert deadline.day == due
    assert deadline.at == start_of(due + DAY)
    assert not deadline.provisional


def test_calendar_days_roll_on_over_spring_festival() -> None:
    deadline = own().deadline(noon(date(2021, 2, 8)), Limit(7, LimitUnit.DAYS))
    assert date(2021, 2, 8) + 7 * DAY == date(2021, 2, 15)
    assert deadline.day == date(2021, 2, 18)


@pytest.mark.parametrize(("year", "count"), [(2020, 249), (2021, 250)])
def test_working_days_of_a_year(year: int, count: int) -> None:
    assert own().working_days_of(year) == count


def test_due_on_a_worked_saturday_is_due_that_day() -> None:
    assert own().deadline(noon(date(2021, 2, 19)), Limit(1, LimitUnit.DAYS)).day == date(
        2021, 2, 20
    )


def test_same_day_ends_at_midnight_even_on_a_day_off() -> None:
    deadline = own().deadline(noon(date(2021, 2, 14)), Limit(0, LimitUnit.DAYS))
    assert deadline.day == date(2021, 2, 14)
    assert deadline.at == datetime(2021, 2, 14, 16, tzinfo=UTC)


def test_hours_run_day_and_night() -> None:
    start = datetime(2021, 2, 13, 23, 30, tzinfo=ZONE)
    deadline = own().deadline(start, Limit(24, LimitUnit.HOURS))
    assert deadline.at == start + timedelta(hours=24)
    assert deadline.at.tzinfo is UTC
    assert deadline.day is None


def test_every_day_equals_chinesecalendar() -> None:
    other = [day for day in every_day() if chinese_calendar.is_workday(day)]
    assert [day for day in every_day() if own().is_working_day(day)] == other


def test_every_day_equals_another_reading_of_the_notices() -> None:
    with WORKDAYS.open(encoding="utf-8") as file:
        named = {date.fromisoformat(r["date"]): r["is_off"] == "0" for r in csv.DictReader(file)}
    said = {day: named.get(day, day.isoweekday() < SATURDAY) for day in every_day()}
    assert said == {day: own().is_working_day(day) for day in every_day()}
    assert len(said) == 2922
    assert len(named) == 286


def every_day() -> list[date]:
    return [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2011, 10, 3), False),
        (date(2011, 10, 8), False),
        (date(2012, 1, 2), False),
        (date(2007, 5, 3), False),
        (date(2013, 5, 2), True),
        (date(2024, 5, 2), False),
        (date(2027, 1, 1), False),
        (date(2027, 4, 5), False),
        (date(2027, 5, 2), False),
        (date(2027, 5, 4), False),
        (date(2027, 5, 5), True),
        (date(2028, 5, 2), False),
    ],
)
def test_years_by_rule(day: date, *, worked: bool) -> None:
    assert own().is_working_day(day) is worked


def test_years_without_a_notice_are_provisional() -> None:
    provisional = {year for year in range(2008, 2031) if own().is_provisional(date(year, 6, 1))}
    assert provisional == {*range(2008, 2019), *range(2027, 2031)}
    assert own().deadline(noon(date(2026, 12, 30)), Limit(3, LimitUnit.WORKING_DAYS)).provisional
    assert not own().deadline(noon(date(2026, 12, 30)), Limit(1, LimitUnit.DAYS)).provisional


@given(moments, limits)
def test_provisional_says_whether_a_notice_could_still_move_the_date(
    start: datetime, limit: Limit
) -> None:
    deadline = own().deadline(start, limit)
    day = deadline.day
    if day is None:
        return
    first = start.date() + (1 if limit.unit is LimitUnit.WORKING_DAYS else limit.amount) * DAY
    asked = [first + n * DAY for n in range((day - first).days + 1)]
    assert deadline.provisional is any(own().is_provisional(one) for one in asked)


def test_calendar_days_rest_only_on_the_day_on_which_they_end() -> None:
    through = own().deadline(noon(date(2018, 12, 20)), Limit(30, LimitUnit.DAYS))
    assert through.day == date(2019, 1, 21)
    assert not through.provisional
    assert (
        not own().deadline(noon(date(2018, 12, 31)), Limit(3, LimitUnit.WORKING_DAYS)).provisional
    )
    assert own().deadline(noon(date(2018, 12, 30)), Limit(3, LimitUnit.WORKING_DAYS)).provisional


@pytest.mark.parametrize(("year", "day"), [(2008, 4), (2019, 5), (2024, 4), (2027, 5), (2030, 5)])
def test_qingming(year: int, day: int) -> None:
    assert qingming(year) == day


def test_a_fixed_day_on_a_weekend_has_a_day_in_lieu() -> None:
    rule = YearRule(2000, ((5, 1), (5, 2)))
    may = {date(2032, 5, n) for n in (1, 2, 3, 4)}
    assert rule.off(2032) == may
    assert not Calendar(rules=(rule,)).is_working_day(date(2032, 5, 4))


@given(days, amounts, amounts)
def test_working_days_add_up(day: date, one: int, other: int) -> None:
    calendar = own()
    whole = calendar.add_working_days(day, one + other)
    assert calendar.add_working_days(calendar.add_working_days(day, one), other) == whole
    assert calendar.working_days_between(day, whole) == one + other
    assert calendar.working_days_between(whole, day) == -(one + other)


@given(days, days, days)
def test_counts_between_add_up(one: date, two: date, three: date) -> None:
    count = own().working_days_between
    assert count(one, two) + count(two, three) == count(one, three)


@given(days, st.integers(1, 400))
def test_each_working_day_is_worked_and_later(day: date, amount: int) -> None:
    due = own().add_working_days(day, amount)
    assert due > day
    assert own().is_working_day(due)
    assert due > own().add_working_days(day, amount - 1)


@given(days, days)
def test_a_count_is_what_counting_gives(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    last = min(last, first + 800 * DAY)
    counted = sum(own().is_working_day(first + n * DAY) for n in range(1, (last - first).days + 1))
    assert own().working_days_between(first, last) == counted


@given(moments, limits)
def test_a_deadline_lies_after_the_start_day(start: datetime, limit: Limit) -> None:
    deadline = own().deadline(start, limit)
    assert deadline.at > start
    if limit.unit in DAY_UNITS:
        assert deadline.day is not None
        assert deadline.day > start.date()
        assert own().is_working_day(deadline.day)
        local = deadline.at.astimezone(ZONE)
        assert (local.date(), local.hour, local.minute) == (deadline.day + DAY, 0, 0)


@given(moments, moments, limits, st.integers(0, 30))
def test_deadlines_are_monotone(one: datetime, other: datetime, limit: Limit, more: int) -> None:
    calendar = own()
    early, late = min(one, other), max(one, other)
    assert calendar.deadline(early, limit).at <= calendar.deadline(late, limit).at
    longer = Limit(limit.amount + more, limit.unit)
    assert calendar.deadline(one, limit).at <= calendar.deadline(one, longer).at


@given(moments, st.integers(1, 90))
def test_the_hour_of_the_start_does_not_matter_for_days(start: datetime, amount: int) -> None:
    limit = Limit(amount, LimitUnit.WORKING_DAYS)
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    assert own().deadline(start, limit) == own().deadline(midnight, limit)


def test_faults_of_the_caller_are_loud() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        own().deadline(datetime(2021, 2, 5), Limit(3, LimitUnit.DAYS))  # noqa: DTZ001
    with pytest.raises(ValueError, match="below 0"):
        own().add_working_days(date(2021, 2, 5), -1)

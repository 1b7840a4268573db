"""Office hours: a lunch break, a night and a day off do not count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.clock.rules import Calendar, Limit, LimitUnit, OfficeHours
from lianxin.foundation.clock.rules.moments import ZONE
from lianxin.foundation.clock.rules.office import spells
from tests.foundation.clock.calendars import own

MINUTE = timedelta(minutes=1)
moments = st.datetimes(
    datetime.fromisoformat("2019-01-01"),
    datetime.fromisoformat("2026-06-30"),
    timezones=st.just(ZONE),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2021-03-03T09:00", 20, "2021-03-03T09:20"),
        ("2021-03-03T11:50", 20, "2021-03-03T13:40"),
        ("2021-03-03T12:30", 20, "2021-03-03T13:50"),
        ("2021-03-03T16:50", 20, "2021-03-04T09:10"),
        ("2021-03-03T22:00", 20, "2021-03-04T09:20"),
        ("2021-03-05T16:50", 20, "2021-03-08T09:10"),
        ("2021-02-06T10:00", 20, "2021-02-07T09:20"),
        ("2021-02-10T16:50", 20, "2021-02-18T09:10"),
        ("2021-03-03T09:00", 180, "2021-03-03T12:00"),
        ("2021-03-03T09:00", 390, "2021-03-03T17:00"),
        ("2021-03-03T09:00", 391, "2021-03-04T09:01"),
    ],
)
def test_minutes_of_the_office(start: str, minutes: int, due: str) -> None:
    deadline = own().deadline(at(start), Limit(minutes, LimitUnit.OFFICE_MINUTES))
    assert deadline.at == at(due)
    assert deadline.at.tzinfo is UTC
    assert deadline.day is None
    assert not deadline.provisional


def test_two_hours_of_the_office() -> None:
    assert own().deadline(at("2021-03-03T11:00"), Limit(2, LimitUnit.OFFICE_HOURS)).at == at(
        "2021-03-03T14:30"
    )


@given(moments, st.timedeltas(timedelta(), timedelta(days=5)))
def test_office_time_is_what_counting_minutes_gives(start: datetime, length: timedelta) -> None:
    begin = start.replace(second=0, microsecond=0)
    until = begin + (length // MINUTE) * MINUTE
    calendar, counted, now = own(), timedelta(), begin
    while now < until:
        inside = "09:00" <= f"{now:%H:%M}" < "12:00" or "13:30" <= f"{now:%H:%M}" < "17:00"
        counted += MINUTE if inside and calendar.is_working_day(now.date()) else timedelta()
        now += MINUTE
    assert calendar.office_time(begin, until) == counted


@given(moments, moments, moments)
def test_office_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    a, b, c = sorted((one, two, three))
    time = own().office_time
    assert time(a, b) + time(b, c) == time(a, c)


@given(moments, st.integers(1, 2_000), st.integers(1, 2_000))
def test_amounts_add_up(start: datetime, one: int, other: int) -> None:
    add = own().add_office_time
    assert add(add(start, one * MINUTE), other * MINUTE) == add(start, (one + other) * MINUTE)


def test_hours_that_changed_count_from_their_day_on() -> None:
    summer = OfficeHours(date(2021, 6, 1), spells(["08:30-12:00", "14:30-18:00"]))
    calendar = Calendar(
        off=own().off, worked=own().worked, years=own().years, office=(*own().office, summer)
    )
    limit = Limit(60, LimitUnit.OFFICE_MINUTES)
    assert calendar.deadline(at("2021-05-31T16:30"), limit).at == at("2021-06-01T09:00")
    assert calendar.office_time(at("2021-05-31T00:00"), at("2021-06-02T00:00")) == timedelta(
        hours=13.5
    )


def test_office_hours_say_when_they_are_provisional() -> None:
    limit = Limit(60, LimitUnit.OFFICE_MINUTES)
    assert own().deadline(at("2026-12-31T16:30"), limit).provisional
    assert not own().deadline(at("2026-12-31T16:00"), limit).provisional
    assert not own().deadline(at("2018-12-31T18:00"), limit).provisional


@pytest.mark.parametrize("words", [[], ["12:00-09:00"], ["09:00-12:00", "11:00-13:00"], ["9-12"]])
def test_hours_out_of_order_are_refused(words: list[str]) -> None:
    with pytest.raises(ValueError, match=r"office hours|isoformat"):
        OfficeHours(date.min, spells(words))


def test_without_office_hours_nothing_is_counted_in_them() -> None:
    with pytest.raises(ValueError, match="no office hours"):
        Calendar().deadline(at("2021-03-03T09:00"), Limit(1, LimitUnit.OFFICE_HOURS))

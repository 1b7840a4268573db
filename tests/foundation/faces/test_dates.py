"""Days, moments, limits, counts and rates in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from lianxin.foundation.faces import dates

TODAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("day", "weekday", "chinese", "english"),
    [
        (date(2021, 3, 5), False, "3月5日", "5 March 2021"),
        (date(2021, 3, 5), True, "3月5日(周五)", "Friday 5 March 2021"),
        (date(2020, 12, 31), False, "2020年12月31日", "31 December 2020"),
        (date(2022, 1, 2), True, "2022年1月2日(周日)", "Sunday 2 January 2022"),
    ],
)
def test_days(day: date, weekday: bool, chinese: str, english: str) -> None:  # noqa: FBT001
    assert dates.day_text(day, today=TODAY, weekday=weekday) == chinese
    with translation.override("en"):
        assert dates.day_text(day, today=TODAY, weekday=weekday) == english


@pytest.mark.parametrize(
    ("at", "chinese", "english"),
    [
        (
            datetime(2021, 3, 5, 16, 0, tzinfo=UTC),
            "3月5日(周五)24:00前",
            "by the end of Friday 5 March 2021",
        ),
        (
            datetime(2021, 3, 5, 6, 30, tzinfo=UTC),
            "3月5日(周五)14:30前",
            "by 14:30 on Friday 5 March 2021",
        ),
    ],
)
def test_a_limit_ends_before_its_moment(at: datetime, chinese: str, english: str) -> None:
    assert dates.due_text(at, today=TODAY) == chinese
    with translation.override("en"):
        assert dates.due_text(at, today=TODAY) == english


def test_moments_are_local() -> None:
    moment = datetime(2021, 3, 4, 16, 31, tzinfo=UTC)
    assert dates.moment_text(moment, today=TODAY) == "3月5日 00:31"
    assert dates.iso_text(moment) == "2021-03-05T00:31+08:00"
    with translation.override("en"):
        assert dates.moment_text(moment, today=TODAY) == "5 March 2021, 00:31"


def test_the_end_of_a_day_is_told_by_its_own_day() -> None:
    midnight, noon = (datetime(2021, 3, 5, hour, tzinfo=UTC) for hour in (16, 4))
    assert dates.limit_text(midnight, today=TODAY) == "3月5日 24:00"
    assert dates.limit_text(noon, today=TODAY) == "3月5日 12:00"
    with translation.override("en"):
        assert dates.limit_text(midnight, today=TODAY) == "5 March 2021, 24:00"


def test_spans() -> None:
    assert dates.working_days_text(2) == "2 个工作日"
    assert dates.days_text(1) == "1 天"
    assert [dates.seconds_text(n) for n in (20, 90, 300)] == ["20 秒", "90 秒", "5 分钟"]
    with translation.override("en"):
        assert dates.working_days_text(1) == "1 working day"
        assert dates.working_days_text(2) == "2 working days"
        assert dates.hours_text(1) == "1 hour"
        assert dates.minutes_text(5) == "5 minutes"
        assert dates.seconds_text(1) == "1 second"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(75, 105, "71.43%"), (881, 1011, "87.14%"), (1, 800, "0.13%"), (0, 3, "0.00%"), (0, 0, "—")],
)
def test_rates_have_two_decimals(part: int, whole: int, text: str) -> None:
    assert dates.rate_text(part, whole) == text


def test_changes_and_counts() -> None:
    assert dates.points_text(Decimal("3.10")) == "升 3.1 点"
    assert dates.points_text(Decimal(-10)) == "降 10 点"
    assert dates.points_text(Decimal(0)) == "持平"
    assert dates.count_text(12508) == "12,508"

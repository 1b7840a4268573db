"""A calendar file with faults names the notice and the fault."""

import pytest

from lianxin.foundation.clock.rules.file import read
from tests.foundation.clock.calendars import DAYS

NOTICE = """
[[notice]]
year = 2021
title = "通知"
published_on = 2020-11-25
feasts = [{{ name = "春节", off = [{off}], worked = [{worked}] }}]
{more}
"""


def faults(off: str = '"2021-02-11/2021-02-17"', worked: str = "", more: str = "") -> list[str]:
    reading = read("days.toml", NOTICE.format(off=off, worked=worked, more=more))
    assert all(fault.where.startswith("days.toml") for fault in reading.faults)
    return [fault.code.removeprefix("clock.file.") for fault in reading.faults]


def test_the_own_file_has_no_fault() -> None:
    reading = read(DAYS.name, DAYS.read_text(encoding="utf-8"))
    assert reading.faults == []
    assert {notice.year for notice in reading.notices} == set(range(2019, 2027))
    assert len(reading.notices) == 10


@pytest.mark.parametrize(
    ("off", "code"),
    [
        ('"2021-02-11", "2021-02-11"', "day_twice"),
        ('"2021-02-11/2021-02-17", "2021-02-17"', "day_twice"),
        ('"2021-02-30"', "day"),
        ('"2021-02-17/2021-02-11"', "range"),
        ('"2021-01-01/2021-12-31"', "range"),
        ('"2023-02-11"', "other_year"),
        ("5", "feasts"),
        ("", "feasts"),
    ],
)
def test_days_off_with_a_fault(off: str, code: str) -> None:
    assert faults(off) == [code]


def test_a_weekday_is_worked_anyway() -> None:
    assert faults(worked='"2021-02-19"') == ["weekday_worked"]
    assert faults(worked='"2021-02-20"') == []


def test_a_day_off_and_worked_is_there_twice() -> None:
    assert faults(worked='"2021-02-13"') == ["day_twice"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("colour = 1", "unknown_field"),
        ("number = 1", "text"),
        (
            '[[notice]]\nyear = 2021\ntitle = "通知"\npublished_on = 2021-01-01\nfeasts=[]',
            "title_twice",
        ),
        ("[[notice]]\nyear = 2021\npublished_on = 2021-01-01\nfeasts=[]", "missing_field"),
        ('[[notice]]\nyear = "2021"\ntitle = "二"\npublished_on = 2021-01-01', "missing_field"),
        ('[[notice]]\nyear = 2021\ntitle = "二"\npublished_on = "soon"', "missing_field"),
        ("feasts = []", "syntax"),
    ],
)
def test_notices_with_a_fault(more: str, code: str) -> None:
    assert faults(more=more) == [code]


def test_a_file_without_notices() -> None:
    assert [fault.code for fault in read("x", "a = 1").faults] == ["clock.file.empty"]

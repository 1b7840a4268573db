"""A calendar file with faults names the notice and the fault."""

import csv
import re
from pathlib import Path

import pytest

from lianxin.foundation.clock.rules.file import read
from tests.foundation.clock.calendars import DAYS

NOTICES = Path(__file__).parents[2] / "data" / "workdays" / "notices.csv"
NOTICE = """
[[notice]]
year = 2021
number = "甲〔2020〕1号"
title = "通知"
published_on = 2020-11-25
feasts = [{{ name = "春节", off = [{off}], worked = [{worked}] }}]
{more}
"""
FURTHER = """
[[notice]]
year = {year}
number = "甲〔2020〕2号"
title = "{title}"
published_on = {day}
feasts = []
"""
NUMBERLESS = '[[notice]]\nyear = 2021\ntitle = "二"\npublished_on = 2021-01-01\nfeasts=[]'


def faults(off: str = '"2021-02-11/2021-02-17"', worked: str = "", more: str = "") -> list[str]:
    reading = read("days.toml", NOTICE.format(off=off, worked=worked, more=more))
    assert all(fault.where.startswith("days.toml") for fault in reading.faults)
    return [fault.code.removeprefix("clock.file.") for fault in reading.faults]


def test_the_own_file_has_no_fault() -> None:
    reading = read(DAYS.name, DAYS.read_text(encoding="utf-8"))
    assert reading.faults == []
    assert {notice.year for notice in reading.notices} == set(range(2019, 2027))
    assert len(reading.notices) == 10


def test_each_notice_of_the_own_file_has_its_number_and_page() -> None:
    reading = read(DAYS.name, DAYS.read_text(encoding="utf-8"))
    for notice in reading.notices:
        year = notice.published_on.year
        assert re.fullmatch(rf"国办发明电〔{year}〕\d{{1,2}}号", notice.number)
        assert re.match(r"https?://www\.gov\.cn/zhengce/", notice.address)
    assert len({notice.number for notice in reading.notices}) == 10


def test_the_own_file_names_the_pages_that_others_read() -> None:
    with NOTICES.open(encoding="utf-8") as file:
        said = {(int(row["year"]), row["notice"]) for row in csv.DictReader(file)}
    reading = read(DAYS.name, DAYS.read_text(encoding="utf-8"))
    assert {(notice.year, notice.address) for notice in reading.notices} == said


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
        ("area = 1", "text"),
        (FURTHER.format(year="2021", title="通知", day="2021-01-01"), "title_twice"),
        (FURTHER.format(year="2021", title="", day="2021-01-01"), "missing_field"),
        (FURTHER.format(year='"2021"', title="二", day="2021-01-01"), "missing_field"),
        (FURTHER.format(year="2021", title="二", day='"soon"'), "missing_field"),
        (NUMBERLESS, "missing_field"),
        ("replaces = 1", "missing_field"),
        ("feasts = []", "syntax"),
    ],
)
def test_notices_with_a_fault(more: str, code: str) -> None:
    assert faults(more=more) == [code]


def test_a_file_without_notices() -> None:
    assert [fault.code for fault in read("x", "a = 1").faults] == ["clock.file.empty"]

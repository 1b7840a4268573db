"""Columns by their headings, and the one way in which days are read."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.faces import columns
from lianxin.foundation.kernel.errors import Invalid

USUAL = date(2026, 11, 25)
DAYS = st.dates(date(columns.EARLIEST, 1, 1), date(columns.LATEST, 12, 31))
WRITTEN = (
    "{0:%Y-%m-%d}",
    "{0:%Y%m%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d}T08:00:00",
    "{0:%Y-%m-%d} 8:30",
)


@given(DAYS, st.sampled_from(WRITTEN))
def test_a_day_is_read_as_it_is_usually_written(day: date, written: str) -> None:
    assert columns.read_day(written.format(day), USUAL) == day


def test_what_is_not_written_is_the_usual_day() -> None:
    assert columns.read_day("", USUAL) == USUAL


def test_the_clock_is_kept_apart() -> None:
    assert columns.split_moment("2021年3月5日 14:30") == (date(2021, 3, 5), time(14, 30))
    assert columns.split_moment("2021-03-05") == (date(2021, 3, 5), None)


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-30",
        "1948-12-31",
        "2101-01-01",
        "2021123",
        "2021",
        "昨天",
        "5 March",
        "44260",
        "2021-03-05 25:00",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"tables\.day"):
        columns.read_day(text, USUAL)


def test_a_formula_is_no_value() -> None:
    columns.check_value("a=b")
    with pytest.raises(Invalid, match=r"tables\.formula"):
        columns.check_value("=B1")


def test_a_missing_column_is_named_in_both_languages() -> None:
    fields = {"code": ("代码", "编码"), "name": ("名称",), "since": ("起始日",)}
    found = columns.guess_columns(["编码", "Name"], fields.items())
    assert found == {"code": 0, "name": 1}
    columns.check_columns(found, ["code", "name"], fields)
    with pytest.raises(Invalid, match=r"tables\.column") as told:
        columns.check_columns(found, fields, fields)
    assert told.value.arguments["columns"] == ["起始日 since"]


def test_columns_have_letters() -> None:
    places = (0, 25, 26, 701, 702)
    assert [columns.column_name(place) for place in places] == ["A", "Z", "AA", "ZZ", "AAA"]

"""Days of a notice as people type or copy them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.clock.rules.file import FeastDay, NoticeRead, read
from lianxin.foundation.clock.rules.lines import read_lines, tidy_number, written
from tests.foundation.clock.calendars import DAYS

OF_2026 = """
一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
三、清明节:4月4日(周六)至6日(周一)放假,共3天。
四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
五、端午节:6月19日(周五)至21日(周日)放假,共3天。
六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
"""


def codes(year: int, text: str) -> list[tuple[object, str]]:
    faults = read_lines(year, text).faults
    return [(fault.arguments["line"], fault.code.removeprefix("clock.line.")) for fault in faults]


def test_the_paragraphs_of_a_notice_give_the_days_of_the_file() -> None:
    notices = read(DAYS.name, DAYS.read_text(encoding="utf-8")).notices
    (stored,) = [notice for notice in notices if notice.year == 2026]
    typed = read_lines(2026, OF_2026)
    assert typed.faults == []
    assert set(typed.days) == set(stored.days)


def test_short_lines() -> None:
    typed = read_lines(2026, "10-01..10-07 国庆节\n\n10-10 上班\n9.25~9.27 中秋节\n5月1日 劳动节")
    assert typed.faults == []
    assert len(typed.days) == 12
    assert FeastDay(date(2026, 10, 10), off=False, name="国庆节") in typed.days
    assert FeastDay(date(2026, 5, 1), off=True, name="劳动节") in typed.days


@pytest.mark.parametrize("line", ["12-30..01-01 元旦", "2018-12-30..2019-01-01 元旦"])
def test_a_range_over_the_turn_of_the_year(line: str) -> None:
    days = [each.day for each in read_lines(2019, line).days]
    assert days == [date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)]


def test_a_day_of_the_year_before_has_its_year() -> None:
    typed = read_lines(2019, "2018-12-29 上班 元旦")
    assert typed.days == [FeastDay(date(2018, 12, 29), off=False, name="元旦")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("国庆", "syntax"),
        ("10-01..10-07", "name"),
        ("10-32 国庆节", "day"),
        ("02-29 春节", "day"),
        ("2026-10-07..2026-10-01 国庆节", "range"),
        ("01-01..06-01 春节", "range"),
        ("2030-10-01 国庆节", "other_year"),
        ("10-09 上班", "weekday_worked"),
        ("七、国庆节:放假", "syntax"),
        ("10月1日至7日放假。", "name"),
    ],
)
def test_a_line_with_a_fault(text: str, code: str) -> None:
    assert [found for _line, found in codes(2026, text)] == [code]


def test_each_fault_has_its_line() -> None:
    text = "10-01..10-07 国庆节\n10-07 国庆节\n10-04 上班\n10-09 上班"
    assert codes(2026, text) == [(2, "day_twice"), (3, "day_twice"), (4, "weekday_worked")]


names = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=12)


@given(names, names, names, st.booleans())
def test_what_is_written_is_what_is_read(
    name: str,
    title: str,
    number: str,
    replaces: bool,  # noqa: FBT001 - Hypothesis gives it
) -> None:
    days = (
        FeastDay(date(2027, 10, 1), off=True, name=name),
        FeastDay(date(2027, 10, 9), off=False, name=name),
    )
    notice = NoticeRead(
        year=2027,
        number=number,
        title=title,
        published_on=date(2026, 11, 1),
        address="https://www.gov.cn/x?a=1&b=2",
        area="150200",
        days=days,
        replaces=replaces,
    )
    reading = read("notice", written(notice))
    assert reading.faults == []
    assert reading.notices == [notice]


@pytest.mark.parametrize(
    "typed", ["国办发明电[2026]9号", "国办发明电(2026) 9 号", "国办发明电【2026】9号"]
)
def test_a_number_is_printed_with_its_brackets(typed: str) -> None:
    assert tidy_number(typed) == "国办发明电〔2026〕9号"

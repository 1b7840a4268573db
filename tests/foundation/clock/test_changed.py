"""News of a changed year, the dry run, and what the audit keeps of a notice."""

from datetime import date

import pytest

from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.clock import actions, queries
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.rules import Limit, LimitUnit
from lianxin.foundation.clock.rules.file import NoticeRead
from lianxin.foundation.clock.rules.lines import read_lines, written
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from tests.foundation.clock.calendars import own

BY = job("test", Right.PARAMETERS_MANAGE)
TITLE = "国务院办公厅关于2027年部分节假日安排的通知"
AREA = "150200"
FEASTS = """
01-01..01-03 元旦
02-05..02-12 春节
01-31 上班
02-14 上班
05-01..05-05 劳动节
10-01..10-07 国庆节
"""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def loaded() -> None:
    """Load the house's own parameters and calendar."""
    parameters.load(by=BY)
    actions.load_days(by=BY)


def notice(
    lines: str = FEASTS,
    *,
    title: str = TITLE,
    number: str = "国办发明电〔2026〕9号",
    year: int = 2027,
    area: str = "",
    replaces: bool = False,
) -> dict[str, str]:
    read = read_lines(year, lines)
    assert not read.faults
    made = NoticeRead(
        year=year,
        number=number,
        title=title,
        published_on=date(2026, 11, 20),
        address="",
        area=area,
        days=tuple(read.days),
        replaces=replaces,
    )
    return {"notice": written(made)}


def told() -> list[tuple[str, int]]:
    rows = Outbox.objects.filter(topic=actions.CHANGED, recipient="job").order_by("about", "seq")
    return list(rows.values_list("about", "seq"))


def test_the_first_load_of_a_house_tells_nothing() -> None:
    assert told() == []


def test_a_new_year_is_told_once() -> None:
    receipt = actions.load_texts(by=BY, texts=notice())
    assert receipt["years"] == ["2027"]
    assert told() == [("2027", 1)]
    assert actions.load_texts(by=BY, texts=notice())["years"] == []
    assert told() == [("2027", 1)]


def test_each_further_change_has_its_running_number() -> None:
    actions.load_texts(by=BY, texts=notice())
    actions.load_texts(by=BY, texts=notice(FEASTS + "06-09 端午节"))
    assert told() == [("2027", 1), ("2027", 2)]


def test_a_name_that_changes_moves_no_date() -> None:
    actions.load_texts(by=BY, texts=notice())
    receipt = actions.load_texts(by=BY, texts=notice(FEASTS.replace("国庆节", "国庆、中秋")))
    assert (receipt["changed"], receipt["years"]) == (7, [])
    assert told() == [("2027", 1)]


def test_days_of_the_year_before_are_told_under_their_year() -> None:
    actions.load_texts(by=BY, texts=notice(FEASTS + "2026-12-31 元旦"))
    assert told() == [("2026", 1), ("2027", 1)]


def test_days_of_an_area_are_told_with_the_area() -> None:
    lines = "2026-08-03..2026-08-04 本地节日"
    texts = notice(lines, title="本地放假通知", number="甲〔2026〕1号", year=2026, area=AREA)
    assert actions.load_texts(by=BY, texts=texts)["years"] == [f"{AREA}/2026"]
    assert told() == [(f"{AREA}/2026", 1)]
    limit = Limit(1, LimitUnit.WORKING_DAYS)
    start = own().deadline(queries.start_of(date(2026, 7, 30)), limit).at
    assert queries.calendar(AREA).deadline(start, limit).day == date(2026, 8, 5)
    assert queries.calendar().deadline(start, limit).day == date(2026, 8, 3)


def test_a_change_of_the_country_is_told_for_areas_with_days_of_their_own() -> None:
    local = notice("06-09 本地节日", title="本地通知", number="甲〔2026〕1号", area=AREA)
    actions.load_texts(by=BY, texts=local)
    assert told() == [(f"{AREA}/2027", 1)]
    assert actions.load_texts(by=BY, texts=notice())["years"] == ["2027", f"{AREA}/2027"]


def test_a_dry_run_writes_nothing_and_says_what_would_change() -> None:
    rows, days, mark = Row.objects.count(), Day.objects.count(), queries.calendar()
    seen = queries.preview(notice())
    assert (Row.objects.count(), Day.objects.count()) == (rows, days)
    assert queries.calendar() is mark
    assert told() == []
    (year,) = seen.years
    assert (year.about, year.settled) == ("2027", True)
    assert year.before == own().working_days_of(2027)
    moves = {move.day: (move.worked, move.name) for move in year.moves}
    assert moves[date(2027, 2, 5)] == (False, "春节")
    assert moves[date(2027, 2, 14)] == (True, "春节")
    assert moves[date(2027, 4, 5)] == (True, "")
    assert date(2027, 10, 1) not in moves
    actions.load_texts(by=BY, texts=notice())
    assert queries.calendar().working_days_of(2027) == year.after


def test_a_dry_run_of_what_is_there_changes_nothing() -> None:
    actions.load_texts(by=BY, texts=notice())
    seen = queries.preview(notice())
    assert seen.plan.is_empty
    assert seen.years == ()


def test_another_notice_takes_the_days_it_names() -> None:
    actions.load_texts(by=BY, texts=notice())
    other = notice("05-01..05-04 劳动节\n05-08 上班", title="调整劳动节", number="甲〔2027〕2号")
    actions.load_texts(by=BY, texts=other)
    kept = Day.objects.get(day=date(2027, 5, 5))
    assert (kept.notice.title, kept.off) == (TITLE, True)
    assert Day.objects.get(day=date(2027, 5, 4)).notice.title == "调整劳动节"


def test_another_notice_may_stand_for_all_before_and_history_is_kept() -> None:
    actions.load_texts(by=BY, texts=notice())
    lines = "01-01 元旦\n02-05..02-11 春节\n02-13 上班"
    other = notice(lines, title="重新安排", number="甲〔2027〕2号", replaces=True)
    receipt = actions.load_texts(by=BY, texts=other)
    assert receipt["removed"] > 0
    assert set(Day.objects.filter(day__year=2027).values_list("notice__title", flat=True)) == {
        "重新安排"
    }
    assert Notice.objects.filter(title=TITLE).exists()
    facts = Row.objects.filter(object="calendar:重新安排").order_by("-id")[0].facts
    assert facts["was"]["days"]["2027-10-01"] == {"off": True, "name": "国庆节", "notice": TITLE}
    assert "2027-10-01" not in facts["now"]["days"]
    assert facts["now"]["days"]["2027-02-13"]["off"] is False
    assert facts["was"]["notice"] is None
    assert facts["now"]["notice"]["number"] == "甲〔2027〕2号"
    assert actions.load_texts(by=BY, texts=other)["years"] == []


def test_a_number_belongs_to_one_notice() -> None:
    actions.load_texts(by=BY, texts=notice())
    with pytest.raises(InvalidMany) as refused:
        queries.preview(notice(title="另一个通知"))
    assert refused.value.code == "clock.file.number_twice"
    assert queries.preview(notice(title="另一个通知", number="文号不详")).titles == ("另一个通知",)


def test_this_machine_and_the_database_agree_on_the_time() -> None:
    assert abs(queries.skew().total_seconds()) < 1


def test_next_year_is_asked_for_from_october_on() -> None:
    assert queries.missing_year(today=date(2026, 9, 30)) is None
    assert queries.missing_year(today=date(2026, 10, 1)) == 2027
    actions.load_texts(by=BY, texts=notice())
    assert queries.missing_year(today=date(2026, 12, 31)) is None


def test_years_with_their_notices() -> None:
    years = queries.years(today=date(2026, 11, 25))
    assert [year.number for year in years] == list(range(2027, 2018, -1))
    assert years[0].provisional
    assert years[0].notices == ()
    assert [line.days for line in queries.year(2020).notices] == [33, 3]

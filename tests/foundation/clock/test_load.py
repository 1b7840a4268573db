"""Loading the calendar, and asking it as stored."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lianxin.foundation.audit.models import Row
from lianxin.foundation.clock import actions, queries
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.rules import Limit, LimitUnit
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import InvalidMany, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.parameters.queries import MissingValue
from tests.foundation.clock.calendars import own

BY = job("test", Right.PARAMETERS_MANAGE)
NEXT_YEAR = """
[[notice]]
year = 2027
number = "国办发明电〔2026〕9号"
title = "国务院办公厅关于2027年部分节假日安排的通知"
published_on = 2026-11-05
area = "{area}"
feasts = [{{ name = "春节", off = [{off}], worked = [{worked}] }}]
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    """Load the house's own parameters and calendar."""
    parameters.load(by=BY)
    actions.load_days(by=BY)


def next_year(folder: Path, off: str, worked: str = "", area: str = "") -> dict[str, Any]:
    file = folder / "next.toml"
    file.write_text(NEXT_YEAR.format(off=off, worked=worked, area=area), "utf-8")
    return actions.load_days(by=BY, file=file)


@pytest.mark.usefixtures("loaded")
def test_the_stored_calendar_is_the_files() -> None:
    assert queries.calendar() == own()
    assert queries.calendar() is queries.calendar()
    assert len(queries.notices()) == 10


@pytest.mark.usefixtures("loaded")
def test_again_changes_nothing() -> None:
    rows = Row.objects.count()
    counts = actions.load_days(by=BY)
    same = Day.objects.count()
    assert counts == {"added": 0, "changed": 0, "removed": 0, "same": same, "years": []}
    assert Row.objects.count() == rows


@pytest.mark.usefixtures("loaded")
def test_a_new_notice_ends_what_was_provisional(tmp_path: Path) -> None:
    monday = date(2027, 2, 8)
    assert queries.calendar().is_provisional(monday)
    assert queries.calendar().is_working_day(monday)
    assert next_year(tmp_path, '"2027-02-05/2027-02-11"', '"2027-02-14"')["added"] == 8
    calendar = queries.calendar()
    assert not calendar.is_provisional(monday)
    assert not calendar.is_working_day(monday)
    assert calendar.is_working_day(date(2027, 2, 14))


@pytest.mark.usefixtures("loaded")
def test_a_corrected_notice_has_exactly_its_new_days(tmp_path: Path) -> None:
    next_year(tmp_path, '"2027-02-05/2027-02-11"', '"2027-02-14"')
    counts = next_year(tmp_path, '"2027-02-05/2027-02-12", "2027-02-14"')
    assert counts == {"added": 1, "changed": 1, "removed": 0, "same": 7, "years": ["2027"]}
    counts = next_year(tmp_path, '"2027-02-05"')
    assert (counts["removed"], counts["same"]) == (8, 1)
    facts = Row.objects.filter(object__startswith="calendar:").order_by("-id")[0].facts
    assert facts["was"]["days"]["2027-02-14"]["off"] is True
    assert facts["now"]["days"] == {}


@pytest.mark.usefixtures("loaded")
def test_an_area_may_have_days_of_its_own(tmp_path: Path) -> None:
    next_year(tmp_path, '"2027-01-13"', area="150200")
    assert not queries.calendar("150200").is_working_day(date(2027, 1, 13))
    assert queries.calendar().is_working_day(date(2027, 1, 13))
    assert queries.calendar().is_provisional(date(2027, 1, 13))


def test_a_file_with_a_fault_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(InvalidMany) as refused:
        next_year(tmp_path, '"2027-02-05", "2027-02-05"')
    assert refused.value.code == "clock.file.day_twice"
    assert not Notice.objects.exists()


def test_without_the_right_nothing_is_loaded() -> None:
    with pytest.raises(NoRight):
        actions.load_days(by=citizen(""))


def test_without_the_fixed_days_there_is_no_calendar() -> None:
    with pytest.raises(MissingValue) as missing:
        queries.calendar()
    assert missing.value.where == "clock.fixed_days"


@pytest.mark.usefixtures("loaded")
def test_a_fixed_day_that_is_no_day_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[value]]\nkey="clock.fixed_days"\nkind="list"\nvalue=["13-45"]\nsource="甲"\n'
        'confidence="own"\n',
        "utf-8",
    )
    parameters.load(by=BY, files=[file])
    with pytest.raises(MissingValue) as missing:
        queries.calendar()
    assert (missing.value.code, missing.value.arguments) == ("clock.fixed_day", {"value": "13-45"})


@pytest.mark.usefixtures("loaded")
def test_a_limit_comes_with_its_clause() -> None:
    limit = queries.limit("matters.limits.handle.extreme", on=date(2021, 3, 5))
    assert limit == Limit(0, LimitUnit.DAYS, "广东某局规定(节录):紧急诉求当日答复")


@pytest.mark.usefixtures("loaded")
def test_the_database_refuses_a_day_twice_and_a_worked_weekday() -> None:
    notice = Notice.objects.get(year=2021)
    for day, off, name in (
        (date(2021, 2, 11), True, "clock_day_once"),
        (date(2021, 3, 5), False, "clock_worked_on_weekend"),
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Day.objects.create(notice=notice, day=day, off=off, name="春节")
        cause: Any = refused.value.__cause__
        assert cause.diag.constraint_name == name

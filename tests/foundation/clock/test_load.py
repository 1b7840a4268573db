"""Loading the calendar, and asking it as stored."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

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
from lianxin.foundation.parameters.models import Edition, Value
from lianxin.foundation.parameters.queries import NAME, MissingValue, changed
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
    with pytest.raises(InvalidMany) as refused:
        parameters.load(by=BY, files=[file])
    assert refused.value.code == "parameters.value.pattern"
    store_past_the_actions("clock.fixed_days", ["13-45"])
    with pytest.raises(MissingValue) as missing:
        queries.calendar()
    assert missing.value.code == "clock.fixed_day"
    assert missing.value.arguments["value"] == "13-45"


def store_past_the_actions(key: str, value: list[str]) -> None:
    """Store what was taken before values had bounds."""
    Value.objects.filter(key=key).update(value=value)
    Edition.objects.filter(name=NAME).update(mark=uuid4())
    changed(NAME)


@pytest.mark.usefixtures("loaded")
def test_a_limit_comes_with_its_clause() -> None:
    limit = queries.limit("matters.limits.handle.extreme", on=date(2021, 3, 5))
    assert limit == Limit(0, LimitUnit.DAYS, "广东某局规定(节录):紧急诉求当日答复")


def load_values(folder: Path, text: str) -> None:
    file = folder / "values.toml"
    file.write_text(text, "utf-8")
    parameters.load(by=BY, files=[file])


VALUE = """
[[value]]
key = "{key}"
kind = "{kind}"
value = {value}
scope = "{scope}"
{days}
source = "甲"
source_en = "A"
confidence = "own"
"""


@pytest.mark.usefixtures("loaded")
def test_days_of_a_statute_are_those_it_means_on_the_day(tmp_path: Path) -> None:
    value = '{ amount = 3, unit = "statutory_days" }'
    load_values(
        tmp_path, VALUE.format(key="test.limit", kind="limit", value=value, scope="", days="")
    )
    before, after = date(2021, 7, 14), date(2021, 7, 15)
    assert queries.limit("test.limit", on=before) == Limit(3, LimitUnit.DAYS, "甲")
    assert queries.limit("test.limit", on=after) == Limit(3, LimitUnit.WORKING_DAYS, "甲")


@pytest.mark.usefixtures("loaded")
def test_an_area_keeps_its_own_office_hours_from_its_day_on(tmp_path: Path) -> None:
    hours = VALUE.format(
        key="clock.office_hours",
        kind="list",
        value='["08:30-12:00", "14:30-18:00"]',
        scope="150205",
        days="effective_from = 2021-06-01",
    )
    load_values(tmp_path, hours)
    limit = Limit(60, LimitUnit.OFFICE_MINUTES)
    for day, local, common in ((date(2021, 5, 31), 10, 10), (date(2021, 6, 1), 9.5, 10)):
        start = queries.start_of(day)
        for area, into in (("150205", local), ("", common)):
            due = queries.calendar(area).deadline(start, limit).at
            assert due - start == timedelta(hours=into)


@pytest.mark.usefixtures("loaded")
def test_office_hours_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    hours = VALUE.format(
        key="clock.office_hours", kind="list", value='["9-12"]', scope="150205", days=""
    )
    with pytest.raises(InvalidMany) as refused:
        load_values(tmp_path, hours)
    assert refused.value.code == "parameters.value.pattern"
    store_past_the_actions("clock.office_hours", ["9-12"])
    with pytest.raises(MissingValue) as missing:
        queries.calendar()
    assert missing.value.code == "clock.office_hours"


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

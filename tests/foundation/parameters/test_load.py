"""Loading and setting values: idempotent, old values end, faults are refused whole."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import Invalid, InvalidMany, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.models import Value

BY = job("test", Right.PARAMETERS_MANAGE)
TABLE = """
[[value]]
key = "test.{key}"
kind = "{kind}"
value = {value}
source = "第 1 条"
confidence = "law"
{more}
"""

Write = Callable[..., Path]

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes one data file."""

    def written(value: object, key: str = "days", kind: str = "number", more: str = "") -> Path:
        file = tmp_path / f"{key}.toml"
        file.write_text(TABLE.format(key=key, kind=kind, value=value, more=more), "utf-8")
        return file

    return written


def load(*files: Path) -> dict[str, int]:
    return actions.load(by=BY, files=files)


def stored() -> list[tuple[date | None, date | None, object]]:
    rows = Value.objects.filter(key="test.days").order_by("valid")
    return [(row.valid.lower, row.valid.upper, row.value) for row in rows]


def ask(*, since: date) -> dict[str, Any]:
    return {"by": BY, "key": "test.days", "value": 9, "since": since, "source": "局务会"}


def test_the_own_files_load_and_again_change_nothing() -> None:
    actions.load(by=BY)
    mark, rows = queries.edition(queries.NAME), Row.objects.count()
    counts = actions.load(by=BY)
    assert counts["added"] == counts["changed"] == 0
    assert counts["same"] > 25
    assert (queries.edition(queries.NAME), Row.objects.count()) == (mark, rows)


def test_own_values_are_read_by_kind() -> None:
    actions.load(by=BY)
    on = date(2013, 5, 1)
    limit = queries.limit("matters.limits.handle.normal", on=on)
    assert (limit["amount"], limit["unit"]) == (13, "working_days")
    assert limit["source"]
    assert queries.seconds("matters.reply.held", on=on) == 300
    assert queries.number("matters.reply.held", on=on) == 300
    assert queries.codes("rectified.outcomes", on=on) == ("rectified",)
    parking = queries.choice("matters.categories", "traffic.parking", on=on)
    assert (parking.zh, parking.parent) == ("违停", "traffic")
    assert parking.extra["route"] == "brigade.traffic"
    for language, label in (("zh-hans", "违停"), ("en", "Illegal parking")):
        told = queries.label("matters.categories", "traffic.parking", on=on, language=language)
        assert told == label


def test_a_change_ends_the_old_value_today(write: Write) -> None:
    today = localdate()
    assert load(write(5))["added"] == 1
    assert load(write(6))["changed"] == 1
    assert stored() == [(None, today, 5), (today, None, 6)]
    assert load(write(6))["same"] == 1
    assert load(write(7))["changed"] == 1
    assert stored() == [(None, today, 5), (today, None, 7)]
    assert load(write(5))["changed"] == 1
    assert queries.number("test.days", on=today - timedelta(days=1)) == 5
    assert queries.number("test.days", on=today) == 5


def test_each_change_is_recorded(write: Write) -> None:
    load(write(5))
    load(write(6))
    first, second = Row.objects.filter(object="parameter:test.days").order_by("id")
    assert (first.actor, first.facts["was"]) == ("job:test", [])
    assert [each["value"] for each in second.facts["was"]] == [5]
    assert [each["value"] for each in second.facts["now"]] == [5, 6]


def test_a_dated_version_holds_from_its_day(write: Write) -> None:
    load(write(5))
    later = TABLE.format(key="days", kind="number", value=6, more="effective_from = 2021-01-01")
    file = write(5, more="effective_to = 2021-01-01")
    file.write_text(file.read_text("utf-8") + later, "utf-8")
    load(file)
    assert stored() == [(None, date(2021, 1, 1), 5), (date(2021, 1, 1), None, 6)]


def test_a_value_set_by_hand_stays(write: Write) -> None:
    load(write(5))
    today = localdate()
    actions.set_value(by=BY, key="test.days", value=9, since=today, source="局务会")
    assert queries.number("test.days", on=today) == 9
    assert load(write(5))["kept"] == 1
    assert load(write(8))["kept"] == 1
    assert queries.number("test.days", on=today) == 9
    assert queries.number("test.days", on=today - timedelta(days=1)) == 5


def test_setting_again_under_one_key_changes_once(write: Write) -> None:
    load(write(5))
    asked: dict[str, Any] = {
        "by": BY,
        "key": "test.days",
        "value": 9,
        "since": localdate(),
        "source": "局务会",
    }
    submission = uuid4()
    first = actions.set_value(**asked, submission=submission)
    count = Row.objects.count()
    assert actions.set_value(**asked, submission=submission) == first
    assert Row.objects.count() == count


def test_what_set_refuses(write: Write) -> None:
    load(write(5))
    today = localdate()
    asked: dict[str, Any] = {
        "by": BY,
        "key": "test.days",
        "value": 9,
        "since": today,
        "source": "局务会",
    }
    for change, code in (
        ({"key": "test.none"}, "parameters.unknown_key"),
        ({"since": today - timedelta(days=1)}, "parameters.since_past"),
        ({"source": " "}, "parameters.file.missing_field"),
        ({"value": -1}, "parameters.value.whole"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.set_value(**(asked | change))
        assert refused.value.code == code
    with pytest.raises(NoRight):
        actions.set_value(**(asked | {"by": citizen("")}))
    assert stored() == [(None, None, 5)]


def test_a_file_with_a_fault_is_refused_whole(write: Write) -> None:
    with pytest.raises(InvalidMany) as refused:
        load(write(5), write(-1, key="bad"))
    (fault,) = refused.value.faults
    assert (fault.code, "bad.toml test.bad" in fault.where) == ("parameters.value.whole", True)
    assert stored() == []


def test_a_value_that_ended_leaves_no_gap_behind(write: Write) -> None:
    load(write(5, more="effective_to = 2021-01-01"))
    with pytest.raises(Invalid) as refused:
        actions.set_value(**ask(since=localdate()))
    assert (refused.value.code, refused.value.where) == ("parameters.file.gap", "test.days")
    with pytest.raises(Invalid) as refused:
        load(write(6, more="effective_from = 2022-01-01"))
    assert refused.value.code == "parameters.file.gap"
    load(write(6, more="effective_from = 2021-01-01"))


def test_a_key_keeps_its_kind(write: Write) -> None:
    load(write(5))
    with pytest.raises(InvalidMany) as refused:
        load(write(5, kind="seconds"))
    assert refused.value.code == "parameters.file.two_kinds"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        load(tmp_path / "none.toml")
    assert refused.value.code == "parameters.file.unreadable"
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Invalid) as refused:
        load(tmp_path / "odd.toml")
    assert refused.value.code == "parameters.file.encoding"


def insert(*days: tuple[date | None, date | None], kind: str = "number") -> None:
    with transaction.atomic():
        for valid in days:
            Value.objects.create(
                key="test.days", kind=kind, valid=valid, value=1, source="甲", confidence="own"
            )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_database_refuses_overlap_gap_and_two_kinds() -> None:
    insert((None, date(2021, 1, 1)))
    for valid, kind, name in (
        ((date(2020, 12, 31), None), "number", "parameters_one_value_a_day"),
        ((date(2021, 1, 2), None), "number", "parameters_no_gap"),
        ((date(2021, 1, 1), None), "seconds", "parameters_one_kind"),
        ((date(2021, 1, 1), date(2021, 1, 1)), "number", "parameters_some_day"),
    ):
        with pytest.raises(IntegrityError) as refused:
            insert(valid, kind=kind)
        cause: Any = refused.value.__cause__
        assert cause.diag.constraint_name == name
    insert((date(2021, 1, 1), None))

"""A value that is right by its kind, and would still take the house down, is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.faults import problem_of
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority, job
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.models import Change
from lianxin.foundation.parameters.queries.changes import values_here
from lianxin.foundation.parameters.rules.file import read

LOADER = job("test", Right.PARAMETERS_MANAGE)
ASKER = Actor(
    "staff:a", "甲", ActorKind.STAFF, FixedAuthority(frozenset({Right.PARAMETERS_MANAGE}))
)
SECOND = Actor(
    "staff:b", "乙", ActorKind.STAFF, FixedAuthority(frozenset({Right.PARAMETERS_CONFIRM}))
)
LETHAL: tuple[tuple[str, Any, str], ...] = (
    ("clock.fixed_days", ["13-45"], "parameters.value.pattern"),
    ("clock.fixed_days", ["02-30"], "parameters.value.pattern"),
    ("clock.fixed_days", ["02-29"], "parameters.value.pattern"),
    ("clock.office_hours", ["lunch"], "parameters.value.pattern"),
    ("clock.office_hours", ["09:00-25:00"], "parameters.value.pattern"),
    ("clock.office_hours", ["12:00-09:00"], "clock.office_hours"),
    ("clock.office_hours", ["09:00-12:00", "11:00-17:00"], "clock.office_hours"),
    ("clock.office_hours", [], "clock.office_hours"),
    ("clock.statutory_days", ["two"], "parameters.value.pattern"),
    ("clock.notice_month", 99, "parameters.value.bounds"),
    ("accounts.session.total", 0, "parameters.value.seconds_bounds"),
    ("accounts.factor.drift", 10**6, "parameters.value.bounds"),
    ("accounts.password.longest", 1, "parameters.value.bounds"),
    ("matters.page", 0, "parameters.value.bounds"),
    ("matters.limits.judge", {"amount": 10**6, "unit": "days"}, "parameters.value.bounds"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    """Load the house's own values."""
    actions.load(by=LOADER)


def wanted(value: Any) -> Wanted:
    return Wanted(value=value, since=localdate(), source="局", why="试", knows_removed=True)


@pytest.mark.parametrize(("key", "value", "code"), LETHAL)
def test_it_is_neither_asked_for_nor_confirmed_nor_set(key: str, value: Any, code: str) -> None:
    with pytest.raises(InvalidMany) as asked:
        actions.ask(by=ASKER, key=key, wanted=wanted(value))
    with pytest.raises(InvalidMany) as done:
        actions.set_value(by=LOADER, key=key, value=value, since=localdate(), source="局")
    for refused in (asked, done):
        assert [(one.code, one.where) for one in refused.value.faults] == [(code, "value")]
    before = queries.value(key, on=localdate())
    change = Change.objects.create(
        key=key, number=1, value=value, since=localdate(), source="局", why="试", base=0,
        confidence="own", asked_by="staff:a", asked_name="甲", asked_at=clock.start_of(localdate()),
    )  # fmt: skip
    seen = values_here(key, "")[1]
    with pytest.raises(InvalidMany):
        actions.confirm(by=SECOND, key=key, number=change.number, seen=seen)
    assert queries.value(key, on=localdate()) == before


def test_a_file_with_it_is_refused_whole(tmp_path: Any) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[value]]\nkey="matters.page"\nkind="number"\nvalue=0\nsource="甲"\nconfidence="own"\n'
        '[[value]]\nkey="test.n"\nkind="number"\nvalue=9\nmost=5\nsource="甲"\nconfidence="own"\n',
        "utf-8",
    )
    with pytest.raises(InvalidMany) as refused:
        actions.load(by=LOADER, files=[file])
    assert [dict(one.arguments) for one in refused.value.faults] == [
        {"value": 0, "least": 1, "most": 500},
        {"value": 9, "least": 1, "most": 5},
    ]


@pytest.mark.parametrize("line", ['least="1"', "most=true", 'pattern="["', "pattern=1"])
def test_odd_bounds_are_faults_of_the_file(line: str) -> None:
    text = f'[[value]]\nkey="a.b"\nkind="number"\nvalue=1\nsource="甲"\nconfidence="own"\n{line}\n'
    assert {fault.code for fault in read({"x": text}).faults} == {"parameters.file.bounds"}


def test_what_is_missing_is_named_with_its_key_and_its_day(tmp_path: Any) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[value]]\nkey="test.x"\nkind="number"\nvalue=1\nsource="甲"\nconfidence="own"\n'
        "effective_from=2021-01-01\n",
        "utf-8",
    )
    actions.load(by=LOADER, files=[file])
    day = date(2021, 1, 1) - timedelta(days=1)
    with pytest.raises(queries.MissingValue) as missing:
        queries.number("test.x", on=day)
    told = problem_of(missing.value, posted=False)
    assert told.what == "参数 test.x 在 2020-12-31 没有值。"
    assert "“设置”的“参数”" in told.remedy

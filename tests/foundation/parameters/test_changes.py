"""A change is asked for by one person and holds when another one confirmed it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority, citizen, job
from lianxin.foundation.kernel.errors import (
    Conflict,
    Invalid,
    LianxinError,
    NoRight,
    NotFound,
    Refused,
)
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.queries.changes import (
    change_numbered,
    changes_of,
    open_changes,
    values_here,
)

pytestmark = pytest.mark.django_db

LOADER = job("test", Right.PARAMETERS_MANAGE)
HELD = "matters.reply.held"


def somebody(login: str, *rights: Right) -> Actor:
    return Actor(f"staff:{login}", login, ActorKind.STAFF, FixedAuthority(frozenset(rights)))


ASKER = somebody("xitong", Right.PARAMETERS_MANAGE)
SECOND = somebody("anquan", Right.PARAMETERS_CONFIRM)
BOTH = somebody("both", Right.PARAMETERS_MANAGE, Right.PARAMETERS_CONFIRM)


@pytest.fixture(autouse=True)
def loaded() -> None:
    """Load the house's own values."""
    actions.load(by=LOADER)


def wanted(value: Any = 60, **more: Any) -> Wanted:
    given: dict[str, Any] = {"since": localdate(), "source": "局务会", "why": "太久"}
    return Wanted(value=value, **(given | more))


def ask(one: Wanted | None = None, key: str = HELD, by: Actor = ASKER) -> int:
    number: int = actions.ask(by=by, key=key, wanted=one or wanted())["number"]
    return number


def confirm(number: int, key: str = HELD, scope: str = "", by: Actor = SECOND) -> dict[str, Any]:
    seen = values_here(key, scope)[1]
    return actions.confirm(by=by, key=key, number=number, seen=seen)


def held(day: date | None = None, scope: str = "") -> int:
    return queries.seconds(HELD, on=day or localdate(), scope=scope)


def code_of(refused: "pytest.ExceptionInfo[LianxinError]") -> str:
    return refused.value.code


def test_nothing_holds_before_a_second_person_confirmed() -> None:
    number = ask()
    assert held() == 300
    assert [each.number for each in open_changes()] == [number]
    assert confirm(number) == {"key": HELD, "since": localdate().isoformat()}
    assert held() == 60
    assert held(localdate() - timedelta(days=1)) == 300
    (change,) = changes_of(HELD)
    assert (change.state, change.asked_by, change.decided_by) == (
        Decision.CONFIRMED,
        "staff:xitong",
        "staff:anquan",
    )
    assert change.held_from == localdate()
    assert open_changes() == []


def test_asking_and_confirming_stand_in_the_audit() -> None:
    confirm(ask())
    rows = Row.objects.filter(object=f"parameter:{HELD}").order_by("id")
    assert [(row.verb, row.actor) for row in rows][-2:] == [
        ("parameters.ask", "staff:xitong"),
        ("parameters.confirm", "staff:anquan"),
    ]
    assert {row.reason for row in list(rows)[-2:]} == {"太久"}


def test_the_rooms_above_are_told_once_for_each_change() -> None:
    told = Outbox.objects.filter(topic="parameters.changed", about=HELD)
    assert not told.exists()
    confirm(ask())
    confirm(ask(wanted(61)))
    assert sorted(told.values_list("seq", "recipient")) == [(1, "job"), (2, "job")]


def test_nobody_confirms_or_refuses_their_own() -> None:
    number = ask(by=BOTH)
    for act in (
        lambda: confirm(number, by=BOTH),
        lambda: actions.refuse(by=BOTH, key=HELD, number=number, words="不"),
    ):
        with pytest.raises(NoRight) as refused:
            act()
        assert code_of(refused) == "parameters.own_change"
    assert held() == 300


def test_the_database_refuses_the_same_person_and_a_second_open_change() -> None:
    number = ask(by=BOTH)
    with pytest.raises(IntegrityError, match="parameters_second_person"), transaction.atomic():
        Change.objects.filter(number=number).update(
            state="confirmed", decided_by="staff:both", decided_at=now(), held_from=localdate()
        )
    with pytest.raises(IntegrityError, match="parameters_second_person"), transaction.atomic():
        Change.objects.filter(number=number).update(state="confirmed", held_from=localdate())
    twin = change_numbered(HELD, number)
    twin.pk, twin.number = None, number + 1
    with pytest.raises(IntegrityError, match="parameters_one_open_change"), transaction.atomic():
        twin.save()


def test_who_may() -> None:
    for by in (SECOND, citizen("")):
        with pytest.raises(NoRight):
            ask(by=by)
    number = ask()
    for by in (ASKER, somebody("wang.fang"), citizen("")):
        with pytest.raises(NoRight):
            confirm(number, by=by)
        with pytest.raises(NoRight):
            actions.refuse(by=by, key=HELD, number=number, words="不")
    with pytest.raises(NoRight) as refused:
        actions.set_value(by=ASKER, key=HELD, value=1, since=localdate(), source="局务会")
    assert code_of(refused) == "parameters.second_person"


def test_a_refusal_needs_words_and_changes_nothing() -> None:
    number = ask()
    with pytest.raises(Invalid) as refused:
        actions.refuse(by=SECOND, key=HELD, number=number, words=" ")
    assert code_of(refused) == "parameters.no_why"
    actions.refuse(by=SECOND, key=HELD, number=number, words="依据不足")
    assert (held(), change_numbered(HELD, number).words) == (300, "依据不足")
    for act in (
        lambda: confirm(number),
        lambda: actions.withdraw(by=ASKER, key=HELD, number=number),
    ):
        with pytest.raises(Refused) as decided:
            act()
        assert code_of(decided) == "parameters.decided"
    ask(wanted(61))


def test_only_the_asker_takes_a_request_back() -> None:
    number = ask()
    with pytest.raises(NoRight) as refused:
        actions.withdraw(by=BOTH, key=HELD, number=number)
    assert code_of(refused) == "parameters.not_own"
    with pytest.raises(NoRight):
        actions.withdraw(by=SECOND, key=HELD, number=number)
    actions.withdraw(by=ASKER, key=HELD, number=number)
    assert change_numbered(HELD, number).state == Decision.WITHDRAWN
    with pytest.raises(NotFound):
        actions.withdraw(by=ASKER, key=HELD, number=99)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"since": date(2021, 3, 5)}, "parameters.since_past"),
        ({"source": " "}, "parameters.file.missing_field"),
        ({"why": " "}, "parameters.no_why"),
        ({"value": -1}, "parameters.value.whole"),
        ({"value": {"amount": 3, "unit": "days"}}, "parameters.value.whole"),
        ({"scope": "not a code"}, "parameters.scope"),
        ({"ends": True}, "parameters.nothing_ends"),
        ({"ends": True, "scope": "150205"}, "parameters.nothing_ends"),
    ],
)
def test_what_asking_refuses(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(replace(wanted(), **change))
    assert code_of(refused) == code
    assert open_changes() == []


def test_an_unknown_key_and_a_value_that_holds_already() -> None:
    with pytest.raises(Invalid) as refused:
        ask(key="matters.reply.hold")
    assert code_of(refused) == "parameters.unknown_key"
    confirm(ask())
    with pytest.raises(Invalid) as refused:
        ask()
    assert code_of(refused) == "parameters.same"


def test_one_open_change_of_a_place() -> None:
    ask()
    with pytest.raises(Refused) as refused:
        ask(wanted(61))
    assert code_of(refused) == "parameters.open_change"
    ask(wanted(61, scope="150205"))


def test_a_list_must_not_be_emptied_by_choices_that_go_unnoticed() -> None:
    key = "matters.urgencies"
    left = [{"code": "normal", "zh": "一般", "en": "Normal"}]
    for value, code in (([], "parameters.value.choices"), (left, "parameters.codes_removed")):
        with pytest.raises(Invalid) as refused:
            ask(wanted(value), key=key)
        assert code_of(refused) == code
    assert refused.value.arguments == {"codes": ["urgent", "extreme"]}
    confirm(ask(wanted(left, knows_removed=True), key=key), key=key)
    on = localdate()
    assert [choice.code for choice in queries.choices(key, on=on)] == ["normal"]
    assert queries.label(key, "urgent", on=on, language="en") == "Urgent"


def test_a_confirmer_who_saw_other_values_sees_both() -> None:
    number = ask()
    seen = values_here(HELD, "")[1]
    actions.set_value(by=LOADER, key=HELD, value=20, since=localdate(), source="演示")
    with pytest.raises(Conflict) as refused:
        actions.confirm(by=SECOND, key=HELD, number=number, seen=seen)
    assert (refused.value.seen, refused.value.now) == (seen, values_here(HELD, "")[1])
    assert held() == 20
    confirm(number)
    assert held() == 60


def test_a_day_that_is_over_when_it_is_confirmed_becomes_today() -> None:
    number = ask()
    waiting = change_numbered(HELD, number)
    actions.withdraw(by=ASKER, key=HELD, number=number)
    waiting.pk, waiting.number, waiting.since = None, 2, localdate() - timedelta(days=3)
    waiting.save()
    assert confirm(2)["since"] == localdate().isoformat()
    assert held(localdate() - timedelta(days=1)) == 300


def test_a_change_holds_up_to_the_next_one_that_is_planned() -> None:
    later = localdate() + timedelta(days=30)
    confirm(ask(wanted(20, since=later)))
    confirm(ask(wanted(60)))
    assert (held(), held(later - timedelta(days=1)), held(later)) == (60, 60, 20)


def test_a_scope_wins_and_may_end() -> None:
    scope = "150205"
    confirm(ask(wanted(20, scope=scope)), scope=scope)
    assert (held(), held(scope=scope), held(scope="150206")) == (300, 20, 300)
    assert queries.seconds(HELD, on=localdate(), scope=("station", scope)) == 20
    later = localdate() + timedelta(days=30)
    confirm(ask(wanted(None, scope=scope, ends=True, since=later)), scope=scope)
    assert (held(scope=scope), held(later, scope)) == (20, 300)
    again = later + timedelta(days=30)
    confirm(ask(wanted(40, scope=scope, since=again)), scope=scope)
    assert [held(day, scope) for day in (localdate(), later, again)] == [20, 300, 40]
    assert queries.scopes(HELD) == (scope,)


def test_a_key_whose_value_ended_has_no_gap(tmp_path: Any) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[value]]\nkey="test.x"\nkind="number"\nvalue=1\nsource="甲"\nconfidence="own"\n'
        "effective_to=2021-01-01\n",
        "utf-8",
    )
    actions.load(by=LOADER, files=[file])
    number = ask(key="test.x")
    with pytest.raises(Invalid) as refused:
        confirm(number, key="test.x")
    assert code_of(refused) == "parameters.file.gap"


def test_loading_a_file_leaves_what_was_confirmed() -> None:
    confirm(ask())
    assert actions.load(by=LOADER)["kept"] == 1
    assert held() == 60


def test_one_submission_has_one_effect() -> None:
    submission = uuid4()
    first = actions.ask(by=ASKER, key=HELD, wanted=wanted(), submission=submission)
    assert actions.ask(by=ASKER, key=HELD, wanted=wanted(), submission=submission) == first
    again = uuid4()
    seen = values_here(HELD, "")[1]
    given: dict[str, Any] = {"by": SECOND, "key": HELD, "number": 1, "seen": seen}
    done = actions.confirm(**given, submission=again)
    assert actions.confirm(**given, submission=again) == done
    assert Change.objects.count() == 1

"""Every verb in every state by everyone, through the real actions: done, or the right error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import transaction

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Event, Leg
from lianxin.consultation.matters.rules.states import Answer, Grade, State, Verb, Who
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.errors import (
    Conflict,
    KeyReused,
    LianxinError,
    NoRight,
    NotFound,
    Refused,
)
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import asking, lives
from tests.consultation.matters.rules.test_stages import CELLS

pytestmark = pytest.mark.usefixtures("town")

ARGUMENTS: Final[dict[Verb, dict[str, Any]]] = {
    Verb.CLASSIFY: {"category": "roads.lighting", "urgency": "urgent"},
    Verb.CONTACT: {"words": "电话联系过"},
    Verb.DISPATCH: {"to": "order"},
    Verb.REDISPATCH: {"to": "traffic", "reason": "wrong_unit"},
    Verb.ACCEPT: {},
    Verb.RETURN: {"reason": "not_duty", "names": "traffic", "words": "不是我们的"},
    Verb.RECTIFY: {"outcome": "rectified", "words": "换好了"},
    Verb.REPLY: {"outcome": "explained", "words": "已经换好"},
    Verb.SEND: {},
    Verb.TAKE_BACK: {},
    Verb.CONFIRM: {"answer": Answer.SOLVED},
    Verb.RATE: {"grade": Grade.SATISFIED},
    Verb.REOPEN: {"reason": "not_done", "words": "还是不亮"},
    Verb.CONCLUDE: {"words": "已核实"},
    Verb.SUPPLEMENT: {"words": "还有一盏"},
    Verb.WITHDRAW: {"reason": "mistaken"},
    Verb.NOTE: {"words": "留意"},
    Verb.EXTEND: {"reason": "works", "words": "等配件"},
    Verb.PARK: {"reason": "funds", "words": "等资金"},
    Verb.DECIDE: {"approve": True},
    Verb.RESUME: {},
    Verb.DECLINE: {"reason": "not_area", "words": "事发在外市"},
    Verb.REFER: {"reason": "hotline", "words": "已转 12345", "consent": True},
}
STATES: Final = {
    Verb.CONTACT: State.IN_HAND,
    Verb.CLASSIFY: State.NEW,
    Verb.REDISPATCH: State.RETURNED,
    Verb.RETURN: State.IN_HAND,
    Verb.REPLY: State.IN_HAND,
    Verb.TAKE_BACK: State.DISPATCHED,
    Verb.CONFIRM: State.WITH_CITIZEN,
    Verb.RATE: State.CONCLUDED,
    Verb.REOPEN: State.CONCLUDED,
    Verb.CONCLUDE: State.REOPENED,
    Verb.SUPPLEMENT: State.DISPATCHED,
    Verb.WITHDRAW: State.NEW,
    Verb.NOTE: State.CONCLUDED,
    Verb.EXTEND: State.IN_HAND,
    Verb.DECIDE: State.IN_HAND,
    Verb.RESUME: State.PARKED,
}
"""In which state a verb is tried below, where the table gives several."""
ROLES: Final[dict[str, set[Who]]] = {
    "dispatcher": {Who.DISPATCHER, Who.ANY},
    "officer": {Who.UNIT, Who.ANY},
    "supervisor": {Who.SUPERVISOR, Who.ANY},
    "leader": {Who.APPROVER, Who.ANY},
    "importer": set(),
    "giver": {Who.CITIZEN},
    "job": {Who.JOB},
}
"""As whom each may act on a matter that ``officer`` handles; others do not see it."""
OUTSIDE: Final = ("giver", "job")
BLIND: Final = ("driver", "clerk", "stranger")
EARLY: Final = ("supervisor",)
UNSEEN: Final = {
    State.NEW: ("officer", "leader", "supervisor"),
    State.DISPATCHED: EARLY,
    State.RETURNED: EARLY,
    State.IN_HAND: EARLY,
    State.TO_ANSWER: EARLY,
    State.PARKED: EARLY,
}
"""Who does not see it before their unit had a turn."""
LAST_DOER: Final = {
    State.DISPATCHED: "dispatcher",
    State.RETURNED: "officer",
    State.IN_HAND: "officer",
    State.TO_ANSWER: "officer",
    State.PARKED: "leader",
}
HANDLING: Final = (State.DISPATCHED, State.IN_HAND, State.TO_ANSWER)
WAITING: Final = {
    (Verb.SEND, State.TO_ANSWER, "job"): "matters.reply_held",
    (Verb.CONCLUDE, State.WITH_CITIZEN, "supervisor"): "matters.not_yet",
    (Verb.CONCLUDE, State.WITH_CITIZEN, "job"): "matters.not_yet",
    (Verb.CONCLUDE, State.REOPENED, "job"): "matters.not_yet",
    **{(Verb.DECIDE, state, "leader"): "matters.nothing_asked" for state in HANDLING},
    **{
        (Verb.RESUME, state, name): "matters.not_paused"
        for state in HANDLING
        for name in ("officer", "leader")
    },
}
"""Whose verb it is, but not yet."""


def action(verb: Verb) -> Callable[..., actions.Receipt]:
    """Give the action of a verb."""
    found: Callable[..., actions.Receipt] = getattr(
        actions, "return_" if verb is Verb.RETURN else verb.value
    )
    return found


def actor(name: str, number: str) -> Actor:
    """Give somebody by name."""
    if name == "giver":
        return lives.giver(number)
    if name == "job":
        return lives.sender()
    return citizen("2001-0001") if name == "stranger" else staff(name)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what stands inside, so that the same matter serves again."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def expected(verb: Verb, state: State, name: str) -> tuple[type[LianxinError] | None, str]:
    """Give the error that the design asks for, None when the verb is this one's to do."""
    who, _targets = CELLS.get((verb, state), (set(), set()))
    if name in BLIND or name in UNSEEN.get(state, ()):
        return NotFound, "matters.not_found"
    if not who:
        return Refused, move_code(state, name)
    if (verb, state, name) in WAITING:
        return Refused, WAITING[verb, state, name]
    mine = ROLES[name] & who or (who == {Who.DOER} and LAST_DOER.get(state) == name)
    return (None, "") if mine else (NoRight, right_code(who, state, name))


def move_code(state: State, name: str) -> str:
    """Give how an act is refused that nobody may do now: staff are told by whom it moved on."""
    if name in OUTSIDE:
        return "matters.move"
    return "matters.ended" if state is State.CONCLUDED else "matters.moved_on"


def right_code(who: set[Who], state: State, name: str) -> str:
    """Give how an act is refused that others may do: staff are told whose turn it is."""
    if name in OUTSIDE or state is State.CONCLUDED:
        return "matters.not_yours"
    return "matters.not_doer" if who == {Who.DOER} else "matters.not_your_turn"


@pytest.mark.parametrize("state", list(lives.IN_STATE))
def test_everyone_tries_every_verb(state: State) -> None:
    number = lives.IN_STATE[state]()
    for verb in ARGUMENTS:
        arguments = fit(verb, number)
        for name in (*ROLES, *BLIND):
            kind, code = expected(verb, state, name)
            ended: LianxinError | None = None
            with undone():
                try:
                    action(verb)(by=actor(name, number), matter=number, **arguments)
                except LianxinError as fault:
                    ended = fault
            told = (verb, state, name, str(ended))
            assert isinstance(ended, kind) if kind else ended is None, told
            assert (ended.code if ended else "") == code, told


def fit(verb: Verb, number: str) -> dict[str, Any]:
    """Give the arguments of a verb for one matter: days that may be asked for lie after its due."""
    given = ARGUMENTS[verb]
    if verb is Verb.PARK:
        return {**given, "until": directory().day + timedelta(days=100)}
    if verb is not Verb.EXTEND:
        return given
    open_leg = Leg.objects.filter(matter__number=number, ended_at=None).exists()
    return {**given, "until": asking.later(number) if open_leg else directory().day}


def rightful(verb: Verb) -> tuple[str, Actor]:
    """Give a matter on which the verb may be done, and somebody who may."""
    states = [state for at, state in CELLS if at is verb and state in lives.IN_STATE]
    state = STATES.get(verb, states[0])
    number = lives.IN_STATE[state]()
    if verb is Verb.DECIDE:
        asking.ask(number)
        return number, actor("leader", number)
    name = next(name for name in ROLES if expected(verb, state, name)[0] is None)
    return number, actor(name, number)


def traces(number: str) -> tuple[int, int, int]:
    """Count what an act leaves behind."""
    return (
        Event.objects.filter(matter__number=number).count(),
        Row.objects.filter(object=number).count(),
        Outbox.objects.filter(about=number).count(),
    )


@pytest.mark.parametrize("verb", list(ARGUMENTS))
def test_a_stale_page_an_equal_key_and_a_reused_key(verb: Verb) -> None:
    number, by = rightful(verb)
    arguments = {"by": by, "matter": number, **fit(verb, number)}
    now = lives.stands(number).seq
    if verb not in {Verb.RATE, Verb.NOTE}:
        with pytest.raises(Conflict) as conflict:
            action(verb)(**arguments, seen=now - 1)
        assert (conflict.value.seen, conflict.value.now) == (now - 1, now)
    before = traces(number)
    key = uuid4()
    first = action(verb)(**arguments, key=key)
    after = traces(number)
    assert after > before
    assert action(verb)(**arguments, key=key) == first
    assert traces(number) == after
    with pytest.raises(KeyReused):
        action(verb)(**{**arguments, "matter": "2001-0001"}, key=key)
    assert traces(number) == after


def test_an_intake_under_a_reused_key_is_refused() -> None:
    key = uuid4()
    first = lives.say("路灯坏了", key=key)
    assert lives.say("路灯坏了", key=key) == first
    with pytest.raises(KeyReused):
        lives.say("路灯又坏了", key=key)
    with pytest.raises(KeyReused):
        actions.intake(
            by=citizen(""),
            said=actions.Said(words="路灯坏了", place="幸福路三号楼"),
            source="online",
            first_receiver="branch",
            reporter=actions.Reporter(telephone="13847200481"),
            code=True,
            key=key,
        )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"words": " "}, "matters.words_missing"),
        ({"words": "长" * 100_000}, "matters.words_long"),
        ({"kind": "gossip"}, "matters.choice"),
        ({"category": "gossip"}, "matters.choice"),
        ({"urgency": "gossip"}, "matters.choice"),
    ],
)
def test_what_cannot_be_taken_in_is_said(changed: dict[str, str], code: str) -> None:
    said = actions.Said(**{"words": "路灯坏了", **changed})
    with pytest.raises(LianxinError) as fault:
        actions.intake(by=citizen(""), said=said, source="online", first_receiver="dispatch")
    assert fault.value.code == code


def test_staff_take_down_for_their_own_units_and_citizens_online_alone() -> None:
    said = actions.Said(words="窗口排队太久")
    for by, source, code in (
        (citizen(""), "counter", "matters.source_staff"),
        (staff("clerk"), "gossip", "matters.choice"),
        (staff("driver"), "counter", "matters.take_down"),
        (lives.sender(), "import", "matters.take_down"),
    ):
        with pytest.raises(LianxinError) as fault:
            actions.intake(by=by, said=said, source=source, first_receiver="station")
        assert fault.value.code == code
    receipt = actions.intake(
        by=staff("clerk"), said=said, source="counter", first_receiver="station"
    )
    assert lives.stands(receipt.number).source == "counter"

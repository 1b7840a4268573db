"""The one primary act of a state, for the one whose turn it is (UI section 3, table of states)."""

from dataclasses import dataclass
from typing import Final

from lianxin.consultation.matters.queries.lines import LegTold
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.consultation.matters.words import VERBS
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import Directory


@dataclass(frozen=True, slots=True)
class Act:
    """An act: the last segment of its address, and its words."""

    verb: str
    text: str


PRIMARY: Final[dict[State, tuple[Verb, Right]]] = {
    State.NEW: (Verb.DISPATCH, Right.MATTERS_DISPATCH),
    State.RETURNED: (Verb.REDISPATCH, Right.MATTERS_DISPATCH),
    State.DISPATCHED: (Verb.ACCEPT, Right.MATTERS_HANDLE),
    State.IN_HAND: (Verb.RECTIFY, Right.MATTERS_HANDLE),
    State.TO_ANSWER: (Verb.REPLY, Right.MATTERS_HANDLE),
    State.WITH_CITIZEN: (Verb.CONFIRM, Right.MATTERS_SUPERVISE),
    State.REOPENED: (Verb.REDISPATCH, Right.MATTERS_SUPERVISE),
    State.PARKED: (Verb.RESUME, Right.MATTERS_APPROVE),
}


def act_of(verb: Verb) -> Act:
    """Give a verb's address and words."""
    return Act(verb.value, str(VERBS[verb]))


def primary_of(who: Actor, leg: LegTold, directory: Directory) -> Act | None:
    """Give the primary act on an open leg when it is one's own to do."""
    found = PRIMARY.get(State(leg.state))
    if found is None:
        return None
    verb, right = found
    return act_of(verb) if who.holds(right, directory.by_id(leg.unit_id).code) else None

"""The clocks of a matter: which limit runs in which state, and when it is due."""

from collections.abc import Sequence
from datetime import datetime

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.models import Leg, Matter
from lianxin.consultation.matters.rules.states import LegRole, State
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Deadline, Limit

_STEPS: dict[State, str] = {
    State.NEW: "triage",
    State.RETURNED: "redispatch",
    State.DISPATCHED: "accept",
    State.IN_HAND: "handle",
    State.TO_ANSWER: "handle",
    State.WITH_CITIZEN: "callback",
    State.REOPENED: "judge",
}


def rule_for(kind: Kind, state: State, urgency: str) -> str:
    """Give the key of the limit that runs in this state."""
    step = _STEPS[state]
    return f"{kind.limits}.{step}.{urgency}" if step == "handle" else f"{kind.limits}.{step}"


def due_for(matter: Matter, kind: Kind, state: State, start: datetime) -> tuple[str, Deadline]:
    """Give the rule and the deadline of a leg that starts in ``state``."""
    rule = rule_for(kind, state, matter.urgency)
    return rule, deadline(rule, start)


def counted_since(legs: Sequence[Leg], leg: Leg, state: State) -> datetime:
    """Give from when the limit of ``state`` counts in a turn: from its acceptance, once accepted.

    Legs that a taking back parted are one turn, and its first acceptance counts.
    """
    if leg.role != LegRole.HANDLE or state is State.DISPATCHED:
        return leg.since
    turn = (one for one in legs if (one.unit_id, one.since) == (leg.unit_id, leg.since))
    return min((one.accepted_at for one in turn if one.accepted_at), default=leg.since)


def total_due(kind: Kind, urgency: str, registered_at: datetime) -> Deadline:
    """Give when the citizen must have an answer, from registration."""
    return deadline(f"{kind.limits}.handle.{urgency}", registered_at)


def deadline(rule: str, start: datetime) -> Deadline:
    """Give the deadline of a limit as valid on the day it starts."""
    limit: Limit = clock.limit(rule, on=clock.local_day(start))
    return clock.calendar().deadline(start, limit)

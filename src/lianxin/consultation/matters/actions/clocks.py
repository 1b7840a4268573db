"""The clocks of a matter: which limit runs in which state, and when it is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.models import Leg
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.rules import dues
from lianxin.consultation.matters.rules.dues import Grant
from lianxin.consultation.matters.rules.states import LegRole, State
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Deadline, Limit, Pause

_STEPS: dict[State, str] = {
    State.NEW: "triage",
    State.RETURNED: "redispatch",
    State.DISPATCHED: "accept",
    State.IN_HAND: "handle",
    State.TO_ANSWER: "handle",
    State.WITH_CITIZEN: "callback",
    State.REOPENED: "judge",
    State.PARKED: "park_review",
}
_USUAL = "normal"
"""The urgency below which nothing is; what is more urgent keeps its short limit when done again."""


class Turn(Protocol):
    """A unit's turn, as far as its limits need to know it."""

    @property
    def role(self) -> str: ...

    @property
    def unit_id(self) -> int: ...

    @property
    def since(self) -> datetime: ...

    @property
    def accepted_at(self) -> datetime | None: ...


def rule_for(kind: Kind, state: State, urgency: str, round_: int = 1) -> str:
    """Give the key of the limit that runs in this state; what is done again has its own."""
    step = _STEPS[state]
    if step != "handle":
        return f"{kind.limits}.{step}"
    redo = round_ > 1 and urgency == _USUAL
    return f"{kind.limits}.redo" if redo else f"{kind.limits}.handle.{urgency}"


def total_rule(kind: Kind, urgency: str) -> str:
    """Give the key of the limit within which the citizen must have an answer."""
    return f"{kind.limits}.handle.{urgency}"


def counted_since(legs: Sequence[Turn], leg: Turn, state: State) -> datetime:
    """Give from when the limit of ``state`` counts in a turn: from its acceptance, once accepted.

    Legs that a taking back or a parking parted are one turn, and its first acceptance counts.
    """
    if leg.role != LegRole.HANDLE or state is State.DISPATCHED:
        return leg.since
    turn = (one for one in legs if (one.unit_id, one.since) == (leg.unit_id, leg.since))
    return min((one.accepted_at for one in turn if one.accepted_at), default=leg.since)


def pauses_of(known: Known) -> list[Pause]:
    """Give when a matter's clocks stood still: its pauses, and the time it lay parked.

    A pause ends with the turn that it paused; what runs still is counted to its planned end.
    """
    ended = {leg.pk: leg.ended_at for leg in known.legs}
    found = []
    for one in known.pauses:
        ends = [one.during.upper, ended.get(one.leg_id)]
        found.append(Pause(one.during.lower, min(end for end in ends if end is not None)))
    for leg in known.legs:
        end = leg.ended_at or leg.due
        if leg.role == LegRole.HOLD and end is not None:
            found.append(Pause(leg.started_at, end))
    return [pause for pause in found if pause.since < pause.until]


def step_due(known: Known, rule: str, start: datetime, leg: Leg, area: str) -> Deadline:
    """Give when a turn's step is due, with what was paused and granted since it began."""
    turn = {one.pk for one in known.legs if (one.unit_id, one.since) == (leg.unit_id, leg.since)}
    grants = [grant for key, grant in known.grants if key in turn]
    limit = limit_of(rule, start)
    return dues.due(clock.calendar(area), start, limit, pauses_of(known), grants)


def total_due(known: Known) -> Deadline:
    """Give when the citizen must have an answer, from registration.

    What paused the matter moves it, and so does a later day that the citizen was promised.
    """
    matter = known.matter
    limit = limit_of(total_rule(known.kind, matter.urgency), matter.registered_at)
    promised: list[Grant] = [grant for _key, grant in known.grants if grant.promised]
    calendar = clock.calendar(matter.area)
    return dues.due(calendar, matter.registered_at, limit, pauses_of(known), promised)


def limit_of(rule: str, start: datetime) -> Limit:
    """Give a limit as valid on the day it starts."""
    return clock.limit(rule, on=clock.local_day(start))


def deadline(rule: str, start: datetime, area: str = "") -> Deadline:
    """Give the deadline of a limit as valid on the day it starts, nothing paused or granted."""
    return clock.calendar(area).deadline(start, limit_of(rule, start))

"""Who may do which verb, and in which state (MODEL section 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.models import Event, Leg, Matter
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.queries.routes import supervision_unit, triage_unit
from lianxin.consultation.matters.rules.stages import MOVES, RETAKABLE
from lianxin.consultation.matters.rules.states import (
    HANDLING_SIDE,
    JUDGING_SIDE,
    LegRole,
    State,
    Verb,
    Who,
)
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import Directory


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who may: the matter, its open chain leg, and the units of the route."""

    matter: Matter
    kind: Kind
    leg: Leg | None
    leg_unit: str
    answerable: str
    triage: str
    supervision: str
    hands: frozenset[tuple[int, int]]
    done: Event | None = None

    @property
    def state(self) -> State:
        """Give the state as an enum member."""
        return State(self.matter.state)


def standing_of(directory: Directory, known: Known, *, doer: bool = False) -> Standing:
    """Give what decides who may do a thing to a matter; ``doer`` loads what was done last."""
    matter, leg = known.matter, known.leg
    first = directory.by_id(matter.first_receiver_id).code
    answerable = directory.by_id(matter.unit_id).code if matter.unit_id else ""
    return Standing(
        matter=matter,
        kind=known.kind,
        leg=leg,
        leg_unit=directory.by_id(leg.unit_id).code if leg else "",
        answerable=answerable,
        triage=triage_unit(directory, first),
        supervision=supervision_unit(directory, answerable or first, known.handled),
        hands=known.hands,
        done=known.last_act() if doer else None,
    )


def _dispatcher(by: Actor, at: Standing) -> bool:
    return by.holds(Right.MATTERS_DISPATCH, at.triage)


def _unit(by: Actor, at: Standing) -> bool:
    own = at.leg_unit if at.leg and at.leg.role == LegRole.HANDLE else at.answerable
    return bool(own) and by.holds(Right.MATTERS_HANDLE, own) and not _has_hand(by, at, JUDGING_SIDE)


def _supervisor(by: Actor, at: Standing) -> bool:
    judging = at.leg is not None and at.leg.role in {LegRole.CALLBACK, LegRole.JUDGE}
    unit = at.leg_unit if judging else at.supervision
    return (
        bool(unit)
        and by.holds(Right.MATTERS_SUPERVISE, unit)
        and not _has_hand(by, at, HANDLING_SIDE)
    )


def _has_hand(by: Actor, at: Standing, side: int) -> bool:
    return by.person is not None and (by.person, side) in at.hands


def _approver(by: Actor, at: Standing) -> bool:
    return bool(at.answerable) and by.holds(Right.MATTERS_APPROVE, at.answerable)


def _third(by: Actor, at: Standing) -> bool:
    return by.holds(Right.MATTERS_HANDLE, at.leg_unit) and not _has_hand(by, at, HANDLING_SIDE)


def _citizen(by: Actor, at: Standing) -> bool:
    return by.kind is ActorKind.CITIZEN and by.about == at.matter.number


def _job(by: Actor, at: Standing) -> bool:  # noqa: ARG001 - one shape for all
    return by.kind is ActorKind.JOB and by.holds(Right.MATTERS_SEND)


def _doer(by: Actor, at: Standing) -> bool:
    """Tell whether the actor did the last act, and could still by the posts held now (AZ8)."""
    done = at.done
    if done is None or done.by_id != by.id:
        return False
    if done.verb not in RETAKABLE:
        return True
    return any(_WHO[who](by, at) for who in MOVES.who(Verb(done.verb), State(done.was)))


def _any(by: Actor, at: Standing) -> bool:  # noqa: ARG001 - one shape for all
    return by.holds(Right.MATTERS_NOTE)


_WHO: Final[dict[Who, Callable[[Actor, Standing], bool]]] = {
    Who.UNIT: _unit,
    Who.DISPATCHER: _dispatcher,
    Who.SUPERVISOR: _supervisor,
    Who.APPROVER: _approver,
    Who.THIRD: _third,
    Who.CITIZEN: _citizen,
    Who.JOB: _job,
    Who.DOER: _doer,
    Who.ANY: _any,
}
"""In the order of preference: who may act for the unit does, and has laid a hand on it (AZ7)."""


def acting_as(by: Actor, verb: Verb, at: Standing) -> Who | None:
    """Give as whom the actor may do the verb here; None when the right is lacking."""
    may = MOVES.who(verb, at.state)
    return next((who for who, is_one in _WHO.items() if who in may and is_one(by, at)), None)


def check(by: Actor, verb: Verb, at: Standing) -> Who:
    """Give as whom the actor does the verb.

    Raises Refused when nobody may do it in this state or the kind refuses it, NoRight
    (naming who may) when somebody else must.
    """
    if verb in at.kind.refuses:
        raise Refused("matters.kind_refuses", where=at.matter.number, verb=verb, kind=at.kind.code)
    if not MOVES.allowed(verb, at.state):
        raise Refused("matters.move", where=at.matter.number, verb=verb, state=at.state)
    who = acting_as(by, verb, at)
    if who is None:
        may = sorted(MOVES.who(verb, at.state))
        raise NoRight("matters.not_yours", where=at.matter.number, verb=verb, who=tuple(may))
    return who


def can(by: Actor, verb: Verb, at: Standing) -> bool:
    """Tell whether ``check`` would pass."""
    return (
        verb not in at.kind.refuses
        and MOVES.allowed(verb, at.state)
        and acting_as(by, verb, at) is not None
    )


OFFERED: Final = (
    Verb.DISPATCH,
    Verb.REDISPATCH,
    Verb.ACCEPT,
    Verb.RECTIFY,
    Verb.REPLY,
    Verb.SEND,
    Verb.CONFIRM,
    Verb.RETURN,
    Verb.CONTACT,
    Verb.CLASSIFY,
    Verb.REOPEN,
    Verb.CONCLUDE,
    Verb.SUPPLEMENT,
    Verb.TAKE_BACK,
    Verb.NOTE,
)
"""The verbs that the desk offers, in their order."""


def offered(by: Actor, at: Standing) -> tuple[Verb, ...]:
    """Give the verbs the actor may do here.

    A designated unit is not offered to return, nobody to take back what cannot be.
    """
    refused = set()
    if at.leg is not None and at.leg.designated:
        refused.add(Verb.RETURN)
    if at.done is None or at.done.verb not in RETAKABLE:
        refused.add(Verb.TAKE_BACK)
    return tuple(verb for verb in OFFERED if verb not in refused and can(by, verb, at))

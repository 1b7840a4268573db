"""Who may do which verb, and in which state (MODEL section 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.models import Event, Leg, Matter
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.queries.requests import why_not
from lianxin.consultation.matters.queries.routes import (
    approving_unit,
    supervision_unit,
    triage_unit,
)
from lianxin.consultation.matters.rules.stages import MOVES, retakable
from lianxin.consultation.matters.rules.states import (
    HANDLING_SIDE,
    JUDGING_SIDE,
    Asked,
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
    approving: str
    triage: str
    supervision: str
    hands: frozenset[tuple[int, int]]
    known: Known
    directory: Directory

    @property
    def state(self) -> State:
        """Give the state as an enum member."""
        return State(self.matter.state)

    @property
    def done(self) -> Event:
        """Give the last act that one could take back or build on; the history is read for it."""
        return self.known.last_act()


def standing_of(directory: Directory, known: Known) -> Standing:
    """Give what decides who may do a thing to a matter."""
    matter, leg = known.matter, known.leg
    first = directory.by_id(matter.first_receiver_id).code
    answerable = directory.by_id(matter.unit_id).code if matter.unit_id else ""
    return Standing(
        matter=matter,
        kind=known.kind,
        leg=leg,
        leg_unit=directory.by_id(leg.unit_id).code if leg else "",
        answerable=answerable,
        approving=approving_unit(directory, answerable) if answerable else "",
        triage=triage_unit(directory, first),
        supervision=supervision_unit(directory, answerable or first, known.handled),
        hands=known.hands,
        known=known,
        directory=directory,
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
    """Tell whether the actor leads a unit above the one that handles, or the topmost itself."""
    return bool(at.approving) and by.holds(Right.MATTERS_APPROVE, at.approving)


def _third(by: Actor, at: Standing) -> bool:
    return by.holds(Right.MATTERS_HANDLE, at.leg_unit) and not _has_hand(by, at, HANDLING_SIDE)


def _citizen(by: Actor, at: Standing) -> bool:
    return by.kind is ActorKind.CITIZEN and by.about == at.matter.number


def _job(by: Actor, at: Standing) -> bool:  # noqa: ARG001 - one shape for all
    return by.kind is ActorKind.JOB and by.holds(Right.MATTERS_SEND)


def _doer(by: Actor, at: Standing) -> bool:
    """Tell whether the actor did the last act, and could still by the posts held now (AZ8)."""
    done = at.done
    if done.by_id != by.id:
        return False
    if not retakable(Verb(done.verb), State(done.state)):
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
    (naming who may) when somebody else must. Staff are told what was done before and whose
    turn it is until when.
    """
    if verb in at.kind.refuses:
        raise Refused("matters.kind_refuses", where=at.matter.number, verb=verb, kind=at.kind.code)
    if not MOVES.allowed(verb, at.state):
        raise _late(by, verb, at)
    who = acting_as(by, verb, at)
    if who is None:
        raise _foreign(by, verb, at)
    return who


def _late(by: Actor, verb: Verb, at: Standing) -> Refused:
    number, state = at.matter.number, at.state
    if by.kind is not ActorKind.STAFF:
        return Refused("matters.move", where=number, verb=verb, state=state)
    code = "matters.moved_on" if at.leg else "matters.ended"
    moved = next(one for one in reversed(at.known.history()) if one.was != one.state)
    return Refused(code, where=number, verb=verb, state=state, **_last(moved, at), **_turn(at))


def _foreign(by: Actor, verb: Verb, at: Standing) -> NoRight:
    number, may = at.matter.number, MOVES.who(verb, at.state)
    if by.kind is not ActorKind.STAFF or at.leg is None:
        return NoRight("matters.not_yours", where=number, verb=verb, who=tuple(sorted(may)))
    if may == {Who.DOER}:
        return NoRight("matters.not_doer", where=number, verb=verb, **_last(at.done, at))
    who = tuple(sorted(may))
    return NoRight("matters.not_your_turn", where=number, verb=verb, who=who, **_turn(at))


def _last(event: Event, at: Standing) -> dict[str, object]:
    """Give what was done, when and by whom, as words of an error."""
    unit = at.directory.by_id(event.by_unit_id).name if event.by_unit_id else ""
    named = " · ".join(part for part in (unit, event.by_name) if part) or Who.CITIZEN
    doer = Who.JOB if event.by_id.startswith("job:") else named
    return {"did": Verb(event.verb), "at": event.occurred_at, "doer": doer}


def _turn(at: Standing) -> dict[str, object]:
    """Give whose turn it is, and until when."""
    if at.leg is None:
        return {}
    return {"turn": at.directory.by_id(at.leg.unit_id).name, "until": at.leg.due}


def can(by: Actor, verb: Verb, at: Standing) -> bool:
    """Tell whether ``check`` would pass."""
    return (
        verb not in at.kind.refuses
        and MOVES.allowed(verb, at.state)
        and acting_as(by, verb, at) is not None
    )


OFFERED: Final = (
    Verb.DECIDE,
    Verb.DISPATCH,
    Verb.REDISPATCH,
    Verb.ACCEPT,
    Verb.RECTIFY,
    Verb.REPLY,
    Verb.SEND,
    Verb.CONFIRM,
    Verb.RETURN,
    Verb.RESUME,
    Verb.EXTEND,
    Verb.PARK,
    Verb.CONTACT,
    Verb.CLASSIFY,
    Verb.DECLINE,
    Verb.REFER,
    Verb.REOPEN,
    Verb.CONCLUDE,
    Verb.SUPPLEMENT,
    Verb.TAKE_BACK,
    Verb.NOTE,
)
"""The verbs that the desk offers, in their order."""


ASKS: Final = {Verb.EXTEND: (Asked.EXTEND, Asked.PAUSE), Verb.PARK: (Asked.PARK,)}
"""What may be asked for by a verb."""


def offered(by: Actor, at: Standing) -> tuple[Verb, ...]:
    """Give the verbs the actor may do here.

    A designated unit is not offered to return, nobody to take back what cannot be, or to send
    an answer that is not written.
    """
    refused = _requests_refused(by, at)
    if at.leg is not None and at.leg.designated:
        refused.add(Verb.RETURN)
    if not retakable(Verb(at.done.verb), State(at.done.state)):
        refused.add(Verb.TAKE_BACK)
    if at.known.reply is None or at.known.reply.sent_at is not None:
        refused.add(Verb.SEND)
    return tuple(verb for verb in OFFERED if verb not in refused and can(by, verb, at))


def _requests_refused(by: Actor, at: Standing) -> set[Verb]:
    """Give what nobody may ask or decide now: too late, asked already, nothing asked or paused."""
    now, waiting = timezone.now(), at.known.waiting
    refused = set()
    if waiting is None or waiting.asked_by == by.id:
        refused.add(Verb.DECIDE)
    for verb, kinds in ASKS.items():
        if all(why_not(at.known, kind, now) for kind in kinds):
            refused.add(verb)
    if at.state is not State.PARKED and at.known.running_pause(now) is None:
        refused.add(Verb.RESUME)
    return refused

"""What is known of a matter: the record and all that hangs on it, each loaded once."""

from dataclasses import dataclass
from datetime import datetime

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.models import (
    Confirmation,
    Event,
    Hand,
    Leg,
    Matter,
    Pause,
    Reply,
    Request,
)
from lianxin.consultation.matters.rules.dues import Grant
from lianxin.consultation.matters.rules.stages import PASSIVE
from lianxin.consultation.matters.rules.states import Asked, Decision, LegRole, State, Verb


@dataclass
class Known:
    """A matter under the lock of this work, with its legs; the rest is loaded when asked.

    Its collections are replaced, never changed in place: a failed act of a batch gets the
    old ones back.
    """

    matter: Matter
    legs: tuple[Leg, ...]
    fresh: bool = False
    _hands: frozenset[tuple[int, int]] | None = None
    _reply: Reply | None = None
    _confirmation: Confirmation | None = None
    _loaded: frozenset[str] = frozenset()
    _requests: tuple[Request, ...] = ()
    _pauses: tuple[Pause, ...] = ()
    events: tuple[Event, ...] = ()
    evidence: int | None = None

    @property
    def kind(self) -> Kind:
        """Give the definition of the matter's kind."""
        return KINDS[self.matter.kind]

    @property
    def leg(self) -> Leg | None:
        """Give the open chain leg; None once concluded."""
        return next(
            (leg for leg in self.legs if leg.ended_at is None and leg.role != LegRole.ASSIST), None
        )

    @property
    def handled(self) -> frozenset[int]:
        """Give the ids of the units that accepted a handling leg."""
        roles = {LegRole.HANDLE, LegRole.ASSIST}
        return frozenset(
            leg.unit_id for leg in self.legs if leg.accepted_at is not None and leg.role in roles
        )

    @property
    def hands(self) -> frozenset[tuple[int, int]]:
        """Give the pairs (person, side) of those who laid a hand on it."""
        if self._hands is None:
            stored = () if self.fresh else Hand.objects.filter(matter=self.matter)
            self._hands = frozenset((hand.person_id, hand.side) for hand in stored)
        return self._hands

    def lay(self, hand: tuple[int, int]) -> None:
        """Add a hand."""
        self._hands = self.hands | {hand}

    @property
    def reply(self) -> Reply | None:
        """Give the live reply of this round."""
        if self._first("reply"):
            self._reply = Reply.objects.filter(
                matter=self.matter, round=self.matter.round, recalled_at=None
            ).first()
        return self._reply

    @reply.setter
    def reply(self, reply: Reply | None) -> None:
        self._loaded |= {"reply"}
        self._reply = reply

    @property
    def confirmation(self) -> Confirmation | None:
        """Give the citizen's live word of this round."""
        if self._first("confirmation"):
            self._confirmation = Confirmation.objects.filter(
                matter=self.matter, round=self.matter.round, replaced=False
            ).first()
        kept = self._confirmation
        return kept if kept is not None and kept.round == self.matter.round else None

    @confirmation.setter
    def confirmation(self, confirmation: Confirmation | None) -> None:
        self._loaded |= {"confirmation"}
        self._confirmation = confirmation

    @property
    def requests(self) -> tuple[Request, ...]:
        """Give everything that was asked of the approver, in order."""
        if self._first("requests"):
            found = Request.objects.filter(matter=self.matter).order_by("id")
            self._requests = (*found, *self._requests)
        return self._requests

    @requests.setter
    def requests(self, requests: tuple[Request, ...]) -> None:
        self._loaded |= {"requests"}
        self._requests = requests

    @property
    def waiting(self) -> Request | None:
        """Give the request about the open leg that waits longest for its decision."""
        leg = self.leg
        own = (one for one in self.requests if leg is not None and one.leg_id == leg.pk)
        return next((one for one in own if not one.decision), None)

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Give the pauses that were granted; nothing is asked of a matter that never had one."""
        granted = (one.kind == Asked.PAUSE and one.decision for one in self.requests)
        if any(granted) and self._first("pauses"):
            found = Pause.objects.filter(matter=self.matter).order_by("id")
            self._pauses = (*found, *self._pauses)
        return self._pauses

    @pauses.setter
    def pauses(self, pauses: tuple[Pause, ...]) -> None:
        self._loaded |= {"pauses"}
        self._pauses = pauses

    def running_pause(self, at: datetime) -> Pause | None:
        """Give the pause of the open leg that runs at a moment."""
        leg = self.leg
        own = (one for one in self.pauses if leg is not None and one.leg_id == leg.pk)
        return next((one for one in own if one.during.lower <= at < one.during.upper), None)

    @property
    def grants(self) -> tuple[tuple[int, Grant], ...]:
        """Give the extensions that were granted, each with the key of its leg."""
        return tuple(
            (one.leg_id, Grant(one.until, one.decided_at, one.promised))
            for one in self.requests
            if one.kind == Asked.EXTEND and one.decision == Decision.APPROVED and one.decided_at
        )

    @property
    def answered_round(self) -> int:
        """Give the round of the last reply that was sent: the one that the citizen speaks on.

        Only for a matter that was answered.
        """
        if self.matter.state == State.WITH_CITIZEN:
            return self.matter.round
        return next(one.round for one in reversed(self.history()) if one.verb == Verb.SEND)

    def confirmation_of(self, round_: int) -> Confirmation | None:
        """Give the citizen's live word of a round that may be over."""
        if round_ == self.matter.round:
            return self.confirmation
        kept = self._confirmation
        if kept is not None and kept.round == round_:
            return kept
        if self.fresh:
            return None
        return Confirmation.objects.filter(matter=self.matter, round=round_, replaced=False).first()

    def history(self) -> tuple[Event, ...]:
        """Give all events in order, those of this work included."""
        if self._first("history"):
            known = {event.seq for event in self.events}
            stored = Event.objects.filter(matter=self.matter).order_by("seq")
            self.events = (*(one for one in stored if one.seq not in known), *self.events)
        return self.events

    def last_act(self) -> Event:
        """Give the newest event that somebody could take back or build on."""
        return next(event for event in reversed(self.history()) if Verb(event.verb) not in PASSIVE)

    def _first(self, name: str) -> bool:
        """Tell whether this is the first time the name is asked and the database knows more."""
        first = name not in self._loaded
        self._loaded |= {name}
        return first and not self.fresh


def known_of(matter: Matter) -> Known:
    """Give what is known of a matter, its legs loaded."""
    return Known(matter=matter, legs=tuple(Leg.objects.filter(matter=matter).order_by("seq")))

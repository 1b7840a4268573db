"""The unit of work of every verb: take, check, legs, event, notice, receipt (MODEL section 3)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lianxin.consultation.matters.actions.clocks import (
    counted_since,
    deadline,
    rule_for,
    step_due,
    total_due,
)
from lianxin.consultation.matters.actions.receipts import MATTER_CHANGES, Receipt
from lianxin.consultation.matters.models import Event, Hand, Leg, Matter, Wording
from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.permissions import Standing, check, standing_of
from lianxin.consultation.matters.queries.known import Known, known_of
from lianxin.consultation.matters.queries.visible import lock_visible, sees, visible
from lianxin.consultation.matters.rules.states import (
    OWNER,
    SIDES,
    Ending,
    Face,
    LegRole,
    State,
    Verb,
    Who,
)
from lianxin.foundation.audit.actions import Work, act
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.versions import check_seen
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory

_DIRECTORY = "matters.directory"


class Handling:
    """One verb at work on one matter."""

    def __init__(
        self, work: Work, by: Actor, verb: Verb, sight: QuerySet[Matter] | None = None
    ) -> None:
        """Join the act; ``take`` or ``begin`` comes next. ``sight`` is what one saw before it."""
        self.work = work
        self._sight = sight
        self.by = by
        self.verb = verb
        self.known: Known
        self.who: Who
        self.at: datetime
        self.was: State | None = None

    @property
    def replay(self) -> Receipt | None:
        """Give the receipt that an equal key left; None when this is the first time."""
        return Receipt.of(self.work.replay) if self.work.replay else None

    @property
    def matter(self) -> Matter:
        """Give the matter under the lock."""
        return self.known.matter

    @property
    def directory(self) -> Directory:
        """Give today's tree of units, asked once in a unit of work."""
        return directory_of(self.work)

    @property
    def day(self) -> date:
        """Give the local day of the act: parameters are those valid then."""
        return clock.local_day(self.work.occurred_at)

    @property
    def owner(self) -> str:
        """Give the code of the unit whose turn it is."""
        return self.directory.by_id(self.leg.unit_id).code

    @property
    def leg(self) -> Leg:
        """Give the open chain leg of a matter that is not concluded."""
        leg = self.known.leg
        if leg is None:
            raise NotFound("matters.no_leg", where=self.matter.number)
        return leg

    def begin(self, matter: Matter) -> None:
        """Take a matter that this work makes."""
        self.at = matter.registered_at
        self.known = Known(matter=matter, legs=(), fresh=True)
        self.work.cache["matters", matter.number] = self.known
        self.work.add(matter)

    def take(self, number: str, *, seen: int | None = None) -> Known:
        """Lock the matter, then check sight, right and state, and the version, in this order.

        Who comes too late is told so. An act that is possible in part of a state alone checks
        that first, then ``check_seen``. Raises NotFound, Refused, NoRight, Conflict.
        """
        self.known = self._load(number)
        matter = self.known.matter
        self.at = max(self.work.occurred_at, matter.last_at)
        self.was = State(matter.state)
        self.who = check(self.by, self.verb, self.standing())
        self.check_seen(seen)
        return self.known

    def check_seen(self, seen: int | None) -> None:
        """Raise Conflict when the matter moved on since the person saw it."""
        check_seen(self.matter.number, seen=seen, now=self.matter.seq)

    def _load(self, number: str) -> Known:
        key = ("matters", number)
        if key not in self.work.cache:
            self.work.cache[key] = known_of(lock_visible(self.by, number, self._sight))
        self.work.locked()
        known = self.work.cache[key]
        if not isinstance(known, Known):
            raise TypeError(key)
        if not sees(self.by, known.matter):
            raise NotFound("matters.not_found", where=number)
        self.work.hold(known)
        return known

    def standing(self) -> Standing:
        """Give what decides who may."""
        return standing_of(self.directory, self.known)

    def end_leg(self, ending: Ending) -> None:
        """End the open chain leg now, and with it what paused it."""
        leg = self.leg
        paused = leg.due != leg.first_due and self.known.running_pause(self.at)
        leg.ended_at = self.at
        leg.ending = ending
        self.work.change(leg, "ended_at", "ending", "state")
        if paused:
            self.matter.due = total_due(self.known).at

    def open_leg(self, state: State, unit: str, *, designated: bool = False) -> Leg:
        """Open the chain leg that owns ``state`` at a unit, with the clock of that state."""
        matter, entry = self.matter, self.directory.by_code(unit)
        rule = rule_for(self.known.kind, state, matter.urgency, matter.round)
        due = deadline(rule, self.at, entry.area)
        leg = Leg(
            id=self.work.next_id(Leg),
            matter=matter,
            seq=len(self.known.legs) + 1,
            role=OWNER[state],
            unit_id=entry.id,
            round=matter.round,
            state=state,
            started_at=self.at,
            first_due=due.at,
            due=due.at,
            provisional=due.provisional,
            rule=rule,
            designated=designated,
        )
        self.known.legs = (*self.known.legs, leg)
        if leg.unit_id not in matter.unit_ids:
            matter.unit_ids = [*matter.unit_ids, leg.unit_id]
        if leg.role == LegRole.HANDLE:
            matter.unit_id = leg.unit_id
        self.work.add(leg)
        return leg

    def stand(self, state: State) -> None:
        """Put matter and open leg into a state whose owner does not change."""
        self.matter.state = state
        leg = self.known.leg
        if leg is not None:
            leg.state = state
            self.work.change(leg, "state")

    def restart_clock(self, state: State) -> None:
        """Give the open leg the clock of the state it has come to, from its turn's start."""
        leg = self.leg
        start = counted_since(self.known.legs, leg, state)
        leg.rule = rule_for(self.known.kind, state, self.matter.urgency, leg.round)
        area = self.directory.by_id(leg.unit_id).area
        leg.first_due = deadline(leg.rule, start, area).at
        due = step_due(self.known, leg.rule, start, leg, area)
        leg.due, leg.provisional = due.at, due.provisional
        self.work.change(leg, "rule", "first_due", "due", "provisional")

    def lay_hand(self, role: LegRole) -> None:
        """Note that this person handled or judged, once; the other side is closed to them."""
        if self.by.person is None or self.by.kind is not ActorKind.STAFF:
            return
        hand = (self.by.person, SIDES[role])
        if hand not in self.known.hands:
            self.known.lay(hand)
            self.work.add(Hand(matter=self.matter, person_id=hand[0], side=hand[1]))

    def event(
        self,
        *,
        reason: str = "",
        words: Mapping[Face, str] | None = None,
        named: str = "",
        public: bool = True,
        taken_back: int | None = None,
    ) -> Event:
        """Write what happened: version, after-image, words, audit row."""
        matter = self.matter
        matter.seq += 1
        matter.last_at = self.at
        event = self._image(named)
        event.reason, event.public, event.taken_back = reason, public, taken_back
        self.known.events = (*self.known.events, event)
        self.work.change(matter, *MATTER_CHANGES)
        self.work.add(event)
        self.put_words(words or {})
        self.work.row(
            object=matter.number,
            reason=reason,
            facts={"seq": matter.seq, "state": matter.state, "round": matter.round},
        )
        return event

    def _image(self, named: str) -> Event:
        """Give the event of this act with the after-image of the matter."""
        matter = self.matter
        return Event(
            matter=matter,
            seq=matter.seq,
            verb=self.verb,
            occurred_at=self.at,
            leg=self.known.leg or (self.known.legs[-1] if self.known.legs else None),
            by_id=self.by.id,
            by_name=self.by.name,
            by_unit_id=self._unit_id(self.by.unit),
            named_unit_id=self._unit_id(named),
            was=self.was or "",
            **{name: getattr(matter, name) for name in Counted.COUNTED},
        )

    def _unit_id(self, code: str | None) -> int | None:
        return self.directory.by_code(code).id if code else None

    def put_words(self, words: Mapping[Face, str]) -> None:
        """Add wordings to the newest event."""
        matter, day = self.matter, self.matter.registered_on
        for face, body in words.items():
            if body:
                named = Wording(matter=matter, seq=matter.seq, face=face, registered_on=day)
                named.body = body
                self.work.add(named)

    def notice(self, topic: str, recipient: str, not_before: datetime | None = None) -> None:
        """Put a notice about this event into the outbox."""
        self.work.notice(
            f"matters.{topic}",
            about=self.matter.number,
            seq=self.matter.seq,
            recipient=recipient,
            not_before=not_before,
        )

    def receipt(self, find: str = "") -> Receipt:
        """Give the receipt, and keep it under the submission key."""
        at = self.matter
        receipt = Receipt(number=at.number, seq=at.seq, state=at.state, find=find)
        self.work.keep(asdict(receipt))
        return receipt


def directory_of(work: Work) -> Directory:
    """Give today's tree of units, asked once in a unit of work."""
    if _DIRECTORY not in work.cache:
        work.cache[_DIRECTORY] = units.directory()
    found: Directory = work.cache[_DIRECTORY]
    return found


@contextmanager
def handling(
    by: Actor, verb: Verb, *, key: UUID | None = None, arguments: Mapping[str, object] | None = None
) -> Iterator[Handling]:
    """Open the unit of work of a verb; ``work.replay`` holds the receipt of an equal key."""
    sight = None if connection.in_atomic_block else visible(by)
    with act(by, f"matters.{verb}", key=key, arguments=arguments) as work:
        yield Handling(work, by, verb, sight)

"""Counting anew: every open date that rests on a changed calendar moves, the old one kept.

In batches, each its own transaction: a process that dies leaves whole batches, and the next one
finds nothing to move in them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from lianxin.consultation.matters.actions.clocks import (
    counted_since,
    limit_of,
    step_due,
    total_due,
    total_rule,
)
from lianxin.consultation.matters.models import DueChange, Event, Leg, Matter, Pause, Request
from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.rules.states import Cause, LegRole, State, Verb
from lianxin.foundation.audit.actions import Batch, Work, act, batch
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Deadline, LimitUnit
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import Directory, directory

AT_ONCE: Final = 2_000
"""Matters that one transaction locks and moves."""
Dates = tuple[datetime | None, datetime | None]
"""A due date before and after."""
VERB: Final = f"matters.{Verb.RECOUNT}"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: ``year`` (None: every year), and the name of the news that told of it."""

    about: str
    seq: int
    year: int | None

    @property
    def run(self) -> str:
        """Give the name of the counting anew."""
        return f"{self.about}#{self.seq}"


def recount(*, by: Actor, change: Change, at_once: int = AT_ONCE) -> int:
    """Count every open date anew that may rest on the change; give how many matters moved.

    May run twice and after any crash. The owner units are told at the end. Raises NoRight.
    """
    if not by.holds(Right.MATTERS_CLOCK):
        raise NoRight("matters.clock_right")
    moved, keys = 0, _resting(change)
    for start in range(0, len(keys), at_once):
        with batch(by) as many:
            moved += _Recounting(many, change).move(_locked(keys[start : start + at_once]))
    _tell(by, change)
    return moved


def _resting(change: Change) -> list[int]:
    """Give the keys of the open matters of which a date may rest on the changed days.

    A notice may settle days at its year's edges; a date before them cannot rest on it. A later
    one is counted anew and stays where it is.
    """
    found = Leg.objects.filter(ended_at=None).exclude(role=LegRole.ASSIST)
    if change.year is not None:
        since = clock.start_of(date(change.year - 1, 12, 1))
        found = found.filter(Q(due__gt=since) | Q(matter__due__gt=since))
    return list(found.order_by("matter_id").values_list("matter_id", flat=True))


def _locked(keys: Sequence[int]) -> list[Matter]:
    """Lock matters that are open still."""
    found = Matter.objects.filter(pk__in=keys).exclude(state=State.CONCLUDED)
    return list(found.order_by("pk").select_for_update(no_key=True))


def _tell(by: Actor, change: Change) -> None:
    """Order one notice for each unit whose turn it is in a matter that this run moved."""
    with act(by, VERB) as work:
        units = (
            Leg.objects.filter(ended_at=None, matter__due_changes__run=change.run)
            .exclude(role=LegRole.ASSIST)
            .values_list("unit__code", flat=True)
            .distinct()
        )
        for code in sorted(set(units)):
            work.notice(
                "matters.recounted", about=change.about, seq=change.seq, recipient=f"unit:{code}"
            )


class _Recounting:
    """One batch of matters, counted anew."""

    def __init__(self, many: Batch, change: Change) -> None:
        """Count within a batch."""
        self._many = many
        self._change = change
        self._tree: Directory = directory()
        self._made: dict[Hashable, Deadline] = {}

    def move(self, matters: Sequence[Matter]) -> int:
        """Move what differs; give how many matters moved."""
        with act(self._many.by, VERB) as work:
            return sum(self._move(work, known) for known in _known_of(matters))

    def _move(self, work: Work, known: Known) -> bool:
        """Count one matter anew; an event only where a date moves."""
        matter, leg = known.matter, known.leg
        was_total, was_step = matter.due, leg.due if leg else None
        matter.due = self._total(known).at
        if leg is not None and leg.role != LegRole.HOLD:
            step = self._step(known, leg)
            if (leg.due, leg.provisional) != (step.at, step.provisional):
                leg.due, leg.provisional = step.at, step.provisional
                work.change(leg, "due", "provisional")
        step_moved = leg is not None and leg.due != was_step
        if not step_moved and matter.due == was_total:
            return False
        self._write(work, known)
        if leg is not None and step_moved:
            self._keep(work, matter, leg, (was_step, leg.due))
        if matter.due != was_total:
            self._keep(work, matter, None, (was_total, matter.due))
        return True

    def _step(self, known: Known, leg: Leg) -> Deadline:
        start = counted_since(known.legs, leg, State(known.matter.state))
        area = self._tree.by_id(leg.unit_id).area
        if known.requests or known.pauses or _lay(known):
            return step_due(known, leg.rule, start, leg, area)
        return self._plain(leg.rule, start, area)

    def _total(self, known: Known) -> Deadline:
        matter = known.matter
        if known.requests or known.pauses or _lay(known):
            return total_due(known)
        rule = total_rule(known.kind, matter.urgency)
        return self._plain(rule, matter.registered_at, matter.area)

    def _plain(self, rule: str, start: datetime, area: str) -> Deadline:
        """Give a deadline that only rule, start and area decide, counted once for each of them."""
        limit = limit_of(rule, start)
        whole = limit.unit in {LimitUnit.WORKING_DAYS, LimitUnit.DAYS}
        key = (rule, clock.local_day(start) if whole else start, area)
        if key not in self._made:
            self._made[key] = clock.calendar(area).deadline(start, limit)
        return self._made[key]

    def _write(self, work: Work, known: Known) -> None:
        matter, by = known.matter, self._many.by
        matter.seq += 1
        matter.last_at = max(work.now, matter.last_at)
        work.change(matter, "due", "seq", "last_at")
        event = Event(
            matter_id=matter.pk,
            seq=matter.seq,
            verb=Verb.RECOUNT,
            occurred_at=matter.last_at,
            leg_id=known.leg.pk if known.leg else None,
            by_id=by.id,
            by_name=by.name,
            reason=self._change.about,
            was=matter.state,
            **{name: getattr(matter, name) for name in Counted.COUNTED},
        )
        work.add(event)
        facts = {"seq": matter.seq, "state": matter.state, "round": matter.round}
        work.row(object=matter.number, reason=self._change.about, facts=facts)

    def _keep(
        self,
        work: Work,
        matter: Matter,
        leg: Leg | None,
        dates: tuple[datetime | None, datetime | None],
    ) -> None:
        was, due = dates
        if was is None or due is None:
            return
        kept = DueChange(
            id=work.next_id(DueChange),
            matter_id=matter.pk,
            seq=matter.seq,
            leg_id=leg.pk if leg else None,
            was=was,
            due=due,
            cause=Cause.CALENDAR,
            run=self._change.run,
        )
        work.add(kept)


def _lay(known: Known) -> bool:
    """Tell whether the matter ever lay parked."""
    return any(leg.role == LegRole.HOLD for leg in known.legs)


def _known_of(matters: Sequence[Matter]) -> Iterable[Known]:
    """Give what is known of many matters, each table read once."""
    keys = [matter.pk for matter in matters]
    legs: dict[int, list[Leg]] = defaultdict(list)
    requests: dict[int, list[Request]] = defaultdict(list)
    pauses: dict[int, list[Pause]] = defaultdict(list)
    turns = Q(ended_at=None) | Q(role__in=[LegRole.HANDLE, LegRole.HOLD])
    for leg in Leg.objects.filter(turns, matter_id__in=keys).order_by("seq"):
        legs[leg.matter_id].append(leg)
    for request in Request.objects.filter(matter_id__in=keys).order_by("id"):
        requests[request.matter_id].append(request)
    for pause in Pause.objects.filter(matter_id__in=keys).order_by("id"):
        pauses[pause.matter_id].append(pause)
    for matter in matters:
        known = Known(matter=matter, legs=tuple(legs[matter.pk]))
        known.requests = tuple(requests[matter.pk])
        known.pauses = tuple(pauses[matter.pk])
        yield known

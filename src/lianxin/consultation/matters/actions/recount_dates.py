"""What a counting anew finds: dates of open matters, as they stand and as they count now.

Most matters have dates that only limit, start and area decide: they are read as plain rows and
each deadline is counted once. What was paused, extended or parked is counted like in an act.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from lianxin.consultation.matters.actions.clocks import (
    counted_since,
    limit_of,
    step_due,
    total_due,
    total_rule,
)
from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Leg, Matter, Pause, Request
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.rules.states import LegRole, State
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Calendar, Deadline, Limit, LimitUnit
from lianxin.foundation.units.queries import directory

TURNS = Q(ended_at=None) | Q(role__in=[LegRole.HANDLE, LegRole.HOLD])
"""The legs that dates rest on."""


class Move(NamedTuple):
    """The two dates of a matter and its open turn, before and after."""

    matter: int
    leg: int
    was_step: datetime | None
    step: datetime | None
    was_total: datetime | None
    total: datetime
    provisional: bool


class _Open(NamedTuple):
    """An open matter, as far as its date needs to know it."""

    key: int
    kind: str
    urgency: str
    state: str
    registered_at: datetime
    area: str
    due: datetime | None


class _Turn(NamedTuple):
    """A turn, as far as its date needs to know it."""

    key: int
    matter: int
    role: str
    unit_id: int
    since: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    rule: str
    due: datetime | None
    provisional: bool


class Dates:
    """Counts matters anew; what was counted for one serves the next."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._tree = directory()
        self._calendars: dict[str, Calendar] = {}
        self._limits: dict[tuple[str, date], Limit] = {}
        self._made: dict[tuple[str, date | datetime, str], Deadline] = {}

    def moves(self, keys: Sequence[int]) -> Iterator[Move]:
        """Lock matters that are open still; give those of which anything differs."""
        opened = _locked(keys)
        turns = _turns_of(keys)
        special = _special(keys, turns)
        for matter in opened:
            if matter.key not in special:
                yield from self._plain(matter, turns[matter.key])
        for known in _known_of(special.intersection(matter.key for matter in opened)):
            yield from self._known(known)

    def _plain(self, matter: _Open, turns: Sequence[_Turn]) -> Iterator[Move]:
        """Count a matter of which only limit, start and area decide."""
        rule = total_rule(KINDS[matter.kind], matter.urgency)
        total = self._deadline(rule, matter.registered_at, matter.area)
        leg = next((turn for turn in turns if turn.ended_at is None), None)
        if leg is None:
            return
        start = counted_since(turns, leg, State(matter.state))
        step = self._deadline(leg.rule, start, self._tree.by_id(leg.unit_id).area)
        if (leg.due, leg.provisional, matter.due) != (step.at, step.provisional, total.at):
            yield Move(
                matter.key, leg.key, leg.due, step.at, matter.due, total.at, step.provisional
            )

    def _known(self, known: Known) -> Iterator[Move]:
        """Count a matter that was paused, extended or parked, or of which this was asked."""
        matter, leg = known.matter, known.leg
        if leg is None:
            return
        total, step, provisional = total_due(known).at, leg.due, leg.provisional
        if leg.role != LegRole.HOLD:
            start = counted_since(known.legs, leg, State(matter.state))
            area = self._tree.by_id(leg.unit_id).area
            counted = step_due(known, leg.rule, start, leg, area)
            step, provisional = counted.at, counted.provisional
        if (leg.due, leg.provisional, matter.due) != (step, provisional, total):
            yield Move(matter.pk, leg.pk, leg.due, step, matter.due, total, provisional)

    def _deadline(self, rule: str, start: datetime, area: str) -> Deadline:
        day = clock.local_day(start)
        limit = self._limits.get((rule, day))
        if limit is None:
            limit = self._limits[rule, day] = limit_of(rule, start)
        whole = limit.unit in {LimitUnit.WORKING_DAYS, LimitUnit.DAYS}
        key = (rule, day if whole else start, area)
        if key not in self._made:
            calendar = self._calendars.setdefault(area, clock.calendar(area))
            self._made[key] = calendar.deadline(start, limit)
        return self._made[key]


def _locked(keys: Sequence[int]) -> list[_Open]:
    found = Matter.objects.filter(pk__in=keys).exclude(state=State.CONCLUDED)
    rows = found.order_by("pk").select_for_update(no_key=True)
    names = ("pk", "kind", "urgency", "state", "registered_at", "area", "due")
    return [_Open(*row) for row in rows.values_list(*names)]


def _turns_of(keys: Sequence[int]) -> Mapping[int, Sequence[_Turn]]:
    turns: dict[int, list[_Turn]] = defaultdict(list)
    rows = (
        Leg.objects.filter(TURNS, matter_id__in=keys)
        .exclude(role=LegRole.ASSIST)
        .order_by("seq")
        .values_list(
            "pk",
            "matter_id",
            "role",
            "unit_id",
            Coalesce("counted_from", "started_at"),
            "accepted_at",
            "ended_at",
            "rule",
            "due",
            "provisional",
        )
    )
    for row in rows:
        turn = _Turn(*row)
        turns[turn.matter].append(turn)
    return turns


def _special(keys: Sequence[int], turns: Mapping[int, Sequence[_Turn]]) -> set[int]:
    """Give the matters that ever lay parked, or of which something was asked."""
    parked = {key for key, own in turns.items() if any(turn.role == LegRole.HOLD for turn in own)}
    asked = Request.objects.filter(matter_id__in=keys).values_list("matter_id", flat=True)
    paused = Pause.objects.filter(matter_id__in=keys).values_list("matter_id", flat=True)
    return parked.union(asked, paused)


def _known_of(keys: Collection[int]) -> Iterable[Known]:
    """Give what is known of many matters, each table read once."""
    if not keys:
        return
    legs: dict[int, list[Leg]] = defaultdict(list)
    requests: dict[int, list[Request]] = defaultdict(list)
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for leg in Leg.objects.filter(TURNS, matter_id__in=keys).order_by("seq"):
        legs[leg.matter_id].append(leg)
    for request in Request.objects.filter(matter_id__in=keys).order_by("id"):
        requests[request.matter_id].append(request)
    for pause in Pause.objects.filter(matter_id__in=keys).order_by("id"):
        pauses[pause.matter_id].append(pause)
    for matter in Matter.objects.filter(pk__in=keys).order_by("pk"):
        known = Known(matter=matter, legs=tuple(legs[matter.pk]))
        known.requests = tuple(requests[matter.pk])
        known.pauses = tuple(pauses[matter.pk])
        yield known

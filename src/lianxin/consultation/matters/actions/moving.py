"""Moves of due dates: counted anew from what stands, the old date kept."""

from datetime import datetime

from lianxin.consultation.matters.actions.clocks import (
    counted_since,
    rule_for,
    step_due,
    total_due,
)
from lianxin.consultation.matters.actions.work import Handling
from lianxin.consultation.matters.models import DueChange, Leg
from lianxin.consultation.matters.rules.states import Cause, LegRole, State


class Moves:
    """The due dates as they stood before an act, to note which of them it moved."""

    def __init__(self, work: Handling) -> None:
        """Remember the dates of the open turn and of the whole matter."""
        self._work = work
        leg = work.known.leg
        self._leg = leg
        self._step = leg.due if leg else None
        self._total = work.matter.due

    def note(self, cause: Cause) -> None:
        """Keep each date that moved, with the newest event; a turn that began anew moved none."""
        work, leg = self._work, self._leg
        if leg is not None and leg.ended_at is None and self._step and leg.due != self._step:
            self._add(leg, self._step, leg.due, cause)
        if self._total and work.matter.due != self._total:
            self._add(None, self._total, work.matter.due, cause)

    def _add(self, leg: Leg | None, was: datetime, due: datetime | None, cause: Cause) -> None:
        work = self._work
        if due is None:
            return
        change = DueChange(
            id=work.work.next_id(DueChange),
            matter=work.matter,
            seq=work.matter.seq,
            leg=leg,
            was=was,
            due=due,
            cause=cause,
        )
        work.work.add(change)


def recount_dues(work: Handling) -> None:
    """Count the open turn and the whole matter anew, with pauses and grants as they stand."""
    leg, matter = work.leg, work.matter
    if leg.role != LegRole.HOLD:
        start = counted_since(work.known.legs, leg, State(matter.state))
        area = work.directory.by_id(leg.unit_id).area
        found = step_due(work.known, leg.rule, start, leg, area)
        leg.due, leg.provisional = found.at, found.provisional
        work.work.change(leg, "due", "provisional")
    matter.due = total_due(work.known).at


def go_on(work: Handling, leg: Leg, before: Leg) -> None:
    """Let a new leg go on with the turn and the limit of the one before: nobody gains time."""
    state = State(leg.state)
    leg.counted_from = before.since
    leg.rule, leg.first_due, leg.due = before.rule, before.first_due, before.due
    leg.provisional = before.provisional
    if state is not State.DISPATCHED:
        leg.accepted_at = before.accepted_at
    if leg.rule != rule_for(work.known.kind, state, work.matter.urgency, leg.round):
        work.restart_clock(state)

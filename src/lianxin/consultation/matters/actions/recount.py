"""Counting anew: every open date that rests on a changed calendar moves, the old one kept.

In batches, each its own transaction: a process that dies leaves whole batches, and the next one
finds nothing to move in them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from lianxin.consultation.matters.actions import recount_writes
from lianxin.consultation.matters.actions.recount_dates import Dates
from lianxin.consultation.matters.models import Leg
from lianxin.consultation.matters.rules.states import Verb
from lianxin.foundation.audit.actions import act, batch
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right

AT_ONCE: Final = 2_000
"""Matters that one transaction locks and moves."""
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
        with batch(by), act(by, VERB) as work:
            moves = list(Dates().moves(keys[start : start + at_once]))
            if moves:
                moved += recount_writes.write(work, moves, about=change.about, run=change.run)
    _tell(by, change)
    return moved


def _resting(change: Change) -> list[int]:
    """Give the keys of the open matters of which a date may rest on the changed days.

    A notice may settle days at its year's edges; a date before them cannot rest on it. A later
    one is counted anew and stays where it is.
    """
    found = Leg.objects.standing()
    if change.year is not None:
        since = clock.start_of(date(change.year - 1, 12, 1))
        found = found.filter(Q(due__gt=since) | Q(matter__due__gt=since))
    return list(found.order_by("matter_id").values_list("matter_id", flat=True))


def _tell(by: Actor, change: Change) -> None:
    """Order one notice for each unit whose turn it is in a matter that this run moved."""
    with act(by, VERB) as work:
        units = (
            Leg.objects.standing()
            .filter(matter__due_changes__run=change.run)
            .values_list("unit__code", flat=True)
            .distinct()
        )
        for code in sorted(set(units)):
            work.notice(
                "matters.recounted", about=change.about, seq=change.seq, recipient=f"unit:{code}"
            )

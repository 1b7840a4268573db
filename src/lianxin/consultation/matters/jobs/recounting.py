"""Counting anew after a change of the calendar: in the background, told to the owner units."""

from typing import Final

from procrastinate import Blueprint
from procrastinate.contrib.django import app

from lianxin.consultation.matters.actions.recount import Change, recount
from lianxin.consultation.matters.models import DueChange, Leg
from lianxin.consultation.matters.queries.recounted import lines_of
from lianxin.consultation.matters.rules.turns import right_of
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.notices.queries import OutboxItem

RECOUNTER: Final = job("matters.recount", Right.MATTERS_CLOCK)
TASK: Final = "matters.recount"
COUNTED_BY: Final = frozenset({"clock.fixed_days", "clock.office_hours"})
"""The parameters on which open dates rest; other limits count for turns that begin later."""

blueprint = Blueprint()


def clock_changed(item: OutboxItem) -> None:
    """Order the counting anew of what rests on a year, for the country or an area of it."""
    app.configure_task(TASK).defer(about=item.about, seq=item.seq)


def parameter_changed(item: OutboxItem) -> None:
    """Order the counting anew when the days off fixed by law, or the office hours, changed."""
    if item.about in COUNTED_BY:
        app.configure_task(TASK).defer(about=item.about, seq=item.seq)


@blueprint.task(name=TASK)
def recount_all(about: str, seq: int) -> None:
    """Count anew; after a crash the job is taken up again and finds the rest."""
    recount(by=RECOUNTER, change=change_of(about, seq))


def change_of(about: str, seq: int) -> Change:
    """Give the change that news of the calendar tell of: ``YEAR``, ``AREA/YEAR``, a parameter."""
    last = about.rpartition("/")[2]
    return Change(about, seq, int(last) if last.isdigit() else None)


def recounted(item: OutboxItem) -> None:
    """Tell a unit how many of its open dates moved, and the first of them."""
    _kind, _mark, unit = item.recipient.partition(":")
    run = change_of(item.about, item.seq).run
    own = Leg.objects.standing().filter(unit__code=unit, matter__due_changes__run=run)
    rights = {right_of(role) for role in own.values_list("role", flat=True)}
    changes = DueChange.objects.filter(run=run, matter__in=own.values("matter_id"))
    for right in sorted(rights):
        notices.tell_unit(
            unit=unit,
            right=right,
            topic=item.topic,
            about=item.about,
            code="matters.told.recounted",
            arguments={
                "count": changes.values("matter").distinct().count(),
                "lines": lines_of(changes),
            },
            href="/desk",
            dedupe=f"{item.dedupe}:{right}",
        )

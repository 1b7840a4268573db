"""The first moves of a counting anew, as one line of a notice."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from lianxin.consultation.matters.models import DueChange
from lianxin.foundation.clock import queries as clock

SHOWN: Final = 5
"""Moves in one line: what a notice has room for."""
INSTANT: Final = timedelta(microseconds=1)


def lines_of(changes: QuerySet[DueChange]) -> str:
    """Give number, old and new day of the first moves; the matter's page has all of them."""
    found = changes.select_related("matter").order_by("due", "id")[:SHOWN]
    return ", ".join(
        f"{one.matter.number} {_day(one, 'was')} → {_day(one, 'due')}" for one in found
    )


def _day(change: DueChange, name: str) -> str:
    return clock.local_day(getattr(change, name) - INSTANT).isoformat()

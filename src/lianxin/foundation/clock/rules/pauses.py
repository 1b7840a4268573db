"""Pauses: stretches of time in which a clock stands still.

Day clocks count whole days: of a pause, the day on which it begins stands still and the day on
which it ends counts again. Pauses that overlap or touch are one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from lianxin.foundation.clock.rules.moments import local_day

Place = TypeVar("Place", date, datetime)


class Pause(NamedTuple):
    """A stretch in which a clock stands still, from ``since`` up to ``until``.

    Whoever asks while a pause still runs gives it up to that moment.
    """

    since: datetime
    until: datetime


def merged(pauses: Sequence[tuple[Place, Place]]) -> list[tuple[Place, Place]]:
    """Give the pauses in order, those that overlap or touch as one, without empty ones.

    Raises ValueError for a pause that ends before it begins.
    """
    joined: list[tuple[Place, Place]] = []
    for since, until in sorted(pauses):
        if until < since:
            raise ValueError(f"a pause that ends before it begins: {since}, {until}")
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        elif since < until:
            joined.append((since, until))
    return joined


def paused_days(pauses: Iterable[tuple[datetime, datetime]]) -> list[tuple[date, date]]:
    """Give the days on which the clock stands still, as first day and day after the last."""
    return merged([(local_day(since), local_day(until)) for since, until in pauses])


def within(
    pauses: Iterable[tuple[Place, Place]], since: Place, until: Place
) -> list[tuple[Place, Place]]:
    """Give what lies of merged pauses between two places."""
    cut = [(max(one, since), min(other, until)) for one, other in pauses]
    return [(one, other) for one, other in cut if one < other]


def run_on(
    start: datetime, span: timedelta, pauses: Sequence[tuple[datetime, datetime]]
) -> datetime:
    """Give when ``span`` of clock time has run since ``start``, pauses left out."""
    at = start + span
    for since, until in merged(pauses):
        if since >= at:
            break
        at += max(until - max(since, start), timedelta())
    return at

"""Values over time: which holds when, and how a new version follows an old one.

A day that is over keeps the value it had, unless the file gives a new date for the change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

ALWAYS: Final = date.min
"""The start of a value without a first day."""
FOREVER: Final = date.max
"""The end of a value without an end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One value from the day ``since`` up to, not on, the day ``until``."""

    since: date
    until: date
    value: Any
    source: str
    confidence: str

    def holds(self, day: date) -> bool:
        """Tell whether the value holds on the day."""
        return self.since <= day < self.until

    def says_same(self, other: "Stretch") -> bool:
        """Tell whether value and source are the same, whatever the days."""
        return (self.value, self.source, self.confidence) == (
            other.value,
            other.source,
            other.confidence,
        )


def at(stretches: Iterable[Stretch], day: date) -> Stretch | None:
    """Give the stretch that holds on the day, None if none does."""
    return next((stretch for stretch in stretches if stretch.holds(day)), None)


def breaks(stretches: Iterable[Stretch]) -> list[tuple[str, date, date]]:
    """List overlaps and gaps: ("overlap" or "gap", first day, day after the last)."""
    found = []
    for before, after in pairwise(sorted(stretches, key=lambda each: (each.since, each.until))):
        if after.since < before.until:
            found.append(("overlap", after.since, min(before.until, after.until)))
        elif after.since > before.until:
            found.append(("gap", before.until, after.since))
    return found


def follow(stored: Sequence[Stretch], wanted: Sequence[Stretch], today: date) -> list[Stretch]:
    """Give what is to be stored so that from today on exactly the wanted values hold.

    Before today the stored values stand, with the source as now written; a wanted change
    with a date of its own, which nothing stored has, holds from that date.
    """
    edges = {day for each in (*stored, *wanted) for day in (each.since, each.until)}
    kept: list[Stretch] = []
    seams = {each.since for each in wanted}
    starts = {each.since for each in stored}
    for since, until in pairwise(sorted(edges | {today})):
        old, new = at(stored, since), at(wanted, since)
        chosen = new if _new_holds(old, new, since, today, starts) else old
        if chosen is not None:
            _append(kept, replace(chosen, since=since, until=until), seams)
    return kept


def _new_holds(
    old: Stretch | None, new: Stretch | None, day: date, today: date, starts: set[date]
) -> bool:
    if day >= today or old is None:
        return True
    if new is None:
        return False
    return old.value == new.value or (new.since != ALWAYS and new.since not in starts)


def _append(kept: list[Stretch], piece: Stretch, seams: set[date]) -> None:
    last = kept[-1] if kept else None
    if last is None or last.until != piece.since or piece.since in seams:
        kept.append(piece)
    elif last.says_same(piece):
        kept[-1] = replace(last, until=piece.until)
    else:
        kept.append(piece)

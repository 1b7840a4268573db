"""Values over time: which holds when, and how a new version follows an old one.

A day that is over keeps the value it had, unless the file gives a new date for the change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

ALWAYS: Final = date.min
"""The start of a value without a first day."""
FOREVER: Final = date.max
"""The end of a value without an end."""
FOUR_BYTES: Final = 4
"""Bytes of a digest that make a version."""
LARGEST_VERSION: Final = 2**31 - 1
"""What a form's field of the version seen can carry."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One value from the day ``since`` up to, not on, the day ``until``."""

    since: date
    until: date
    value: Any
    source: str
    confidence: str
    source_en: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether the value holds on the day."""
        return self.since <= day < self.until

    def says_same(self, other: "Stretch") -> bool:
        """Tell whether value and source are the same, whatever the days."""
        return replace(other, since=self.since, until=self.until) == self

    def source_in(self, language: str) -> str:
        """Give the source clause in the language, in Chinese where it has no other."""
        return (language.startswith("en") and self.source_en) or self.source


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


def faults_of(scope: str, stretches: Iterable[Stretch]) -> list[tuple[str, date, date]]:
    """List what ``breaks`` finds, without gaps in a scope: there the general value holds."""
    return [each for each in breaks(stretches) if not scope or each[0] != "gap"]


def placed(stored: Sequence[Stretch], piece: Stretch) -> list[Stretch]:
    """Give the values with ``piece`` from its first day on, up to the next one that is planned."""
    later = [each for each in stored if each.since > piece.since]
    until = min((each.since for each in later), default=FOREVER)
    return [*cut(stored, piece.since), replace(piece, until=until), *later]


def cut(stored: Sequence[Stretch], day: date) -> list[Stretch]:
    """Give what of the values holds before the day."""
    before = (each for each in stored if each.since < day)
    return [replace(each, until=min(each.until, day)) for each in before]


def version(stretches: Iterable[Stretch]) -> int:
    """Give a number that is the same as long as days, values and sources are (31 bits)."""
    text = repr([astuple(each) for each in stretches])
    return int.from_bytes(sha256(text.encode()).digest()[:FOUR_BYTES]) & LARGEST_VERSION


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

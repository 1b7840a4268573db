"""Loading data files, the house's own or others."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.parameters.actions.files import DATA, house_bounds, read_texts
from lianxin.foundation.parameters.actions.writing import changing, write
from lianxin.foundation.parameters.models import Origin
from lianxin.foundation.parameters.queries import NAME, Stored, stored_values
from lianxin.foundation.parameters.rules.bounds import check_bounds
from lianxin.foundation.parameters.rules.file import Entry, Reading, grouped, read
from lianxin.foundation.parameters.rules.timeline import follow

LOAD: Final = "parameters.load"


@retried
def load(*, by: Actor, files: Sequence[Path] = (), key: UUID | None = None) -> dict[str, int]:
    """Load data files (the house's own, if none are named) and tell what that changed.

    Counts ``added``, ``changed`` and ``same`` keys, and ``kept``: keys set at the desk, which
    a file leaves as they are. Loading the same files again changes nothing. Files with faults
    are refused whole. Raises NoRight, Invalid (a file cannot be read, a day between what is
    stored and what is new would have no value), InvalidMany.
    """
    texts = read_texts(files or [DATA])
    with act(by, LOAD, key=key, arguments=texts) as work, changing(work, NAME) as renew:
        if work.replay is not None:
            return work.replay
        reading = read(texts)
        _check_kinds(reading)
        _check_bounds(reading)
        if reading.faults:
            raise InvalidMany(tuple(reading.faults))
        counts = _load_entries(work, reading.entries)
        if counts["added"] or counts["changed"]:
            renew()
        work.keep(counts)
    return counts


def _check_kinds(reading: Reading) -> None:
    stored = {each.key: each.kind for each in stored_values({e.key for e in reading.entries})}
    for entry in reading.entries:
        known = stored.get(entry.key, entry.kind)
        if known != entry.kind:
            reading.fault(entry.place, "parameters.file.two_kinds", one=known, other=entry.kind)


def _check_bounds(reading: Reading) -> None:
    """Check each value against the house's bounds, else against those of its own file."""
    known = {**reading.bounds, **house_bounds()}
    for entry in reading.entries:
        value = entry.stretch.value
        for cause in check_bounds(entry.key, entry.kind, value, known[entry.key]):
            reading.fault(entry.place, cause.code, **cause.arguments)


def _load_entries(work: Work, entries: Sequence[Entry]) -> dict[str, int]:
    counts = dict.fromkeys(("added", "changed", "same", "kept"), 0)
    stored: dict[tuple[str, str], list[Stored]] = {}
    for each in stored_values({entry.key for entry in entries}):
        stored.setdefault((each.key, each.scope), []).append(each)
    for place, group in grouped(entries).items():
        known = stored.get(place, [])
        if any(each.origin == Origin.DESK for each in known):
            counts["kept"] += 1
            continue
        wanted = [entry.stretch for entry in group]
        before = [each.stretch for each in known]
        after = follow(before, wanted, localdate(work.now))
        kind = group[0].kind
        if write(work, place, before, after, kind=kind, origin=Origin.FILE):
            counts["changed" if known else "added"] += 1
        else:
            counts["same"] += 1
    return counts

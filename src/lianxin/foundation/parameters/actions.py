"""Loading and changing parameters: a change ends the old value's days, it never overwrites them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Fault, Invalid, InvalidMany, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.models import Edition, Origin, Value
from lianxin.foundation.parameters.queries import NAME, Stored, changed, stored_values
from lianxin.foundation.parameters.rules.file import Entry, Reading, grouped, read
from lianxin.foundation.parameters.rules.timeline import (
    ALWAYS,
    FOREVER,
    Stretch,
    breaks,
    follow,
)
from lianxin.foundation.parameters.rules.values import Confidence, Kind, check_value

DATA: Final = Path(__file__).parent / "data"
"""The data files that come with the house."""
LOAD: Final = "parameters.load"
SET: Final = "parameters.set"

Timeline = dict[date, Stretch]
"""The values of one key in one scope by their first day."""


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
        if reading.faults:
            raise InvalidMany(tuple(reading.faults))
        counts = _load_entries(work, reading.entries)
        if counts["added"] or counts["changed"]:
            renew()
        work.keep(counts)
    return counts


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Read the files, and of folders their ``*.toml``, by name. Raises Invalid."""
    files = [each for path in paths for each in (sorted(path.glob("*.toml")) or [path])]
    texts: dict[str, str] = {}
    for file in files:
        name = file.name if file.parent == DATA else str(file)
        try:
            texts[name] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Invalid("parameters.file.encoding", where=name) from error
        except OSError as error:
            cause = error.strerror or str(error)
            raise Invalid("parameters.file.unreadable", where=name, cause=cause) from error
    return texts


@contextmanager
def changing(work: Work, name: str) -> Iterator[Callable[[], None]]:
    """Hold the edition ``name`` for a change; call what it gives when something did change.

    Raises NoRight without the right to manage parameters.
    """
    if not work.by.holds(Right.PARAMETERS_MANAGE):
        raise NoRight("parameters.no_right")
    with transaction.atomic():
        Edition.objects.bulk_create([Edition(name=name)], ignore_conflicts=True)
        edition = Edition.objects.select_for_update().get(name=name)

        def renew() -> None:
            edition.mark = uuid4()
            edition.save(update_fields=["mark"])
            changed(name)

        yield renew


def _check_kinds(reading: Reading) -> None:
    stored = {each.key: each.kind for each in stored_values({e.key for e in reading.entries})}
    for entry in reading.entries:
        known = stored.get(entry.key, entry.kind)
        if known != entry.kind:
            reading.fault(entry.place, "parameters.file.two_kinds", one=known, other=entry.kind)


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
        if _write(work, place, before, after, kind=kind, origin=Origin.FILE):
            counts["changed" if known else "added"] += 1
        else:
            counts["same"] += 1
    return counts


def _write(
    work: Work,
    place: tuple[str, str],
    before: Sequence[Stretch],
    after: Sequence[Stretch],
    *,
    kind: Kind,
    origin: Origin,
) -> bool:
    key, scope = place
    _check_unbroken(key, after)
    old: Timeline = {each.since: each for each in before}
    new: Timeline = {each.since: each for each in after}
    if old == new:
        return False
    rows = Value.objects.filter(key=key, scope=scope)
    for since in old.keys() - new.keys():
        rows.filter(valid__startswith=_lower(since)).delete()
    for since, stretch in new.items():
        fields = _fields(stretch) | {"kind": kind, "origin": origin}
        if since not in old:
            rows.create(key=key, scope=scope, **fields)
        elif stretch != old[since]:
            rows.filter(valid__startswith=_lower(since)).update(**fields)
    facts = {"scope": scope, "was": _facts(before), "now": _facts(after)}
    work.row(object=f"parameter:{key}", facts=facts)
    return True


def _check_unbroken(key: str, stretches: Sequence[Stretch]) -> None:
    for what, since, until in breaks(stretches):
        days = {"since": since.isoformat(), "until": until.isoformat()}
        raise Invalid(f"parameters.file.{what}", where=key, **days)


def _lower(day: date) -> date | None:
    return None if day == ALWAYS else day


def _fields(stretch: Stretch) -> dict[str, Any]:
    upper = None if stretch.until == FOREVER else stretch.until
    return {
        "valid": (_lower(stretch.since), upper),
        "value": stretch.value,
        "source": stretch.source,
        "confidence": stretch.confidence,
    }


def _facts(stretches: Sequence[Stretch]) -> list[dict[str, Any]]:
    return [
        {
            "since": "" if each.since == ALWAYS else each.since.isoformat(),
            "until": "" if each.until == FOREVER else each.until.isoformat(),
            "value": each.value,
            "source": each.source,
            "confidence": each.confidence,
        }
        for each in stretches
    ]


@retried
def set_value(
    *,
    by: Actor,
    key: str,
    value: Any,
    since: date,
    source: str,
    confidence: Confidence = Confidence.OWN,
    scope: str = "",
    submission: UUID | None = None,
) -> dict[str, Any]:
    """Let a value hold from the day ``since`` (today or later) on, and end the one before.

    Loading a file leaves the key alone from then on. Raises NoRight, Invalid for an unknown
    key, a day that is over, a missing source, InvalidMany for a value of another kind.
    """
    arguments = {"key": key, "value": value, "since": since.isoformat(), "scope": scope}
    with act(by, SET, key=submission, arguments=arguments) as work, changing(work, NAME) as renew:
        if work.replay is not None:
            return work.replay
        stored = stored_values({key})
        kind = _kind(key, stored)
        _check_set(kind, value, since, source, localdate(work.now))
        stretch = Stretch(since, FOREVER, value, source.strip(), confidence)
        before = [each.stretch for each in stored if each.scope == scope]
        kept = [_ended(each, since) for each in before if each.since < since]
        after = [*kept, stretch]
        if _write(work, (key, scope), before, after, kind=kind, origin=Origin.DESK):
            renew()
        receipt = {"key": key, "since": since.isoformat()}
        work.keep(receipt)
    return receipt


def _kind(key: str, stored: Sequence[Stored]) -> Kind:
    if not stored:
        raise Invalid("parameters.unknown_key", where=key, near="—")
    return stored[0].kind


def _check_set(kind: Kind, value: Any, since: date, source: str, today: date) -> None:
    if since < today:
        raise Invalid("parameters.since_past", where="since", today=today.isoformat())
    if not source.strip():
        raise Invalid("parameters.file.missing_field", where="source", field="source")
    causes = check_value(kind, value)
    if causes:
        faults = (Fault(cause.code, "value", cause.arguments) for cause in causes)
        raise InvalidMany(tuple(faults))


def _ended(stretch: Stretch, day: date) -> Stretch:
    until = min(stretch.until, day)
    return Stretch(stretch.since, until, stretch.value, stretch.source, stretch.confidence)

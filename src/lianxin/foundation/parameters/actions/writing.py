"""Writing the values of one key in one scope, with their audit row and the news of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.db import transaction

from lianxin.foundation.audit.actions import Work
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.models import Edition, Origin, Value
from lianxin.foundation.parameters.permissions import check_change
from lianxin.foundation.parameters.queries import EVERYWHERE, changed
from lianxin.foundation.parameters.rules.timeline import ALWAYS, FOREVER, Stretch, faults_of
from lianxin.foundation.parameters.rules.values import Kind

CHANGED: Final = "parameters.changed"
"""The topic that tells the rooms above that a key has other values than before."""
JOB: Final = "job"
Timeline = dict[date, Stretch]
"""The values of one key in one scope by their first day."""
Place = tuple[str, str]
"""Key and scope."""


@contextmanager
def changing(
    work: Work,
    name: str,
    *,
    right: Right = Right.PARAMETERS_MANAGE,
    scope: str = EVERYWHERE,
) -> Iterator[Callable[[], None]]:
    """Hold the edition ``name`` for a change; call what it gives when something did change.

    Raises NoRight unless the right covers the scope; every scope, where none is named.
    """
    check_change(work.by, right, scope)
    with transaction.atomic():
        Edition.objects.bulk_create([Edition(name=name)], ignore_conflicts=True)
        edition = Edition.objects.select_for_update().get(name=name)

        def renew() -> None:
            edition.mark = uuid4()
            edition.save(update_fields=["mark"])
            changed(name)

        yield renew


def write(
    work: Work,
    place: Place,
    before: Sequence[Stretch],
    after: Sequence[Stretch],
    *,
    kind: Kind,
    origin: Origin,
    reason: str = "",
) -> bool:
    """Store ``after`` in place of ``before``; tell whether that changed anything.

    Raises Invalid("parameters.file.gap") or "….overlap" for days without a value or with two.
    """
    key, scope = place
    _check_unbroken(key, scope, after)
    old: Timeline = {each.since: each for each in before}
    new: Timeline = {each.since: each for each in after}
    if old == new:
        return False
    _store(place, old, new, {"kind": kind, "origin": origin})
    written = {"scope": scope, "was": facts(before), "now": facts(after)}
    work.row(object=f"parameter:{key}", facts=written, reason=reason)
    if before:
        work.news(CHANGED, about=key, recipient=JOB)
    return True


def _store(place: Place, old: Timeline, new: Timeline, more: Mapping[str, str]) -> None:
    key, scope = place
    rows = Value.objects.filter(key=key, scope=scope)
    for since in old.keys() - new.keys():
        rows.filter(valid__startswith=_lower(since)).delete()
    for since, stretch in new.items():
        fields = {**_fields(stretch), **more}
        if since not in old:
            rows.create(key=key, scope=scope, **fields)
        elif stretch != old[since]:
            rows.filter(valid__startswith=_lower(since)).update(**fields)


def _check_unbroken(key: str, scope: str, stretches: Sequence[Stretch]) -> None:
    for what, since, until in faults_of(scope, stretches):
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
        "source_en": stretch.source_en,
        "confidence": stretch.confidence,
    }


def facts(stretches: Sequence[Stretch]) -> list[dict[str, Any]]:
    """Give the values as an audit row keeps them."""
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

"""Rows about one record or person, as finished values; the newest seal, to be printed elsewhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from lianxin.foundation.audit.models import Row, Seal

KINDS = ("", "person:", "unit:")
"""What may stand before the number, login or code in the object of a row."""
STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the audit; ``seal`` is the number of its seal, None while it waits for one."""

    id: int
    recorded_at: datetime
    verb: str
    object: str
    actor: str
    actor_name: str
    unit: str
    reason: str
    facts: Mapping[str, Any]
    seal: int | None


def entry_of(row: Row) -> Entry:
    """Give a row, loaded with its link, as a finished value."""
    return Entry(
        id=row.pk,
        recorded_at=row.recorded_at,
        verb=row.verb,
        object=row.object,
        actor=row.actor,
        actor_name=row.actor_name,
        unit=row.unit,
        reason=row.reason,
        facts=row.facts,
        seal=row.link.seal_id if hasattr(row, "link") else None,
    )


def _about(word: str) -> QuerySet[Row]:
    objects = [f"{kind}{word}" for kind in KINDS]
    rows = Row.objects.filter(Q(object__in=objects) | Q(actor=f"{STAFF}{word}"))
    return rows.select_related("link")


def entries(*, object: str) -> list[Entry]:  # noqa: A002 - the column's name
    """Give every row about a record, oldest first. The caller has checked who may see them."""
    rows = Row.objects.filter(object=object).select_related("link").order_by("id")
    return [entry_of(row) for row in rows]


def trail(word: str) -> list[Entry]:
    """Give every row about a number, login or unit's code, or by that login, oldest first."""
    return [entry_of(row) for row in _about(word).order_by("id")]


def acts_of(login: str, *, since: datetime, until: datetime, most: int) -> list[Entry]:
    """Give what an account did and read from a moment up to another, oldest first.

    The caller has checked who may see it, and keeps that it was looked at.
    """
    rows = Row.objects.filter(actor=f"{STAFF}{login}", recorded_at__gte=since)
    rows = rows.filter(recorded_at__lt=until).select_related("link").order_by("id")
    return [entry_of(row) for row in rows[:most]]


def trail_page(
    word: str,
    *,
    most: int,
    units: Collection[str] | None = None,
    after: int | None = None,
    back: bool = False,
) -> list[Entry]:
    """Give up to ``most`` rows of a trail next to a row, nearest first; newest first of all.

    ``units`` are the codes whose people's acts are shown; None shows everybody's.
    """
    rows = _about(word)
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    if after is not None:
        rows = rows.filter(id__gt=after) if back else rows.filter(id__lt=after)
    return [entry_of(row) for row in rows.order_by("id" if back else "-id")[:most]]


def newest_seal() -> tuple[int, str] | None:
    """Give number and hash (hexadecimal) of the newest seal: the anchor kept elsewhere."""
    found = Seal.objects.order_by("-number").values_list("number", "hash").first()
    return (found[0], bytes(found[1]).hex()) if found else None

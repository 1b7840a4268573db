"""Rows about one record, as finished values; the newest seal, to be printed elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lianxin.foundation.audit.models import Row, Seal


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the audit; ``sealed`` tells whether it stands in a seal already."""

    recorded_at: datetime
    verb: str
    object: str
    actor: str
    actor_name: str
    unit: str
    reason: str
    facts: Mapping[str, Any]
    sealed: bool


def entries(*, object: str) -> list[Entry]:  # noqa: A002 - the column's name
    """Give every row about a record, oldest first. The caller has checked who may see them."""
    rows = Row.objects.filter(object=object).select_related("link").order_by("id")
    return [
        Entry(
            recorded_at=row.recorded_at,
            verb=row.verb,
            object=row.object,
            actor=row.actor,
            actor_name=row.actor_name,
            unit=row.unit,
            reason=row.reason,
            facts=row.facts,
            sealed=hasattr(row, "link"),
        )
        for row in rows
    ]


def newest_seal() -> tuple[int, str] | None:
    """Give number and hash (hexadecimal) of the newest seal: the anchor kept elsewhere."""
    found = Seal.objects.order_by("-number").values_list("number", "hash").first()
    return (found[0], bytes(found[1]).hex()) if found else None

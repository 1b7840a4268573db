"""Everything stored about a matter, without keys and times: equal lives give equal dumps."""

from typing import Any

from django.db.models import Model

from lianxin.consultation.matters.models import (
    Confirmation,
    DueChange,
    Event,
    Hand,
    Leg,
    Matter,
    Party,
    Pause,
    Reply,
    Request,
    Wording,
)
from lianxin.foundation.audit.models import Outbox, Row

KEYS = frozenset({"id", "pk", "matter", "leg", "number", "contact", "merged_into", "object", "xid"})
TIMES = frozenset(
    {
        *("registered_at", "last_at", "started_at", "accepted_at", "ended_at", "occurred_at"),
        *("recorded_at", "first_contact_at", "replied_at", "concluded_at", "held_until"),
        *("recalled_at", "sent_at", "not_before", "due", "first_due", "counted_from"),
        *("asked_at", "decided_at", "was", "during"),
    }
)
"""Times are compared by whether they are set."""


def plain(record: Model) -> dict[str, Any]:
    """Give the columns of a record that an equal life makes equal."""
    found: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if field.name in TIMES and not isinstance(value, str):
            found[field.name] = value is not None
        elif field.name not in KEYS:
            found[field.name] = value
    return found


def life(number: str) -> dict[str, list[dict[str, Any]]]:
    """Give all that is stored about a matter, in order."""
    matter = Matter.objects.get(number=number)
    found = {
        model.__name__: [plain(one) for one in model._base_manager.filter(matter=matter)]
        for model in (
            *(Confirmation, DueChange, Event, Hand, Leg),
            *(Party, Pause, Reply, Request, Wording),
        )
    }
    found["Matter"] = [plain(matter)]
    found["Row"] = [plain(one) for one in Row.objects.filter(object=number, facts__has_key="seq")]
    found["Outbox"] = [plain(one) for one in Outbox.objects.filter(about=number)]
    for rows in found.values():
        for row in rows:
            row.pop("about", None)
            if str(row.get("by_id", "")).startswith("citizen:"):
                row["by_id"] = "citizen"
            if str(row.get("actor", "")).startswith("citizen:"):
                row["actor"] = "citizen"
        rows.sort(key=repr)
    return found

"""Running sign-ins: whose, since when, on which device."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from lianxin.foundation.accounts.models import Session


def running_sessions() -> QuerySet[Session]:
    """Give the sessions that have not ended by time."""
    return Session.objects.filter(
        until__gt=Now(), seen_at__gt=Now() - F("idle"), person__closed_at__isnull=True
    )


@dataclass(frozen=True, slots=True)
class SignedInSince:
    """One of a person's running sessions; ``here`` is the one that asks."""

    ref: UUID
    device: str
    started_at: datetime
    seen_at: datetime
    here: bool


def sessions_of(person: int, digest: bytes) -> list[SignedInSince]:
    """List a person's running sessions, the newest first; ``digest`` marks one's own."""
    rows = running_sessions().filter(person=person).order_by("-started_at")
    return [
        SignedInSince(
            row.ref, row.device, row.started_at, row.seen_at, here=bytes(row.digest) == digest
        )
        for row in rows
    ]


def ending(digest: bytes) -> str:
    """Say why a session lets nobody in any more: ``idle``, ``total``, or ``changed``.

    ``changed`` is one that an act ended: signed out elsewhere, a post, the password, the account.
    The empty text is given for one that still runs.
    """
    row = Session.objects.filter(digest=digest).annotate(now=Now()).first()
    if row is None or row.person.closed_at is not None:
        return "changed"
    if row.until <= row.now:
        return "total"
    return "idle" if row.seen_at + row.idle <= row.now else ""

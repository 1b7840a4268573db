"""The second factors of a person, as one's own pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lianxin.foundation.accounts.models import Factor, RecoveryCode


@dataclass(frozen=True, slots=True)
class Proof:
    """One factor; ``kind`` is ``passkey`` or ``codes``."""

    ref: UUID
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


def factors_of(person: int) -> list[Proof]:
    """List a person's factors, the oldest first."""
    rows = Factor.objects.filter(person=person).order_by("id")
    return [Proof(row.ref, row.kind, row.name, row.added_at, row.used_at) for row in rows]


def recovery_codes_left(person: int) -> int:
    """Count the recovery codes that were not used yet."""
    return RecoveryCode.objects.filter(person=person, spent_at__isnull=True).count()

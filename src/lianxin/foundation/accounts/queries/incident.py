"""What the incident kit shows: whether exports are frozen, and what an account did and read."""

from dataclasses import dataclass
from datetime import datetime

from lianxin.foundation.accounts.models import Freeze


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze of exports that runs."""

    since: datetime
    by: str
    reason: str


def freeze() -> Frozen | None:
    """Give the freeze that runs, or None."""
    row = Freeze.objects.filter(until__isnull=True).first()
    return Frozen(row.since, row.by, row.reason) if row else None


def exports_frozen() -> bool:
    """Tell whether nothing may be exported now; whoever exports asks it inside their act."""
    return Freeze.objects.filter(until__isnull=True).exists()

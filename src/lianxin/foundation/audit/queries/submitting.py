"""What a submission key was answered with, for who holds the key."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lianxin.foundation.audit.models import Submission
from lianxin.foundation.kernel.actor import Actor


def receipt_under(by: Actor, key: UUID) -> Mapping[str, Any]:
    """Give the receipt that an actor's key was answered with; empty when there is none."""
    found = Submission.objects.filter(actor=by.id, key=key).values_list("receipt", flat=True)
    receipt: Mapping[str, Any] = found.first() or {}
    return receipt

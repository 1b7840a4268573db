"""What an act answers, and which columns of a matter it may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianxin.consultation.matters.models.counted import Counted

MATTER_CHANGES = (
    *Counted.COUNTED,
    "urgency",
    "subject",
    "place",
    "area",
    "last_at",
    "seq",
    "unit_ids",
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act answers: the number, the version after it, the state, the look-up part."""

    number: str
    seq: int
    state: str
    find: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Receipt":
        """Give the receipt that was kept under a submission key."""
        return cls(**kept)

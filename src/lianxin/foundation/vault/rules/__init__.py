"""Pure rules: telephone numbers, and sealing them under keys that the database never sees."""

from lianxin.foundation.vault.rules.sealing import (
    KeyRing,
    SealBroken,
    Sealed,
    derived,
    indexes,
    parse_ring,
    seal,
    unseal,
)
from lianxin.foundation.vault.rules.telephone import mask, parse_telephone

__all__ = [
    "KeyRing",
    "SealBroken",
    "Sealed",
    "derived",
    "indexes",
    "mask",
    "parse_ring",
    "parse_telephone",
    "seal",
    "unseal",
]

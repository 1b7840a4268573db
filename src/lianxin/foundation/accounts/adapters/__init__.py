"""Ways to the libraries of the room: hashes of passwords, passkeys, one-time codes."""

from lianxin.foundation.accounts.adapters import codes, passkeys
from lianxin.foundation.accounts.adapters.hashing import (
    AT_ONCE,
    RETRY_AFTER,
    Argon2Hasher,
    fits,
    hashed,
    nobody,
    outdated,
    slot,
)

__all__ = [
    "AT_ONCE",
    "RETRY_AFTER",
    "Argon2Hasher",
    "codes",
    "fits",
    "hashed",
    "nobody",
    "outdated",
    "passkeys",
    "slot",
]

"""Sealing: a key for each record, wrapped by a key that is kept outside the database.

AES-256-GCM (GB/T 22239-2019 8.1.4.8; OWASP ASVS V11.3.4) with a fresh nonce; what a seal binds
besides its text is table, row and field, so that a cell moved elsewhere does not open.
"""

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lianxin.foundation.kernel.errors import Busy, Refused

ALGORITHM = "AES-256-GCM"
TABLE = "vault.person"
KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID_BYTES = 8
SECRET_CHARACTERS = 32


class SealBroken(Refused):
    """A sealed cell does not open: moved, changed, or of a key that is gone."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One key outside the database: its id, the wrapping key, the key of the blind index."""

    id: str
    wrapping: bytes
    index: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The present key, and retired ones that older records are still wrapped under."""

    present: MasterKey
    by_id: Mapping[str, MasterKey]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the database keeps of one text."""

    algorithm: str
    key_id: str
    wrapped: bytes
    sealed: bytes


def derived(secret: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Derive a key of one purpose from a secret, by HKDF-SHA-256 (RFC 5869)."""
    return HKDF(SHA256(), length, salt=None, info=f"lianxin {purpose}".encode()).derive(secret)


def parse_ring(text: str) -> KeyRing:
    """Read secrets, one a line, the present one first.

    Raises Busy("vault.key") when there is none or one is shorter than 32 characters.
    """
    secrets = text.split()
    if not secrets or min(map(len, secrets)) < SECRET_CHARACTERS:
        raise Busy("vault.key")
    keys = [_master(secret.encode()) for secret in secrets]
    return KeyRing(present=keys[0], by_id={key.id: key for key in keys})


def _master(secret: bytes) -> MasterKey:
    return MasterKey(
        id=derived(secret, "vault key id", KEY_ID_BYTES).hex(),
        wrapping=derived(secret, "vault wrapping"),
        index=derived(secret, "vault index of telephones"),
    )


def _bound(row: UUID, field: str, *more: str) -> bytes:
    return "\x1f".join((TABLE, str(row), field, ALGORITHM, *more)).encode()


def _lock(key: bytes, text: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, bound)


def _unlock(key: bytes, cell: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(cell[:NONCE_BYTES], cell[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as fault:
        raise SealBroken("vault.broken") from fault


def seal(ring: KeyRing, *, row: UUID, field: str, text: str) -> Sealed:
    """Seal a text for one field of one row, under a new key of its own."""
    record_key = os.urandom(KEY_BYTES)
    key = ring.present
    return Sealed(
        algorithm=ALGORITHM,
        key_id=key.id,
        wrapped=_lock(key.wrapping, record_key, _bound(row, "wrapped", key.id)),
        sealed=_lock(record_key, text.encode(), _bound(row, field)),
    )


def unseal(ring: KeyRing, sealed: Sealed, *, row: UUID, field: str) -> str:
    """Open what ``seal`` made for this row and field.

    Raises SealBroken("vault.broken") for a cell that was moved or changed, and
    SealBroken("vault.key_gone") when its key is not in the ring.
    """
    key = ring.by_id.get(sealed.key_id)
    if key is None:
        raise SealBroken("vault.key_gone", key=sealed.key_id)
    if sealed.algorithm != ALGORITHM:
        raise SealBroken("vault.broken")
    record_key = _unlock(key.wrapping, sealed.wrapped, _bound(row, "wrapped", key.id))
    return _unlock(record_key, sealed.sealed, _bound(row, field)).decode()


def indexes(ring: KeyRing, text: str) -> tuple[bytes, ...]:
    """Give the blind index of a text under each key, the present one's first.

    It finds equal texts and tells nothing else (SECURITY VA3).
    """
    others = [key for key in ring.by_id.values() if key is not ring.present]
    keys = (ring.present, *others)
    return tuple(hmac.new(key.index, text.encode(), sha256).digest() for key in keys)

"""The four functions of the schema ``vault``, the only door for the web process and the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection

from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Busy
from lianxin.foundation.vault.rules import KeyRing, Sealed, derived, parse_ring


@dataclass(frozen=True, slots=True)
class Opened:
    """What ``vault.open`` answers for a reading within its grant."""

    person: UUID
    about: str
    sealed: Sealed


def ring() -> KeyRing:
    """Give the keys of this installation. Raises Busy("vault.key") when there is none."""
    return _ring(settings.KEYS["vault"])


@lru_cache(maxsize=2)
def _ring(text: str) -> KeyRing:
    return parse_ring(text)


def pepper() -> bytes:
    """Give the pepper of look-up codes, kept outside database and backup (SECURITY AY4).

    Raises Busy("vault.pepper") when its secret is missing.
    """
    secret = settings.KEYS["pepper"]
    if not secret:
        raise Busy("vault.pepper")
    return derived(secret.encode(), "look-up codes")


def put(person: UUID, sealed: Sealed, index: bytes) -> None:
    """Keep one sealed contact."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select vault.put(%s, %s, %s, %s, %s, %s)",
            [person, sealed.algorithm, sealed.key_id, sealed.wrapped, sealed.sealed, index],
        )


def find(indexes: Sequence[bytes]) -> list[UUID]:
    """Give the persons whose contact has one of the blind indexes."""
    with connection.cursor() as cursor:
        cursor.execute("select found from vault.find(%s) found", [list(indexes)])
        return [person for (person,) in cursor.fetchall()]


def note(reading: UUID, person: UUID, by: Actor, *, reason: str, about: str) -> bool:
    """Record who is going to read whose contact and why; False when there is no such person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select vault.note(%s, %s, %s, %s, %s, %s)",
            [reading, person, by.id, by.name, reason, about],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def open_reading(reading: UUID, reader: str, *, minutes: int) -> Opened | None:
    """Give the sealed contact for a committed reading of this reader within the minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, about, algorithm, key_id, wrapped, sealed from vault.open(%s, %s, %s)",
            [reading, reader, minutes],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    person, about, algorithm, key_id, wrapped, sealed = row
    cells = Sealed(algorithm=algorithm, key_id=key_id, wrapped=bytes(wrapped), sealed=bytes(sealed))
    return Opened(person=person, about=about, sealed=cells)

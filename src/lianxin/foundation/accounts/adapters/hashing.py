"""Hashing of passwords: argon2id as SECURITY AN1 says, two at once in a process at most."""

import secrets
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    check_password,
    get_hasher,
    make_password,
)

from lianxin.foundation.kernel.errors import Busy

AT_ONCE = 2
"""Hashes at once in one process; more are answered 503, never queued (SECURITY AN1)."""
RETRY_AFTER = 2
"""Seconds after which a refused one may come again; a hash takes some 40 ms."""

_slots = threading.BoundedSemaphore(AT_ONCE)


class Argon2Hasher(Argon2PasswordHasher):
    """argon2id with 46 MiB, one pass, one lane; other parameters are hashed anew at sign-in."""

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the process's slots for hashing. Raises Busy("accounts.busy") at once."""
    if not _slots.acquire(blocking=False):
        raise Busy("accounts.busy", retry_after=RETRY_AFTER)
    try:
        yield
    finally:
        _slots.release()


def hashed(password: str) -> str:
    """Hash a password. Raises Busy."""
    with slot():
        return make_password(password)


def nobody() -> str:
    """Give a hash that no password fits, for an unknown login to be compared with (AN6)."""
    salt, ending = (b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (22, 32))
    cost = f"m={Argon2Hasher.memory_cost},t={Argon2Hasher.time_cost},p={Argon2Hasher.parallelism}"
    return f"argon2$argon2id$v=19${cost}${salt}${ending}"


def fits(password: str, stored: str) -> bool:
    """Tell whether a password fits a stored hash; always exactly one hash. Raises Busy."""
    with slot():
        return check_password(password, stored)


def outdated(stored: str) -> bool:
    """Tell whether a stored hash was made with other parameters than today's."""
    return get_hasher().must_update(stored)

"""Submission keys: one key, one effect, one receipt (SECURITY CO1), the pure part."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from lianxin.foundation.kernel.errors import Invalid


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in value)
    return str(value)


def digest(verb: str, arguments: Mapping[str, object]) -> bytes:
    """Give the SHA-256 of what was asked: the same content always gives the same 32 bytes."""
    text = json.dumps(
        [verb, arguments], default=_plain, ensure_ascii=False, sort_keys=True, allow_nan=False
    )
    return hashlib.sha256(text.encode()).digest()


def parse_key(text: str) -> UUID:
    """Read a submission key from a form or the Idempotency-Key header.

    Raises Invalid("kernel.submission_key").
    """
    try:
        return UUID(text)
    except ValueError as fault:
        raise Invalid("kernel.submission_key", where="key") from fault

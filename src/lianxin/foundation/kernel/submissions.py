"""Submission keys: one key, one effect, one receipt (SECURITY CO1), the pure part."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from uuid import UUID

from lianxin.foundation.kernel.errors import Invalid


def _plain(value: object) -> object:
    """Give a value in terms of JSON. Raises TypeError for what has no lasting text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(json.dumps(item, default=_plain, sort_keys=True) for item in value)
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    kind = type(value)
    if kind.__str__ is object.__str__ and kind.__repr__ is object.__repr__:
        raise TypeError(f"a submission cannot hold {kind.__name__}")
    return str(value)


def digest(verb: str, arguments: Mapping[str, object], *, key: bytes) -> bytes:
    """Give the HMAC-SHA-256 of what was asked: the same content gives the same 32 bytes.

    ``key`` lies outside the database, so that nobody finds a telephone again by trying all.
    Raises TypeError for a value whose text would differ from process to process.
    """
    asked = [verb, dict(arguments)]
    text = json.dumps(asked, default=_plain, sort_keys=True, allow_nan=False)
    return hmac.digest(key, text.encode(), "sha256")


def parse_key(text: str) -> UUID:
    """Read a submission key from a form or the Idempotency-Key header.

    Raises Invalid("kernel.submission_key").
    """
    try:
        return UUID(text)
    except ValueError as fault:
        raise Invalid("kernel.submission_key", where="key") from fault

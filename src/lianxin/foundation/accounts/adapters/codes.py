"""One-time codes of an authenticator app (RFC 6238), their sealed secrets, and recovery codes."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

ISSUER = "连心桥"
NONCE = 12
SECRET = 20
"""Bytes of a secret: the length RFC 4226 asks for."""
RECOVERY_GROUPS, RECOVERY_GROUP = 3, 4
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _derived(purpose: str, *parts: object) -> bytes:
    words = ":".join(str(part) for part in (purpose, *parts))
    return hmac.digest(settings.KEYS["pepper"].encode(), words.encode(), "sha256")


def new_secret(login: str, key: UUID) -> str:
    """Draw the secret of a form: the same form shows the same again, and nothing keeps it."""
    return base64.b32encode(_derived("accounts.codes", login, key)[:SECRET]).decode()


def address(secret: str, login: str) -> str:
    """Give the ``otpauth:`` address that an authenticator app takes from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def sealed(secret: str, login: str) -> bytes:
    """Seal a secret for the table; it opens for this login alone."""
    nonce = secrets.token_bytes(NONCE)
    key = AESGCM(_derived("accounts.seal"))
    return nonce + key.encrypt(nonce, secret.encode(), login.encode())


def opened(stored: bytes, login: str) -> str:
    """Open a sealed secret; the empty text when it was sealed for another login or key."""
    key = AESGCM(_derived("accounts.seal"))
    try:
        return key.decrypt(stored[:NONCE], stored[NONCE:], login.encode()).decode()
    except InvalidTag:
        return ""


def counter_of(secret: str, code: str, *, now: datetime, drift: int, after: int) -> int | None:
    """Give the counter whose code this is, later than ``after``; None for any other code."""
    made = pyotp.TOTP(secret)
    current = made.timecode(now)
    for counter in range(current - drift, current + drift + 1):
        if hmac.compare_digest(made.generate_otp(counter).encode(), code.encode()):
            return counter if counter > after else None
    return None


def recovery_codes(login: str, key: UUID, count: int) -> list[str]:
    """Draw recovery codes of 59 bits; the same form sent twice shows the same."""
    return [_spelled(_derived("accounts.recovery", login, key, place)) for place in range(count)]


def _spelled(material: bytes) -> str:
    number, letters = int.from_bytes(material, "big"), []
    for _ in range(RECOVERY_GROUPS * RECOVERY_GROUP):
        number, letter = divmod(number, len(RECOVERY_LETTERS))
        letters.append(RECOVERY_LETTERS[letter])
    text = "".join(letters)
    groups: Iterable[int] = range(0, len(text), RECOVERY_GROUP)
    return "-".join(text[at : at + RECOVERY_GROUP] for at in groups)


def recovery_digest(login: str, code: str) -> bytes:
    """Give what the table keeps of a recovery code, however it was typed."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(_derived("accounts.recovery.digest", login, plain)).digest()

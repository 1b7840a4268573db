"""Texts that leave the process and come back, readable by nobody in between.

The key is derived from ``SECRET_KEY``; earlier keys (``SECRET_KEY_FALLBACKS``) still read.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class NotConcealed(ValueError):
    """A text that was not concealed here, or for another purpose."""


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"lianxin concealed texts")
    return AESGCM(derived.derive(secret.encode()))


def conceal(text: str, *, purpose: str) -> str:
    """Encrypt a text (AES-256-GCM) for one purpose; the result may stand in an address."""
    nonce = token_bytes(NONCE_BYTES)
    sealed = _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), purpose.encode())
    return urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def reveal(concealed: str, *, purpose: str) -> str:
    """Give back what ``conceal`` took for the same purpose. Raises NotConcealed."""
    try:
        sealed = urlsafe_b64decode(concealed.encode("ascii") + b"==")
    except ValueError as fault:
        raise NotConcealed from fault
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = _cipher(secret).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode()
            )
        except (InvalidTag, ValueError):
            continue
        return opened.decode()
    raise NotConcealed

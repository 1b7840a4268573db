"""Tokens of 128 bits, kept only as digests (SECURITY TK1), the pure part."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_code

TOKEN_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_CODE = re.compile(r"\d{20}")
FIND_DIGITS = 8
CODE_DIGITS = 20


def new_token() -> str:
    """Draw 128 bits, as 22 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(purpose: str, token: str) -> bytes:
    """Give the SHA-256 under which a token of this purpose is kept."""
    return hashlib.sha256(f"{purpose}:{token}".encode()).digest()


def parse_token(text: str) -> str:
    """Read a token from an address. Raises Invalid("kernel.token") for any other text."""
    if not _TOKEN.fullmatch(text):
        raise Invalid("kernel.token", where="token")
    return text


@dataclass(frozen=True, slots=True)
class LookupCode:
    """A look-up code of 20 digits: 8 find the matter, 12 are the secret (SECURITY AY4)."""

    find: str
    secret: str

    @property
    def text(self) -> str:
        """Give the code in five groups of four, as it is shown and typed."""
        digits = self.find + self.secret
        return " ".join(digits[start : start + 4] for start in range(0, CODE_DIGITS, 4))


def lookup_code(pepper: bytes, key: bytes, find: str) -> LookupCode:
    """Derive the secret digits from the submission key, so that a replay shows the same code."""
    mac = hmac.new(pepper, b"lookup:" + find.encode() + b":" + key, hashlib.sha256).digest()
    number = int.from_bytes(mac, "big") % 10 ** (CODE_DIGITS - FIND_DIGITS)
    return LookupCode(find=find, secret=f"{number:0{CODE_DIGITS - FIND_DIGITS}d}")


def draw_find() -> str:
    """Draw the eight digits that find a matter; the database keeps them unique."""
    return f"{secrets.randbelow(10**FIND_DIGITS):0{FIND_DIGITS}d}"


def parse_lookup_code(text: str) -> LookupCode:
    """Read a look-up code as people type it. Raises Invalid("kernel.lookup_code")."""
    digits = tidy_code(text).replace("-", "")
    if not _CODE.fullmatch(digits) or not digits.isascii():
        raise Invalid("kernel.lookup_code", where="code", digits=len(digits))
    return LookupCode(find=digits[:FIND_DIGITS], secret=digits[FIND_DIGITS:])


def secret_digest(pepper: bytes, code: LookupCode) -> bytes:
    """Give the HMAC-SHA-256 under which the secret digits are kept."""
    return hmac.new(pepper, f"{code.find}:{code.secret}".encode(), hashlib.sha256).digest()


def same(left: bytes, right: bytes) -> bool:
    """Compare two digests in constant time."""
    return hmac.compare_digest(left, right)

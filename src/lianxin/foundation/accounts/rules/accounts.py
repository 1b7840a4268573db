"""Pure rules of accounts: logins, posts, passwords, networks, how long a refusal lasts."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

from pypinyin import lazy_pinyin

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import fold_code, tidy_code, tidy_line

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_KINDS = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))
NAME_LENGTH = 40
"""Characters of a person's name; Mongolian names are long and stand in one field."""
NETWORK_BITS = {4: 24, 6: 64}
"""Bits that two addresses of one network share, by version (SECURITY AN3)."""
FIRST_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What first passwords are drawn from: nothing that is read as something else."""
FIRST_GROUPS, FIRST_GROUP = 4, 4
"""Groups of a first password, and letters of a group: 79 bits."""
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    "区": "ou",
    "朴": "piao",
}
"""Surnames that are read otherwise than the word."""

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Marks by which browsers are told apart, the first that fits."""
SYSTEMS = (
    ("Android", "Android"),
    ("OpenHarmony", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class PostAt:
    """A role at a unit, before it is a record: ``officer@SGQ``."""

    role: str
    unit: str

    @property
    def code(self) -> str:
        """Give the post as one word."""
        return f"{self.role}@{self.unit}"


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """What a password must be; every number and word is a parameter."""

    length: int
    length_mixed: int
    kinds: int
    longest: int
    unlike: int
    rest: int
    words: tuple[str, ...]


def parse_login(text: str) -> str:
    """Read a login: small letters, digits, dot, dash. Raises Invalid("accounts.login")."""
    login = fold_code(text)
    if not _LOGIN.fullmatch(login):
        raise Invalid("accounts.login", where="login", given=text[:40])
    return login


def parse_name(text: str) -> str:
    """Read a person's name. Raises Invalid("accounts.name") when empty or too long."""
    name = tidy_line(text)
    if not name or len(name) > NAME_LENGTH:
        raise Invalid("accounts.name", where="name", length=len(name), limit=NAME_LENGTH)
    return name


def parse_post(text: str) -> PostAt:
    """Read a post written ``ROLE@UNIT``. Raises Invalid("accounts.post")."""
    role, mark, unit = tidy_code(text).partition("@")
    if not role or not mark or not unit:
        raise Invalid("accounts.post", where="posts", given=text[:60])
    return PostAt(role, unit)


def pinyin_of(name: str) -> str:
    """Give the syllables of a name for ordering and finding: ``wang fang``."""
    syllables = lazy_pinyin(name)
    if name[:1] in SURNAMES:
        syllables[0] = SURNAMES[name[0]]
    return " ".join(syllables).casefold()


def network_of(address: str) -> str:
    """Give the network of an address, /24 or /64; the empty text for none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv4Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return str(ip_network(f"{parsed}/{NETWORK_BITS[parsed.version]}", strict=False))


def device_name(agent: str) -> str:
    """Give browser and system of what a browser says of itself: ``Chrome · Windows``."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)


def plain_password(text: str) -> str:
    """Give the password in the one form that is hashed: NFC, nothing stripped."""
    return unicodedata.normalize("NFC", text)


def _rest(password: str, words: Iterable[str]) -> str:
    """Give what stays of a password when the words are taken out, the longest first."""
    rest = password.casefold()
    for word in sorted({word.casefold() for word in words if len(word) > 1}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest


def check_password(password: str, rules: PasswordRules, *, own: Iterable[str]) -> None:
    """Judge a new password; ``own`` are the person's login and name.

    Raises Invalid("accounts.password.short|long|same|words"). Any character may be used and
    pasted (SECURITY AN2).
    """
    kinds = sum(1 for kind in _KINDS if kind.search(password))
    if len(password) < (rules.length_mixed if kinds >= rules.kinds else rules.length):
        raise Invalid(
            "accounts.password.short",
            where="new_password",
            length=len(password),
            long=rules.length,
            mixed=rules.length_mixed,
            kinds=rules.kinds,
        )
    if len(password) > rules.longest:
        raise Invalid("accounts.password.long", where="new_password", limit=rules.longest)
    if len(set(password)) < rules.unlike:
        raise Invalid("accounts.password.same", where="new_password", limit=rules.unlike)
    if len(_rest(password, [*rules.words, *own])) < rules.rest:
        raise Invalid("accounts.password.words", where="new_password", limit=rules.rest)


def first_password(material: bytes) -> str:
    """Write random bytes as a first password: four groups of letters that are easy to read out.

    The same bytes give the same password, so that a form sent twice shows one.
    """
    number = int.from_bytes(hashlib.sha512(b"first:" + material).digest(), "big")
    letters = []
    for _ in range(FIRST_GROUPS * FIRST_GROUP):
        number, letter = divmod(number, len(FIRST_LETTERS))
        letters.append(FIRST_LETTERS[letter])
    text = "".join(letters)
    return "-".join(text[at : at + FIRST_GROUP] for at in range(0, len(text), FIRST_GROUP))

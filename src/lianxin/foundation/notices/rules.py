"""What a message may say, when it is tried again, and what a failure is called; no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.foundation.kernel.errors import Invalid, LianxinError
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.vault.rules import mask

HIDDEN = "••••"
"""What stands in place of a secret part of a text."""

_LINK = re.compile(r"(?:https?://|www\.)[^\s,。,;;!!?？、()()【】]+", re.IGNORECASE)
_SECRETS = (
    re.compile(r"(?<=[/#=])[A-Za-z0-9_-]{16,}"),
    re.compile(r"\d{4}(?: ?\d{4}){4}"),
)


class Undelivered(LianxinError):
    """A message that did not go out; ``final`` when another try would end the same way."""

    status = 503

    def __init__(self, code: str, *, final: bool = False, detail: str = "") -> None:
        """Keep the cause, never a number, a text or an answer of the gateway."""
        super().__init__(code, detail=detail)
        self.final = final
        self.detail = detail


def pack(arguments: Mapping[str, object]) -> dict[str, object]:
    """Give arguments of a sentence as JSON keeps them; days and moments stay what they are."""
    return {name: _packed(value) for name, value in arguments.items()}


def _packed(value: object) -> object:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_packed(one) for one in value]
    return value if isinstance(value, int) else str(value)


def unpack(arguments: Mapping[str, object]) -> dict[str, object]:
    """Give back what ``pack`` took; an enumeration comes back as its value."""
    return {name: _unpacked(value) for name, value in arguments.items()}


def _unpacked(value: object) -> object:
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return datetime.fromisoformat(text) if kind == "moment" else date.fromisoformat(text)
    return value


def masked(telephone: str) -> str:
    """Give a telephone as people may see it."""
    return mask(telephone)


def masked_address(address: str) -> str:
    """Give a mail address as people may see it: its first letter and its host."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}{HIDDEN}@{host}"


def compose(
    words: str, *, about: str, telephone: str, origin: str, links: int, longest: int
) -> str:
    """Give the text of an SMS: number, words, at most ``links`` links, the office telephone.

    Links stand on the official host alone (SECURITY TK2); where none may be, they are left out.
    Raises Invalid("notices.sms.host" | "notices.sms.links" | "notices.sms.long").
    """
    text = _checked_links(tidy_line(words), origin, links)
    if about not in text:
        text = f"{about} {text}"
    if telephone and telephone not in text:
        text = f"{text} 电话 {telephone}"
    if len(text) > longest:
        raise Invalid("notices.sms.long", where="body", length=len(text), longest=longest)
    return text


def _checked_links(text: str, origin: str, most: int) -> str:
    found = _LINK.findall(text)
    if any(not one.startswith(f"{origin}/") for one in found):
        raise Invalid("notices.sms.host", where="body", origin=origin)
    if not most:
        return tidy_line(_LINK.sub(" ", text))
    if len(found) > most:
        raise Invalid("notices.sms.links", where="body", count=len(found), most=most)
    return text


def hide_secrets(text: str) -> str:
    """Give a text without tokens and look-up codes."""
    for secret in _SECRETS:
        text = secret.sub(HIDDEN, text)
    return text


def link_in(text: str) -> tuple[str, str, str]:
    """Part a text at its link: what stands before, the link or nothing, what follows."""
    found = _LINK.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found.group(), text[found.end() :]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a failed thing is tried, and how long it waits between, in seconds."""

    tries: int
    first: int
    factor: int
    longest: int

    def pause(self, attempts: int) -> timedelta:
        """Give the wait after so many failed tries: it grows by the factor up to the longest."""
        seconds = self.first
        for _ in range(attempts - 1):
            seconds = min(seconds * self.factor, self.longest)
        return timedelta(seconds=min(seconds, self.longest))


def cause(error: Exception) -> str:
    """Name a failure without any secret: code and detail, or the kind of a fault of ours."""
    if isinstance(error, Undelivered) and error.detail:
        return f"{error.code}:{error.detail}"
    return error.code if isinstance(error, LianxinError) else type(error).__name__


def parse_cause(text: str) -> LianxinError:
    """Turn a kept failure into the error whose sentence people read."""
    code, _, detail = text.partition(":")
    if "." not in code:
        return Undelivered("notices.fault", detail=code)
    return Undelivered(code, detail=detail)

"""Sentences for errors: where, what, and what to do, in the reader's language (UI section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text, limit_text, moment_text
from lianxin.foundation.kernel.errors import Fault, LianxinError

Text = str | Promise
"""A text, or one that is translated when it is read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was wrong and what to do.

    ``{name}`` stands for an argument of the error, ``{telephone}`` for the office's number.
    """

    what: Text
    remedy: Text = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An error in the current language; ``where`` is the name of the place, or empty."""

    what: str
    where: str
    remedy: str

    @property
    def text(self) -> str:
        """Give all three as one line: 「手机:少 1 位。请写 11 位。」."""
        line = _("{where}:{what}{remedy}") if self.where else _("{what}{remedy}")
        return line.format(where=self.where, what=self.what, remedy=self.remedy).strip()


_SENTENCES: dict[str, Sentence] = {}
_NAMES: dict[str, Text] = {}


class _Arguments(dict[str, str]):
    """The words that fill a sentence; one that was not given shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def register(sentences: Mapping[str, Sentence], *, names: Mapping[str, Text] | None = None) -> None:
    """Take a room's sentences by code.

    ``names`` gives words for codes that errors carry: ``"state.new"`` names the value ``new``
    of the argument ``state``, ``"where.telephone"`` the place ``telephone``.
    """
    _SENTENCES.update(sentences)
    _NAMES.update(names or {})


def telephone() -> str:
    """Give the office's telephone number, or words for it while none is set."""
    return settings.OFFICE_PHONE or _("派出所值班电话")


def known(code: str) -> bool:
    """Tell whether a room registered a sentence for the code."""
    return code in _SENTENCES


def place(where: str) -> str:
    """Give the name of a place, or nothing when none was registered."""
    return str(_NAMES.get(f"where.{where}", ""))


def named(name: str, value: object) -> str:
    """Give the word for a value of an argument; the value itself when none was registered."""
    return str(_NAMES.get(f"{name}.{value}", value))


def _word(name: str, value: object) -> str:
    plain = value.value if isinstance(value, Enum) else value
    if isinstance(plain, list | tuple | set | frozenset):
        return _("、").join(_word(name, part) for part in plain)
    if isinstance(plain, datetime):
        return limit_text(plain) if name == "until" else moment_text(plain)
    if isinstance(plain, date):
        return day_text(plain)
    return named(name, plain)


def tell_code(code: str, *, where: str = "", arguments: Mapping[str, object]) -> Told:
    """Give the sentence of a code; ``where`` is shown as it is."""
    sentence = _SENTENCES.get(code)
    words = _Arguments({name: _word(name, value) for name, value in arguments.items()})
    words.setdefault("telephone", telephone())
    if sentence is None:
        words["code"] = code
        sentence = _SENTENCES["faces.unnamed"]
    return Told(
        what=str(sentence.what).format_map(words),
        where=where,
        remedy=str(sentence.remedy).format_map(words),
    )


def tell(error: LianxinError | Fault, *, where: str | None = None) -> Told:
    """Give the sentence of an error; ``where`` names its place better than the registry."""
    named = place(error.where) if where is None else where
    return tell_code(error.code, where=named, arguments=error.arguments)

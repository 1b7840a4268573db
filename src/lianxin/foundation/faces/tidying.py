"""Posted data made clean before it is checked: text by kernel.text, a key that is a key."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from lianxin.foundation.faces.fields import CodeField
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_code, tidy_line, tidy_words
from lianxin.foundation.kernel.tokens import parse_token

Data = MultiValueDict[str, str]
FIRST_SURROGATE = 0xD800
LAST_SURROGATE = 0xDFFF


def lists(given: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Give every name with all its values as text."""
    if isinstance(given, MultiValueDict):
        yield from ((str(name), [str(value) for value in values]) for name, values in given.lists())
        return
    for name, value in given.items():
        several = value if isinstance(value, list | tuple) else [value]
        yield name, [str(one) for one in several if one is not None]


def holdable(text: str) -> str:
    """Give the text without NUL and lone surrogates, which no table and no page can hold."""
    return "".join(
        letter
        for letter in text
        if letter != "\x00" and not FIRST_SURROGATE <= ord(letter) <= LAST_SURROGATE
    )


def is_secret(field: forms.Field | None) -> bool:
    """Tell whether a field takes a password: it is taken as typed and never shown again."""
    return isinstance(getattr(field, "widget", None), forms.PasswordInput)


def tidy(field: forms.Field | None, text: str) -> str:
    """Clean one value as its field wants it. Raises Invalid("kernel.text")."""
    if isinstance(field, CodeField):
        return tidy_code(text)
    if not isinstance(field, forms.CharField) or is_secret(field):
        tidy_words(text)
        return text
    if isinstance(field.widget, forms.Textarea):
        return tidy_words(text)
    return tidy_line(text)


def tidied(
    given: Mapping[str, Any], fields: Mapping[str, forms.Field]
) -> tuple[Data, tuple[str, ...]]:
    """Give clean data, and the addresses of values that held what cannot be stored."""
    data: Data = MultiValueDict()
    unclean: dict[str, None] = {}
    for address, values in lists(given):
        clean = []
        for value in values:
            try:
                clean.append(tidy(fields.get(address), value))
            except Invalid:
                unclean[address] = None
                clean.append(tidy(fields.get(address), holdable(value)))
        data.setlist(address, clean)
    return data, tuple(unclean)


def is_key(text: str) -> bool:
    """Tell whether a text is a submission key."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def tokens(data: Mapping[str, Any], name: str, *, without: str) -> list[str]:
    """Give the well-formed tokens under one name, each once, less those under another."""
    several = dict(lists(data))
    dropped = set(several.get(without, []))
    found: dict[str, None] = {}
    for text in several.get(name, []):
        try:
            token = parse_token(text)
        except Invalid:
            continue
        if token not in dropped:
            found[token] = None
    return list(found)

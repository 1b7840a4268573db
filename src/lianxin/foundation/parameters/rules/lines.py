"""Choices as lines that a person edits: ``code | 中文 | English | name=value | …``.

A value in brackets is a list (``words=[违停、乱停]``), a bare number a number, ``true`` and
``false`` are yes and no; in quotes (``"110"``) each of them is words.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

BETWEEN: Final = "|"
LISTED: Final = "、"
QUOTE: Final = '"'
_TRUTH: Final = {"true": True, "false": False}
_NAMED: Final = re.compile(r"[a-z_]+ *=")
_FIRST: Final = ("code", "zh", "en")


def written(value: Sequence[Mapping[str, Any]]) -> str:
    """Give the choices as lines."""
    return "\n".join(f" {BETWEEN} ".join(_parts(item)) for item in value)


def _parts(item: Mapping[str, Any]) -> list[str]:
    more = [f"{name}={_word(item[name])}" for name in item if name not in _FIRST]
    return [*(str(item[name]) for name in _FIRST), *more]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{LISTED.join(value)}]"
    plain = str(value)
    return f'"{plain}"' if isinstance(value, str) and _value(plain) != value else plain


def read(text: str) -> list[dict[str, Any]]:
    """Read the choices of lines; what a line lacks is left out, for the check to name it."""
    return [_item(line) for line in text.splitlines() if line.strip()]


def _item(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(BETWEEN)]
    plain = [part for part in parts if _NAMED.match(part) is None]
    item: dict[str, Any] = dict(zip(_FIRST, plain, strict=False))
    for name, word in (part.split("=", 1) for part in parts if _NAMED.match(part)):
        item[name.strip()] = _value(word.strip())
    return item


def _value(word: str) -> Any:
    if word.startswith(QUOTE) and word.endswith(QUOTE):
        return word.strip(QUOTE)
    if word.startswith("[") and word.endswith("]"):
        return [each.strip() for each in word[1:-1].split(LISTED) if each.strip()]
    return _TRUTH.get(word, int(word) if word.isascii() and word.isdecimal() else word)

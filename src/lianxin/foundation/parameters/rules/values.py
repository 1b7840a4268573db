"""Kinds of value and what each must look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

CODE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
"""A key, a choice's code: lower-case words joined by dots."""


class Kind(StrEnum):
    """The schema of a parameter; a key has one for ever."""

    NUMBER = "number"
    """A whole number from 0."""
    SECONDS = "seconds"
    """A whole number of seconds from 0."""
    LIMIT = "limit"
    """``{"amount": 3, "unit": "working_days"}``; 0 days is the same day."""
    LIST = "list"
    """Codes or words, each once."""
    CHOICES = "choices"
    """What a person picks from, in order, on one or two levels."""
    TEXT = "text"
    """Words."""


class Confidence(StrEnum):
    """How well the source of a value was read."""

    LAW = "law"
    """A law or rule, text read."""
    PUBLISHED = "published"
    """A published page, mostly an excerpt or repost."""
    READ = "read"
    """Read earlier, not read again."""
    OWN = "own"
    """The house's judgement: no public rule was found."""


class LimitUnit(StrEnum):
    """What a limit counts in."""

    HOURS = "hours"
    """Clock hours, day and night."""
    WORKING_DAYS = "working_days"
    """工作日, by the State Council's calendar."""
    DAYS = "days"
    """Calendar days 日; a last day off rolls on to the next working day."""
    STATUTORY_DAYS = "statutory_days"
    """日 as 行政处罚法 85 counts them: some numbers of days mean working days."""
    OFFICE_HOURS = "office_hours"
    """Hours in which the offices of the area are open."""
    OFFICE_MINUTES = "office_minutes"
    """Minutes in which the offices of the area are open."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick; ``extra`` holds further fields, a parent's where its own are absent."""

    code: str
    zh: str
    en: str
    parent: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Give the label in the language (``"en"``, ``"zh-hans"``)."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a value cannot be taken: the code of a sentence and its arguments."""

    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)


_OWN_FIELDS: Final = frozenset({"code", "zh", "en", "parent"})


def choices(value: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """Make the choices of a checked value, each with its parent's fields where it has none."""
    extras: dict[str, dict[str, Any]] = {}
    made: list[Choice] = []
    for item in value:
        parent = str(item.get("parent", ""))
        own = {name: item[name] for name in item if name not in _OWN_FIELDS}
        extras[item["code"]] = {**extras.get(parent, {}), **own}
        made.append(Choice(item["code"], item["zh"], item["en"], parent, extras[item["code"]]))
    return tuple(made)


def check_value(kind: Kind, value: object) -> list[Cause]:
    """List what is wrong with a value of this kind; empty when nothing is."""
    return _CHECKS[kind](value)


def _check_whole(value: object) -> list[Cause]:
    return [] if _is_whole(value) else [Cause("parameters.value.whole", {"value": value})]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check_text(value: object) -> list[Cause]:
    return [] if _is_text(value) else [Cause("parameters.value.text", {"value": value})]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_limit(value: object) -> list[Cause]:
    if not isinstance(value, dict) or set(value) != {"amount", "unit"}:
        return [Cause("parameters.value.limit", {"value": value})]
    amount, unit = value["amount"], value["unit"]
    if unit not in set(LimitUnit):
        return [Cause("parameters.value.unit", {"value": unit, "known": ", ".join(LimitUnit)})]
    if not _is_whole(amount):
        return [Cause("parameters.value.whole", {"value": amount})]
    if amount == 0 and unit != LimitUnit.DAYS:
        return [Cause("parameters.value.nothing", {"value": unit})]
    return []


def _check_list(value: object) -> list[Cause]:
    if not isinstance(value, list) or not all(map(_is_text, value)):
        return [Cause("parameters.value.list", {"value": value})]
    return _check_once(value)


def _check_once(codes: Sequence[str]) -> list[Cause]:
    again = sorted({code for code in codes if codes.count(code) > 1})
    return [Cause("parameters.value.twice", {"value": code}) for code in again]


def _check_choices(value: object) -> list[Cause]:
    if not isinstance(value, list) or not value or not all(map(_is_choice, value)):
        return [Cause("parameters.value.choices")]
    tops = {item["code"] for item in value if not item.get("parent")}
    causes = _check_once([item["code"] for item in value])
    for item in value:
        if item.get("parent", "") not in tops | {""}:
            arguments = {"value": item["code"], "parent": item["parent"]}
            causes.append(Cause("parameters.value.parent", arguments))
        causes += _check_extra(item)
    return causes


def _is_choice(item: object) -> bool:
    if not isinstance(item, dict) or not all(_is_text(item.get(n)) for n in ("code", "zh", "en")):
        return False
    return CODE.fullmatch(item["code"]) is not None and isinstance(item.get("parent", ""), str)


def _check_extra(item: Mapping[str, object]) -> list[Cause]:
    odd = [name for name in item if name not in _OWN_FIELDS and not _is_plain(item[name])]
    return [Cause("parameters.value.extra", {"value": item["code"], "name": n}) for n in odd]


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | int)


_CHECKS: Final[Mapping[Kind, Callable[[object], list[Cause]]]] = {
    Kind.NUMBER: _check_whole,
    Kind.SECONDS: _check_whole,
    Kind.LIMIT: _check_limit,
    Kind.LIST: _check_list,
    Kind.CHOICES: _check_choices,
    Kind.TEXT: _check_text,
}

"""Values of parameters on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from lianxin.foundation.parameters.models import Value
from lianxin.foundation.parameters.queries.memory import Memory
from lianxin.foundation.parameters.rules.errors import MissingValue
from lianxin.foundation.parameters.rules.timeline import ALWAYS, FOREVER, Stretch, at
from lianxin.foundation.parameters.rules.values import Choice, Kind
from lianxin.foundation.parameters.rules.values import choices as make_choices

NAME: Final = "parameters"
"""The edition of all values."""
EVERYWHERE: Final = ""
"""The scope of a value that holds wherever no unit or area has one of its own."""
Scope = str | Sequence[str]
"""Where a value is asked for: the code of a unit or area, or several, the nearest first."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored value: where it holds, on which days, and what it is."""

    key: str
    scope: str
    kind: Kind
    stretch: Stretch
    origin: str
    choices: tuple[Choice, ...] = ()


Book = Mapping[str, Mapping[str, tuple[Stored, ...]]]
"""All stored values by key and scope, in the order of their days."""


def _read() -> Book:
    book: dict[str, dict[str, tuple[Stored, ...]]] = {}
    for stored in stored_values():
        scopes = book.setdefault(stored.key, {})
        scopes[stored.scope] = (*scopes.get(stored.scope, ()), stored)
    return book


def stored_values(keys: Iterable[str] | None = None) -> list[Stored]:
    """Read the values of these keys (all, if None) from the database, ordered by their days."""
    rows = Value.objects.order_by("key", "scope", "valid")
    if keys is not None:
        rows = rows.filter(key__in=set(keys))
    return [_stored(row) for row in rows.values()]


def _stored(row: Mapping[str, Any]) -> Stored:
    days = row["valid"]
    stretch = Stretch(
        since=days.lower or ALWAYS,
        until=days.upper or FOREVER,
        value=row["value"],
        source=row["source"],
        confidence=row["confidence"],
        source_en=row["source_en"],
    )
    kind = Kind(row["kind"])
    made = make_choices(row["value"]) if kind is Kind.CHOICES else ()
    return Stored(row["key"], row["scope"], kind, stretch, row["origin"], made)


_book: Memory[Book] = Memory(NAME, _read)


def _find(key: str, on: date, scope: Scope, *kinds: Kind) -> Stored:
    scopes = _book.get().get(key)
    if scopes is None:
        raise _unknown(key)
    places = (scope,) if isinstance(scope, str) else scope
    for place in dict.fromkeys((*places, EVERYWHERE)):
        for stored in scopes.get(place, ()):
            if stored.stretch.holds(on):
                return _checked(stored, kinds)
    raise MissingValue("parameters.no_value", where=key, on=on.isoformat(), scope=", ".join(places))


def _unknown(key: str) -> MissingValue:
    near = ", ".join(get_close_matches(key, _book.get(), n=3)) or "—"
    return MissingValue("parameters.unknown_key", where=key, near=near)


def _checked(stored: Stored, kinds: tuple[Kind, ...]) -> Stored:
    if kinds and stored.kind not in kinds:
        raise MissingValue("parameters.other_kind", where=stored.key, kind=stored.kind)
    return stored


def value(key: str, *, on: date, scope: Scope = EVERYWHERE) -> Any:
    """Give the value that holds on the day in the scope, else everywhere; do not change it.

    Raises MissingValue when the key is unknown or no value holds on the day.
    """
    return _find(key, on, scope).stretch.value


def number(key: str, *, on: date, scope: Scope = EVERYWHERE) -> int:
    """Give a whole number, or seconds. Raises MissingValue."""
    return int(_find(key, on, scope, Kind.NUMBER, Kind.SECONDS).stretch.value)


def seconds(key: str, *, on: date, scope: Scope = EVERYWHERE) -> int:
    """Give a number of seconds. Raises MissingValue."""
    return int(_find(key, on, scope, Kind.SECONDS).stretch.value)


def text(key: str, *, on: date, scope: Scope = EVERYWHERE) -> str:
    """Give words. Raises MissingValue."""
    return str(_find(key, on, scope, Kind.TEXT).stretch.value)


def codes(key: str, *, on: date, scope: Scope = EVERYWHERE) -> tuple[str, ...]:
    """Give a list of codes or words. Raises MissingValue."""
    return tuple(_find(key, on, scope, Kind.LIST).stretch.value)


def limit(key: str, *, on: date, scope: Scope = EVERYWHERE) -> dict[str, Any]:
    """Give a limit as ``amount``, ``unit`` and ``source``. Raises MissingValue."""
    stretch = _find(key, on, scope, Kind.LIMIT).stretch
    return {**stretch.value, "source": stretch.source}


def source(key: str, *, on: date, language: str, scope: Scope = EVERYWHERE) -> str:
    """Give the clause that the value rests on, in the language. Raises MissingValue."""
    return _find(key, on, scope).stretch.source_in(language)


def choices(key: str, *, on: date, scope: Scope = EVERYWHERE) -> tuple[Choice, ...]:
    """Give what can be picked on the day, in order. Raises MissingValue."""
    return _find(key, on, scope, Kind.CHOICES).choices


def choice(key: str, code: str, *, on: date, scope: Scope = EVERYWHERE) -> Choice:
    """Give one choice, also one that could be picked on another day only.

    Raises MissingValue("parameters.unknown_code") for a code that never was one.
    """
    versions = [_find(key, on, scope, Kind.CHOICES)]
    versions += [each for scopes in _book.get()[key].values() for each in reversed(scopes)]
    for version in versions:
        for one in version.choices:
            if one.code == code:
                return one
    raise MissingValue("parameters.unknown_code", where=key, value=code)


def label(key: str, code: str, *, on: date, language: str) -> str:
    """Give the label of a choice in the language. Raises MissingValue as ``choice``."""
    return choice(key, code, on=on).label(language)


def kind_of(key: str) -> Kind | None:
    """Give the kind of a key, None for a key that is not stored."""
    scopes = _book.get().get(key, {})
    return next((stored.kind for values in scopes.values() for stored in values), None)


def history(key: str, *, scope: str = EVERYWHERE) -> tuple[Stretch, ...]:
    """Give all values of a key in the order of their days. Raises MissingValue."""
    if kind_of(key) is None:
        raise _unknown(key)
    return tuple(stored.stretch for stored in _book.get()[key].get(scope, ()))


def scopes(key: str) -> tuple[str, ...]:
    """Give the scopes in which the key has values of its own. Raises MissingValue."""
    if kind_of(key) is None:
        raise _unknown(key)
    return tuple(sorted(scope for scope in _book.get()[key] if scope))


def known_keys() -> tuple[str, ...]:
    """Give every key that is stored."""
    return tuple(sorted(_book.get()))


def overview(*, on: date) -> list[Stored]:
    """Give every value that holds on the day, by key and scope."""
    scopes = (values for by_scope in _book.get().values() for values in by_scope.values())
    return [each for values in scopes for each in values if at([each.stretch], on)]

"""What every change of a value has to pass, whoever makes it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from lianxin.foundation.kernel.errors import Fault, Invalid, InvalidMany
from lianxin.foundation.parameters.actions.files import bounds_of
from lianxin.foundation.parameters.queries import Stored
from lianxin.foundation.parameters.rules.bounds import check_bounds
from lianxin.foundation.parameters.rules.timeline import Stretch, at
from lianxin.foundation.parameters.rules.values import Kind, check_value

SCOPE: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
"""The code of a unit or an area."""


def kind_of_stored(key: str, stored: Sequence[Stored]) -> Kind:
    """Give the kind of a key's values. Raises Invalid when there are none."""
    if not stored:
        raise Invalid("parameters.unknown_key", where=key, key=key, near="—")
    return stored[0].kind


def check_new(key: str, kind: Kind, value: Any, scope: str, source: str) -> None:
    """Check a value with its source and scope. Raises Invalid, InvalidMany."""
    if scope and SCOPE.fullmatch(scope) is None:
        raise Invalid("parameters.scope", where="scope", value=scope)
    if not source.strip():
        raise Invalid("parameters.file.missing_field", where="source", field="source")
    check_fits(key, kind, value)


def check_fits(key: str, kind: Kind, value: Any) -> None:
    """Check a value by its kind, its key's bounds and what a room asks. Raises InvalidMany."""
    causes = check_value(kind, value) or check_bounds(key, kind, value, bounds_of(key))
    if causes:
        faults = (Fault(cause.code, "value", cause.arguments) for cause in causes)
        raise InvalidMany(tuple(faults))


def check_day(since: date, today: date) -> None:
    """Refuse a day that is over. Raises Invalid."""
    if since < today:
        raise Invalid("parameters.since_past", where="since", today=today.isoformat())


def check_other(value: Any, source: str, stored: Sequence[Stretch], since: date) -> None:
    """Refuse a change after which all would be as before. Raises Invalid("parameters.same")."""
    there = at(stored, since)
    if there is not None and (there.value, there.source) == (value, source.strip()):
        raise Invalid("parameters.same", where="value")


def removed_codes(kind: Kind, value: Any, there: Stretch | None) -> tuple[str, ...]:
    """Give the codes of choices or of a list that held and would be gone."""
    if there is None or value is None or kind not in {Kind.CHOICES, Kind.LIST}:
        return ()
    kept = set(_codes(kind, value))
    return tuple(code for code in _codes(kind, there.value) if code not in kept)


def _codes(kind: Kind, value: Any) -> list[str]:
    return [each["code"] for each in value] if kind is Kind.CHOICES else list(value)

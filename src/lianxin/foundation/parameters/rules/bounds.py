"""Bounds of a value beside its kind: how small, how large, and how each item is written.

A data file gives them by key; where it gives none, those of the kind hold. What a pattern
cannot say, a room checks itself and registers it for its key.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lianxin.foundation.parameters.rules.values import Cause, Kind

Check = Callable[[Any], list[Cause]]
_CHECKS: Final[dict[str, Check]] = {}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and most of an amount (None: those of the kind), the pattern of each item."""

    least: int | None = None
    most: int | None = None
    pattern: str = ""


OF_KIND: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.NUMBER: (1, 10**9),
    Kind.SECONDS: (1, 10 * 366 * 86_400),
    Kind.LIMIT: (0, 10_000),
}
"""The least and most amount of each kind that counts; seconds: ten years."""


def register_check(key: str, check: Check) -> None:
    """Let a room say what else the value of its key must be."""
    _CHECKS[key] = check


def check_bounds(key: str, kind: Kind, value: Any, bounds: Bounds) -> list[Cause]:
    """List what is wrong with a value that is right by its kind; empty when nothing is."""
    if kind in OF_KIND:
        causes = _check_amount(kind, value["amount"] if kind is Kind.LIMIT else value, bounds)
    else:
        causes = _check_items(kind, value, bounds.pattern)
    check = _CHECKS.get(key)
    return causes or (check(value) if check else [])


def _check_amount(kind: Kind, amount: int, bounds: Bounds) -> list[Cause]:
    least, most = OF_KIND[kind]
    least = least if bounds.least is None else bounds.least
    most = most if bounds.most is None else bounds.most
    if least <= amount <= most:
        return []
    code = "seconds_bounds" if kind is Kind.SECONDS else "bounds"
    return [Cause(f"parameters.value.{code}", {"value": amount, "least": least, "most": most})]


def _check_items(kind: Kind, value: Any, pattern: str) -> list[Cause]:
    if not pattern or kind not in {Kind.LIST, Kind.TEXT}:
        return []
    items = value if kind is Kind.LIST else [value]
    odd = [item for item in items if re.fullmatch(pattern, item) is None]
    return [Cause("parameters.value.pattern", {"value": item, "pattern": pattern}) for item in odd]

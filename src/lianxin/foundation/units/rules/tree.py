"""Pure rules of the tree: what a code looks like, where a change of a unit reaches."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_code, tidy_line

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
NAME_LENGTH = 60
"""Characters of a unit's name; the longest official names have some forty."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` (within) to ``end`` (not within; None: for ever)."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies within."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of a unit in one span: its parent's key, kind, name and area."""

    span: Span
    parent: int | None
    kind: str
    name: str
    area: str


def parse_code(text: str) -> str:
    """Read a unit's code. Raises Invalid("units.code")."""
    code = tidy_code(text)
    if not _CODE.fullmatch(code):
        raise Invalid("units.code", where="code", given=text[:40])
    return code


def parse_name(text: str) -> str:
    """Read a unit's name. Raises Invalid("units.name") when empty or too long."""
    name = tidy_line(text)
    if not name or len(name) > NAME_LENGTH:
        raise Invalid("units.name", where="name", length=len(name), limit=NAME_LENGTH)
    return name


def reached(
    standings: Sequence[Standing], column: str, since: date, closes: date | None
) -> tuple[Standing, ...]:
    """Give the standings that a change of one column since a day reaches, in order.

    It reaches on until the column was next changed by another act, at most until the unit
    closes. The first one may have begun before ``since``.
    """
    later = [s for s in standings if s.span.end is None or s.span.end > since]
    if closes is not None:
        later = [s for s in later if s.span.start < closes]
    old = getattr(later[0], column) if later else None
    taken: list[Standing] = []
    for standing in later:
        if getattr(standing, column) != old:
            break
        taken.append(standing)
    return tuple(taken)


def text_literal(keys: Iterable[int]) -> str:
    """Write keys as PostgreSQL's array literal, sorted: ``{1,2}``."""
    return "{" + ",".join(str(key) for key in sorted(keys)) + "}"

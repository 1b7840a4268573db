"""The organisation as it stood on a day, kept in memory until the tree changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F

from lianxin.foundation.audit.queries import looked_up
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units import rules
from lianxin.foundation.units.models import Succession, Term

DAYS_KEPT = 64
"""How many days' trees one process keeps."""
SUBTREES_KEPT = 1_000
"""How many subtrees one tree remembers: people with the same posts share one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit on a day; ``parent`` is a code, ``closed`` tells that it stands under a successor."""

    id: int
    code: str
    name: str
    kind: str
    area: str
    parent: str | None
    closed: bool = False


@dataclass(frozen=True)
class Directory:
    """All units that existed on ``day``, the closed ones under their successors."""

    day: date
    entries: tuple[Entry, ...]
    _codes: dict[str, Entry] = field(init=False, repr=False, compare=False)
    _keys: dict[int, Entry] = field(init=False, repr=False, compare=False)
    _children: dict[str, list[Entry]] = field(init=False, repr=False, compare=False)
    _subtrees: dict[frozenset[str], frozenset[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the entries by code, key and parent."""
        children: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.parent is not None:
                children.setdefault(entry.parent, []).append(entry)
        object.__setattr__(self, "_codes", {entry.code: entry for entry in self.entries})
        object.__setattr__(self, "_keys", {entry.id: entry for entry in self.entries})
        object.__setattr__(self, "_children", children)

    def by_code(self, code: str) -> Entry:
        """Give the unit of this code. Raises NotFound("units.unknown")."""
        try:
            return self._codes[code]
        except KeyError:
            raise NotFound("units.unknown", where="unit", unit=code) from None

    def by_id(self, key: int) -> Entry:
        """Give the unit of this key. Raises NotFound("units.unknown")."""
        try:
            return self._keys[key]
        except KeyError:
            raise NotFound("units.unknown", where="unit", unit="") from None

    def _walk(self, code: str) -> Iterator[Entry]:
        waiting = [self._codes[code]] if code in self._codes else []
        while waiting:
            entry = waiting.pop()
            yield entry
            waiting.extend(self._children.get(entry.code, ()))

    def subtree(self, codes: Iterable[str]) -> frozenset[int]:
        """Give the keys of these units and all below them; an unknown code adds none."""
        asked = frozenset(codes)
        found = self._subtrees.get(asked)
        if found is None:
            if len(self._subtrees) >= SUBTREES_KEPT:
                self._subtrees.clear()
            found = frozenset(entry.id for code in asked for entry in self._walk(code))
            self._subtrees[asked] = found
        return found

    @cached_property
    def tops(self) -> frozenset[str]:
        """Give the codes of the open units that stand under none."""
        return frozenset(entry.code for entry in self.all() if entry.parent is None)

    def above(self, code: str) -> tuple[Entry, ...]:
        """Give the unit itself and all above it, nearest first; nothing for an unknown code."""
        found: list[Entry] = []
        entry = self._codes.get(code)
        while entry is not None:
            found.append(entry)
            entry = self._codes.get(entry.parent) if entry.parent is not None else None
        return tuple(found)

    def children(self, code: str) -> tuple[Entry, ...]:
        """Give the open units right under this one, by code."""
        return tuple(entry for entry in self._children.get(code, ()) if not entry.closed)

    def find(self, *, kind: str | None = None, under: str | None = None) -> tuple[Entry, ...]:
        """Give the open units of a kind (``brigade`` takes ``brigade.traffic`` in), by code.

        ``under`` keeps those at or below a unit.
        """
        within = None if under is None else self.subtree([under])
        return tuple(
            entry
            for entry in self.entries
            if not entry.closed
            and (kind is None or entry.kind == kind or entry.kind.startswith(f"{kind}."))
            and (within is None or entry.id in within)
        )

    def search(
        self,
        words: str = "",
        *,
        kind: str | None = None,
        under: str | None = None,
        closed: bool = False,
    ) -> tuple[Entry, ...]:
        """Give the units whose name holds the words or whose code begins so, by code.

        ``closed`` gives the closed ones too. An unknown ``under`` raises NotFound.
        """
        within = None if under is None else self.subtree([self.by_code(under).code])
        return tuple(
            entry
            for entry in self.entries
            if (closed or not entry.closed)
            and (words in entry.name or entry.code.startswith(words))
            and (not kind or entry.kind == kind or entry.kind.startswith(f"{kind}."))
            and (within is None or entry.id in within)
        )

    def all(self) -> tuple[Entry, ...]:
        """Give all open units, by code."""
        return self.find()


def scope_literal(ids: Iterable[int]) -> str:
    """Write unit keys as a text literal for ``unit_ids && %s::int[]`` (MODEL section 4)."""
    return rules.text_literal(ids)


_glance: ContextVar[list[tuple[UUID | None, date]] | None] = ContextVar("glance", default=None)
"""What was seen of the tree since ``steady`` began; None outside of it."""


@contextmanager
def steady() -> Iterator[None]:
    """Look at the tree's mark once for all questions asked inside, as one page asks many.

    Inside a transaction every question looks anew, and once from the act's lock to its end: an
    act decides by what stands then.
    """
    token = _glance.set([])
    try:
        yield
    finally:
        _glance.reset(token)


def look_anew() -> None:
    """Forget the glance, because this very request changed the tree."""
    seen, looked = _glance.get(), looked_up()
    if seen is not None:
        seen.clear()
    if looked is not None:
        looked.pop(Directory, None)


def _mark_and_today() -> tuple[UUID | None, date]:
    """Give the tree's mark and today's local date."""
    if connection.in_atomic_block:
        return _ask_in_act()
    seen = _glance.get()
    if seen is None:
        return _ask()
    if not seen:
        seen.append(_ask())
    return seen[0]


def _ask_in_act() -> tuple[UUID | None, date]:
    """Ask once from an act's lock to its end, each time before it."""
    looked = looked_up()
    if looked is None:
        return _ask()
    if Directory not in looked:
        looked[Directory] = _ask()
    found: tuple[UUID | None, date] = looked[Directory]
    return found


def _ask() -> tuple[UUID | None, date]:
    """Read the tree's mark and today's local date by the database's clock in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT mark FROM units_tree), (now() AT TIME ZONE %s)::date",
            [settings.TIME_ZONE],
        )
        mark, today = cursor.fetchone()
    return mark, today


@lru_cache(maxsize=DAYS_KEPT)
def _read(mark: UUID | None, day: date) -> Directory:  # noqa: ARG001 - the mark tells trees apart
    rows = (
        Term.objects.filter(valid__contains=day)
        .order_by("unit__code")
        .values_list("unit_id", "unit__code", "name", "kind", "area", "parent__code")
    )
    closed = set(Succession.objects.filter(on__lte=day).values_list("old_id", flat=True))
    entries = tuple(Entry(*row, closed=row[0] in closed) for row in rows)
    return Directory(day, entries)


def today() -> date:
    """Give today's local date by the database's clock."""
    return _mark_and_today()[1]


def directory(on: date | None = None) -> Directory:
    """Give the tree of a day, today's by default; read anew when any process changed it."""
    mark, current = _mark_and_today()
    return _read(mark, on or current)


def name_on(code: str, day: date) -> str:
    """Give the name a unit bore on a day; a day before its founding gives its first name.

    Raises NotFound("units.unknown").
    """
    known = Term.objects.filter(unit__code=code)
    name = (
        known.filter(valid__contains=day).values_list("name", flat=True).first()
        or known.order_by(F("valid__startswith")).values_list("name", flat=True).first()
    )
    if name is None:
        raise NotFound("units.unknown", where="unit", unit=code)
    return name

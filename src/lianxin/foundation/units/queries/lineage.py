"""Who follows whom: successors, predecessors, and the whole lineage of a unit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units.models import Succession, Term
from lianxin.foundation.units.queries.directory import today

Links = Mapping[str, Sequence[tuple[str, date]]]


@dataclass(frozen=True, slots=True)
class Name:
    """What a unit was called, what it was and where it stood, from a day on."""

    since: date
    until: date | None
    name: str
    kind: str
    area: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit of a lineage: the name it bore last, and its days.

    ``until`` is the day it was closed. ``shared`` tells that it was split: its figures belong
    to others too.
    """

    code: str
    name: str
    since: date
    until: date | None
    shared: bool


def _links() -> tuple[Links, Links]:
    """Give every succession forwards and backwards, the main successor first."""
    forwards: dict[str, list[tuple[str, date]]] = defaultdict(list)
    backwards: dict[str, list[tuple[str, date]]] = defaultdict(list)
    rows = Succession.objects.order_by("old__code", "place")
    for old, new, on in rows.values_list("old__code", "new__code", "on"):
        forwards[old].append((new, on))
        backwards[new].append((old, on))
    return forwards, backwards


def _check_known(code: str) -> None:
    if not Term.objects.filter(unit__code=code).exists():
        raise NotFound("units.unknown", where="unit", unit=code)


def _walk(code: str, links: Links, day: date | None) -> list[str]:
    """Give all that can be reached, nearest first, by successions up to a day (None: all)."""
    found = [code]
    for one in found:
        found += [
            other
            for other, on in links.get(one, ())
            if (day is None or on <= day) and other not in found
        ]
    return found[1:]


def successors(code: str, on: date | None = None) -> tuple[str, ...]:
    """Give the codes of those that answer for a unit on a day, the main one first.

    An open unit answers for itself. Raises NotFound.
    """
    _check_known(code)
    day, (forwards, _back) = on or today(), _links()
    reached = [code, *_walk(code, forwards, day)]
    return tuple(
        one for one in reached if not any(since <= day for _new, since in forwards.get(one, ()))
    )


def predecessors(code: str, on: date | None = None) -> tuple[str, ...]:
    """Give the codes of all that a unit had come from by a day, nearest first. Raises NotFound."""
    _check_known(code)
    return tuple(_walk(code, _links()[1], on or today()))


def lineage(code: str) -> tuple[Kin, ...]:
    """Give a unit with all it came from and all that came from it, oldest first.

    A comparison across years counts these together. Raises NotFound.
    """
    _check_known(code)
    forwards, backwards = _links()
    family = {code, *_walk(code, forwards, None), *_walk(code, backwards, None)}
    return tuple(sorted(_kin(family, forwards), key=lambda one: (one.since, one.code)))


def _kin(family: Iterable[str], forwards: Links) -> Iterable[Kin]:
    since: dict[str, date] = {}
    last: dict[str, str] = {}
    rows = Term.objects.filter(unit__code__in=family).order_by("valid")
    for one, name, valid in rows.values_list("unit__code", "name", "valid"):
        since.setdefault(one, valid.lower)
        last[one] = name
    for one, day in since.items():
        heirs = forwards.get(one, ())
        closed = heirs[0][1] if heirs else None
        yield Kin(one, last[one], day, closed, shared=len(heirs) > 1)


def names(code: str) -> tuple[Name, ...]:
    """Give what was true of a unit over time, oldest first, up to its closing. Raises NotFound."""
    closing = Succession.objects.filter(old__code=code).values_list("on", flat=True).first()
    rows = Term.objects.filter(unit__code=code).order_by("valid")
    found = rows.values_list("valid", "name", "kind", "area", "parent__code")
    told = tuple(
        Name(valid.lower, valid.upper or closing, *rest)
        for valid, *rest in found
        if closing is None or valid.lower < closing
    )
    if not told:
        raise NotFound("units.unknown", where="unit", unit=code)
    return told

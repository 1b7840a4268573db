"""Pages of long lists by the last row's place, and filters from fixed lists alone (AZ4)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest, QueryDict

from lianxin.foundation.faces.concealing import NotConcealed, conceal, reveal
from lianxin.foundation.kernel.errors import Invalid

AFTER = "after"
BEFORE = "before"
Row = TypeVar("Row")
Place = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Pager(Generic[Row]):
    """One page of rows, with the addresses of its neighbours; empty where there is none."""

    rows: tuple[Row, ...]
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page starts: right after ``place`` or, ``back``, right before it."""

    place: tuple[str | int, ...] = ()
    back: bool = False


def _purpose(request: HttpRequest) -> str:
    return f"page:{request.path}"


def _mark(request: HttpRequest, place: Place) -> str:
    """Give a place as an address may show it: keys of the database are not to be read there."""
    return conceal(json.dumps(list(place)), purpose=_purpose(request))


def spot_of(request: HttpRequest) -> Spot:
    """Read where the asked page starts. Raises Invalid("faces.page") for a foreign mark."""
    back = BEFORE in request.GET
    given = request.GET.get(BEFORE) or request.GET.get(AFTER) or ""
    if not given:
        return Spot()
    try:
        place = json.loads(reveal(given, purpose=_purpose(request)))
    except NotConcealed as fault:
        raise Invalid("faces.page", where="after") from fault
    return Spot(tuple(place), back=back)


def pager(
    request: HttpRequest, spot: Spot, found: Sequence[tuple[Place, Row]], *, size: int
) -> Pager[Row]:
    """Make the page from up to ``size`` + 1 rows with their places, nearest to the spot first.

    A page that was asked backwards comes in the reverse order from the store.
    """
    more = len(found) > size
    taken = list(found[:size])
    if spot.back:
        taken.reverse()
    rows = tuple(row for _place, row in taken)
    if not taken:
        return Pager(rows)
    earlier = more if spot.back else bool(spot.place)
    later = True if spot.back else more
    first, last = taken[0][0], taken[-1][0]
    return Pager(
        rows,
        previous_href=_href(request, BEFORE, first) if earlier else "",
        next_href=_href(request, AFTER, last) if later else "",
    )


def _href(request: HttpRequest, name: str, place: Place) -> str:
    query = _without(request.GET, AFTER, BEFORE)
    query[name] = _mark(request, place)
    return f"{request.path}?{query.urlencode()}"


def _without(given: QueryDict, *names: str) -> QueryDict:
    query = given.copy()
    for name in names:
        query.pop(name, None)
    return query


def chosen(request: HttpRequest, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Give the filters of the address; a value outside its list counts as not given."""
    return {
        name: request.GET[name]
        for name, allowed in lists.items()
        if request.GET.get(name) in allowed
    }


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its words, and the address without it."""

    text: str
    remove_href: str


def chip(request: HttpRequest, name: str, text: str) -> Chip:
    """Make the chip of a filter."""
    query = _without(request.GET, name, AFTER, BEFORE).urlencode()
    return Chip(text, f"{request.path}?{query}" if query else request.path)

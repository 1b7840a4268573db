"""What lists of the room share: the size of a page, and rows next to a spot."""

from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from lianxin.foundation.faces.paging import Spot
from lianxin.foundation.notices.models import Message, Notice
from lianxin.foundation.parameters import queries as parameters

Rows = TypeVar("Rows", Notice, Message)


def at_spot(rows: QuerySet[Rows], model: type[Rows], spot: Spot) -> QuerySet[Rows]:
    """Narrow rows to those next to a spot, nearest first; a row's place is its ``ref``."""
    if spot.place:
        anchor = model._default_manager.filter(ref=str(spot.place[0])).values("id")  # noqa: SLF001 - as Django says
        rows = rows.filter(id__gt=anchor) if spot.back else rows.filter(id__lt=anchor)
    return rows.order_by("id" if spot.back else "-id")[: page_size() + 1]


def page_size() -> int:
    """Give how many rows stand on a page today."""
    return parameters.number("notices.page", on=timezone.localdate())

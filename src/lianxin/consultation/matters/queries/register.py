"""All matters one may see, newest first, by filters from fixed lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from lianxin.consultation.matters import words
from lianxin.consultation.matters.models import Leg, Matter
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.lines import LegLine, MatterLine
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.queries.worklist import Page, Row, page_size
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.units import queries as units

STATES: Final = tuple(state.value for state in State)


def found(who: Actor, filters: Mapping[str, str]) -> QuerySet[Matter]:
    """Give the matters that fit; ``state=new`` is the dispatch view: new and returned ones."""
    matters = visible(who)
    state = filters.get("state", "")
    if state == State.NEW:
        matters = matters.filter(state__in=[State.NEW, State.RETURNED])
    elif state:
        matters = matters.filter(state=state)
    if filters.get("source"):
        matters = matters.filter(source=filters["source"])
    if filters.get("category"):
        category = filters["category"]
        matters = matters.filter(Q(category=category) | Q(category__startswith=f"{category}."))
    if filters.get("unit"):
        entry = units.directory().by_code(filters["unit"])
        matters = matters.filter(unit_id__in=units.directory().subtree([entry.code]))
    return matters


def listed(
    who: Actor,
    filters: Mapping[str, str],
    after: Sequence[str | int],
    *,
    back: bool,
    trail: str = "",
) -> list[tuple[list[str | int], Row]]:
    """Give one matter more than a page holds, with places, nearest to ``after`` first."""
    matters = found(who, filters)
    if after:
        day, key = date.fromisoformat(str(after[0])), int(after[1])
        beyond = (
            Q(registered_on__gt=day) | Q(registered_on=day, id__gt=key)
            if back
            else Q(registered_on__lt=day) | Q(registered_on=day, id__lt=key)
        )
        matters = matters.filter(beyond)
    order = ("registered_on", "id") if back else ("-registered_on", "-id")
    rows = matters.order_by(*order).values_list(*MatterLine._fields)[: page_size() + 1]
    page = [MatterLine(*row) for row in rows]
    legs = open_legs([matter.id for matter in page])
    lines = Page(who, list(legs.values()), timezone.now(), trail)
    return [
        (
            [matter.registered_on.isoformat(), matter.id],
            lines.row(matter, legs.get(matter.id), act=lines.act(legs.get(matter.id))),
        )
        for matter in page
    ]


def open_legs(matters: Sequence[int]) -> dict[int, LegLine]:
    """Give the open turns of matters, by the key of the matter."""
    found = Leg.objects.standing().filter(matter__in=matters)
    legs = (LegLine(*row) for row in found.values_list(*LegLine._fields))
    return {leg.matter_id: leg for leg in legs}


def chip_texts(filters: Mapping[str, str]) -> dict[str, str]:
    """Give the words of each filter that is set."""
    today = timezone.localdate()
    texts = {
        "state": lambda code: str(words.STATES[State(code)]),
        "source": lambda code: labels.label("matters.sources", code, today),
        "category": lambda code: labels.label("matters.categories", code, today),
        "unit": lambda code: units.directory().by_code(code).name,
    }
    return {name: texts[name](code) for name, code in filters.items()}


def told(error: LianxinError) -> str:
    """Give an error's sentence."""
    return tell(error).text

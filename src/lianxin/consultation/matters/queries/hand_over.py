"""Open work of a unit that changed, or begun by somebody who left, to be handed over by list."""

from typing import Final

from django.db.models import QuerySet

from lianxin.consultation.matters.models import Hand, Leg
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.rules.states import HANDLING_SIDE, Guard
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.units.queries import directory

SHOWN: Final = 100
"""A technical ceiling: rows of one list; what was handed over makes room for the next."""


def work_of(unit: int) -> QuerySet[Leg]:
    """Give the open turns of a unit, by its key: what is listed, and counted in its notice."""
    return Leg.objects.standing().filter(unit_id=unit, matter__guard=Guard.OPEN)


def begun_by(login: str) -> QuerySet[Leg]:
    """Give the open turns of matters that a person had in hand; they stay with their units."""
    begun = Hand.objects.filter(person__login=login, side=HANDLING_SIDE).values("matter_id")
    return Leg.objects.standing().filter(matter_id__in=begun, matter__guard=Guard.OPEN)


def of_unit(who: Actor, code: str) -> list[Leg]:
    """Give the open turns of a unit that one may see, nearest due first. Raises NotFound."""
    return _seen(who, work_of(directory().by_code(code).id))


def of_person(who: Actor, login: str, unit: str = "") -> list[Leg]:
    """Give what a person had in hand and one may see, of one unit if asked. Raises NotFound."""
    found = begun_by(login)
    return _seen(who, found.filter(unit_id=directory().by_code(unit).id) if unit else found)


def _seen(who: Actor, legs: QuerySet[Leg]) -> list[Leg]:
    found = legs.filter(matter__in=visible(who)).select_related("matter").order_by("due", "id")
    return list(found[:SHOWN])

"""Open work of a unit that changed, or begun by somebody who left, to be handed over by list."""

from typing import Final

from django.db.models import Q

from lianxin.consultation.matters.models import Hand, Leg
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.rules.states import HANDLING_SIDE, LegRole
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.units.queries import directory

SHOWN: Final = 100
"""A technical ceiling: rows of one list; what was handed over makes room for the next."""


def of_unit(who: Actor, code: str) -> list[Leg]:
    """Give the open turns of a unit that one may see, nearest due first. Raises NotFound."""
    return _open(who, Q(unit_id=directory().by_code(code).id))


def of_person(who: Actor, login: str) -> list[Leg]:
    """Give the open turns of matters that a person had in hand; they stay with their units."""
    begun = Hand.objects.filter(person__login=login, side=HANDLING_SIDE).values("matter_id")
    return _open(who, Q(matter_id__in=begun))


def _open(who: Actor, condition: Q) -> list[Leg]:
    found = Leg.objects.filter(condition, ended_at=None, matter__in=visible(who))
    found = found.exclude(role=LegRole.ASSIST).select_related("matter").order_by("due", "id")
    return list(found[:SHOWN])

"""Who sees which matters (MODEL section 4)."""

from collections.abc import Set as AbstractSet

from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value

from lianxin.consultation.matters.models import Hand, Matter
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.rules.states import (
    HANDLING_SIDE,
    JUDGING_SIDE,
    SIDES,
    Guard,
    LegRole,
    State,
)
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units


def overlaps(ids: AbstractSet[int]) -> Func:
    """Give the condition that a matter's units meet these.

    The scope goes as one text literal: a list through ArrayField costs 150 times more (MODEL
    section 4).
    """
    return Func(
        F("unit_ids"),
        Value(units.scope_literal(ids), output_field=TextField()),
        template="%(expressions)s::int[]",
        arg_joiner=" && ",
        output_field=BooleanField(),
    )


def scope(who: Actor, right: Right = Right.MATTERS_READ) -> frozenset[int] | None:
    """Give the ids of the units under one's posts by today's tree; None means every unit."""
    roots = who.authority.units(right)
    if roots is None:
        return None
    directory = units.directory()
    tops = {entry.code for entry in directory.all() if entry.parent is None}
    return None if tops and tops <= roots else directory.subtree(roots)


def sees(who: Actor, matter: Matter) -> bool:
    """Tell whether a matter in hand is among those that ``visible`` gives."""
    if who.kind is ActorKind.JOB:
        return True
    if who.kind is ActorKind.CITIZEN:
        return bool(who.about) and who.about == matter.number
    if matter.guard != Guard.OPEN:
        return False
    ids = scope(who)
    return ids is None or not ids.isdisjoint(matter.unit_ids)


def sees_rating(who: Actor, known: Known) -> bool:
    """Tell whether one may read the citizen's grade: who calls back or judges, and never handled.

    The unit that handled, and whoever has a post in it, is not told who rated (UI S9).
    """
    code = units.directory().by_id
    judged = {leg.unit_id for leg in known.legs if SIDES.get(LegRole(leg.role)) == JUDGING_SIDE}
    return (
        any(who.holds(Right.MATTERS_SUPERVISE, code(unit).code) for unit in judged)
        and not any(who.holds(Right.MATTERS_HANDLE, code(unit).code) for unit in known.handled)
        and (who.person, HANDLING_SIDE) not in known.hands
    )


def opens_contact(who: Actor, matter: Matter) -> bool:
    """Tell whether one may open the reporter's number: by a post over a unit of the matter.

    While it is judged again, the unit that is judged and who handled it may not (ADR 0008).
    """
    ids, units_ = scope(who, Right.VAULT_OPEN), set(matter.unit_ids)
    if matter.state == State.REOPENED:
        units_.discard(matter.unit_id or 0)
        handled = Hand.objects.filter(matter=matter, person_id=who.person, side=HANDLING_SIDE)
        if who.person is not None and handled.exists():
            return False
    return ids is None or not ids.isdisjoint(units_)


def visible(who: Actor) -> QuerySet[Matter]:
    """Give the matters that ``who`` may see: a citizen their own, staff their subtree's."""
    matters = Matter.objects.all()
    if who.kind is ActorKind.JOB:
        return matters
    if who.kind is ActorKind.CITIZEN:
        return matters.filter(number=who.about) if who.about else matters.none()
    matters = matters.filter(guard=Guard.OPEN)
    ids = scope(who)
    if ids is None:
        return matters
    if not ids:
        return matters.none()
    return matters.filter(overlaps(ids))

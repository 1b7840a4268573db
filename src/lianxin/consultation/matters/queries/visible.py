"""Who sees which matters (MODEL section 4)."""

from django.db.models import QuerySet

from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.rules.states import Guard
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

OVERLAPS = '"matters_matter"."unit_ids" && %s::int[]'


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


def visible(who: Actor) -> QuerySet[Matter]:
    """Give the matters that ``who`` may see: a citizen their own, staff their subtree's.

    The scope goes as one text literal: a list through ArrayField costs 150 times more.
    """
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
    return matters.extra(where=[OVERLAPS], params=[units.scope_literal(ids)])  # noqa: S610 - fixed text, bound value

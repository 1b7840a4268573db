"""Who sees which matters (MODEL section 4)."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value

from lianxin.consultation.matters.models import Event, Hand, Matter
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.rules.states import (
    HANDLING_SIDE,
    JUDGING_SIDE,
    SIDES,
    Guard,
    LegRole,
    State,
    Verb,
)
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NotFound
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
    return None if directory.tops and directory.tops <= roots else directory.subtree(roots)


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


def readable(who: Actor, known: Known, events: Iterable[Event]) -> list[Event]:
    """Give the events of a matter one sees that one may read too; the audit keeps them all.

    A rating is for who judges; an internal note for the unit of who wrote it and whoever has a
    post above that unit (UI S5).
    """
    rating, ids = sees_rating(who, known), scope(who)
    return [
        event
        for event in events
        if (rating or event.verb != Verb.RATE)
        and (event.verb != Verb.NOTE or ids is None or event.by_unit_id in ids)
    ]


def opens_contact(who: Actor, matter: Matter) -> bool:
    """Tell whether one may open the reporter's number: by a post over a unit of the matter.

    While it is judged again, the unit that is judged and who handled it may not (ADR 0008).
    """
    ids, open_to = scope(who, Right.VAULT_OPEN), set(matter.unit_ids)
    if matter.state == State.REOPENED:
        open_to.discard(matter.unit_id or 0)
        handled = Hand.objects.filter(matter=matter, person_id=who.person or 0, side=HANDLING_SIDE)
        if handled.exists():
            return False
    return ids is None or not ids.isdisjoint(open_to)


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


def lock_visible(who: Actor, number: str, before: QuerySet[Matter] | None = None) -> Matter:
    """Lock a matter that ``who`` saw ``before`` the act, else one that ``who`` sees now.

    Whether one still sees it is for ``sees``, under the lock (SECURITY AZ8). Raises
    NotFound("matters.not_found").
    """
    found = None if before is None else _locked(before, number)
    if found is None:
        found = _locked(visible(who), number)
    if found is None:
        raise NotFound("matters.not_found", where=number)
    return found


def _locked(seen: QuerySet[Matter], number: str) -> Matter | None:
    return seen.select_for_update(no_key=True).filter(number=number).first()

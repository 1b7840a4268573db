"""What administrators asked for people, until a second one decides."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lianxin.foundation.accounts.models import Asking, Post
from lianxin.foundation.accounts.queries.listing import visible
from lianxin.foundation.accounts.queries.posts import Holder, confirmers, holders
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

SHOWN = 200
"""Askings on one page, those that wait and the newest decisions: what a page is quick to draw."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking; ``until`` is the first day the post would no longer hold."""

    ref: UUID
    what: str
    login: str
    name: str
    role: str
    unit: str
    unit_name: str
    since: date | None
    until: date | None
    acting_for: str
    asked_by: str
    asked_by_id: int
    asked_by_login: str
    asked_at: datetime
    decision: str
    decided_by: str
    decided_at: datetime | None
    words: str
    person_id: int


def _asked(row: Asking) -> Asked:
    names = {entry.id: entry.name for entry in units.directory().entries}
    return Asked(
        ref=row.ref,
        what=row.what,
        login=row.person.login,
        name=row.person.name,
        role=row.role,
        unit=row.unit.code if row.unit else "",
        unit_name=names.get(row.unit_id or 0, row.unit.code if row.unit else ""),
        since=row.valid.lower if row.valid else None,
        until=row.valid.upper if row.valid else None,
        acting_for=row.acting_for.name if row.acting_for else "",
        asked_by=row.asked_by.name,
        asked_by_id=row.asked_by_id,
        asked_by_login=row.asked_by.login,
        asked_at=row.asked_at,
        decision=row.decision,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        words=row.words,
        person_id=row.person_id,
    )


def askings(who: Actor, *, waiting: bool, login: str = "") -> list[Asked]:
    """List what was asked for the people one sees: what waits, or what was decided, newest first.

    ``login`` narrows it to one person.
    """
    rows = Asking.objects.filter(person__in=visible(who))
    rows = rows.filter(decision="waiting") if waiting else rows.exclude(decision="waiting")
    if login:
        rows = rows.filter(person__login=login)
    rows = rows.select_related("person", "unit", "acting_for", "asked_by", "decided_by")
    return [_asked(row) for row in rows.order_by("-id")[:SHOWN]]


def asking(who: Actor, ref: UUID) -> Asked:
    """Give one asking. Raises NotFound when it is absent or out of one's scope."""
    rows = Asking.objects.filter(person__in=visible(who), ref=ref)
    row = rows.select_related("person", "unit", "acting_for", "asked_by", "decided_by").first()
    if row is None:
        raise NotFound("accounts.asking_unknown", where="ref")
    return _asked(row)


def asking_kept(key: int) -> Asked:
    """Give one asking by its key, for the job that tells of it."""
    rows = Asking.objects.select_related("person", "unit", "acting_for", "asked_by", "decided_by")
    return _asked(rows.get(pk=key))


def _places(asked: Asked) -> list[str | None]:
    """Give the units over which one must hold the right to decide; None is any unit."""
    if asked.unit:
        return [asked.unit]
    held = Post.objects.filter(person=asked.person_id, valid__contains=units.today())
    return [*held.values_list("unit__code", flat=True)] or [None]


def may_decide(who: Actor, asked: Asked) -> bool:
    """Tell whether one may decide: by right over the unit, neither the asker nor the person."""
    if who.person in {asked.asked_by_id, asked.person_id}:
        return False
    return all(who.holds(Right.PEOPLE_CONFIRM, place) for place in _places(asked))


def deciders(asked: Asked) -> list[Holder]:
    """List those who ``may_decide``, by name."""
    found = [
        holders(Right.PEOPLE_CONFIRM, place) if place else confirmers() for place in _places(asked)
    ]
    return [
        one
        for one in found[0]
        if one.person_id not in {asked.asked_by_id, asked.person_id}
        and all(one in others for others in found[1:])
    ]

"""The routes in force and the draft, and which unit they give for a matter, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Matter, Route, RouteSet
from lianxin.consultation.matters.queries import places
from lianxin.consultation.matters.queries.places import Ground
from lianxin.consultation.matters.rules.clashes import Clashes, clashes
from lianxin.consultation.matters.rules.routing import (
    Facts,
    Hours,
    Near,
    Routed,
    Rule,
    Target,
    numbered,
    route,
    starting,
)
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory

CATEGORIES: Final = KINDS["suggestion"].categories
DEFAULT: Final = "matters.routes.default"
HOUSE: Final = 0
"""The number of the set that the house starts with, made from the categories' own usual units."""


@dataclass(frozen=True, slots=True)
class Version:
    """A set of rules: a draft has no ``since``, one that decides today no ``until``."""

    number: int
    rules: tuple[Rule, ...]
    since: datetime | None = None
    until: datetime | None = None
    edition: int = 0
    by: str = ""

    @property
    def is_draft(self) -> bool:
        """Tell whether it may still be changed."""
        return self.since is None and self.number != HOUSE


def house(on: date) -> Version:
    """Give the set that the house starts with, as the parameters of a day say it."""
    listed = [
        (one.code, str(one.extra.get("route", "")), str(one.extra.get("near", Near.PLACE)))
        for one in parameters.choices(CATEGORIES, on=on)
    ]
    return Version(HOUSE, starting(listed, parameters.text(DEFAULT, on=on)))


def _version(found: RouteSet) -> Version:
    valid = found.valid
    return Version(
        number=found.number,
        rules=numbered([_rule(row) for row in found.rules.all()]),
        since=valid.lower if valid else None,
        until=valid.upper if valid else None,
        edition=found.edition,
        by=found.by_name,
    )


def _rule(row: Route) -> Rule:
    return Rule(
        position=row.position,
        target=Target(row.unit.code if row.unit else "", row.kind, Near(row.near)),
        category=row.category,
        area=row.area,
        words=tuple(row.words),
        hours=Hours(row.hours),
        since=row.valid.lower,
        until=row.valid.upper,
        note=row.note,
    )


_ORDERED: Final = Prefetch("rules", Route.objects.order_by("position").select_related("unit"))


def in_force(moment: datetime | None = None) -> Version:
    """Give the set that decides at a moment, now if None; the house's own before any other."""
    at = moment or timezone.now()
    found = RouteSet.objects.filter(valid__contains=at).prefetch_related(_ORDERED).first()
    return _version(found) if found else house(clock.local_day(at))


def draft() -> Version | None:
    """Give the draft, if somebody began one."""
    found = RouteSet.objects.filter(valid=None).prefetch_related(_ORDERED).first()
    return _version(found) if found else None


def versions() -> list[Version]:
    """Give every set that is, was or will be in force, the newest first, without its rules."""
    found = RouteSet.objects.exclude(valid=None).order_by("-number")
    return [
        Version(one.number, (), one.valid.lower, one.valid.upper, by=one.by_name) for one in found
    ]


def version(number: int) -> Version:
    """Give one set by its number. Raises NotFound."""
    if number == HOUSE:
        return house(timezone.localdate())
    found = RouteSet.objects.filter(number=number).prefetch_related(_ORDERED).first()
    if found is None:
        raise NotFound("matters.no_routes", number=number)
    return _version(found)


def routed(
    rules: Sequence[Rule], matter: Matter, words: str, category: str, ground: Ground
) -> Routed:
    """Give the unit that rules choose for a matter by what it is about, where and when it came.

    Every rule that was tried comes with it. Closed units are those of their successors.
    """
    text = f"{matter.place}\n{words or matter.subject}"
    here = ground.located(text, matter.first_receiver_id)
    working, office = ground.times(matter.registered_at)
    facts = Facts(
        category=category,
        places=ground.codes_at(here),
        text=text,
        day=clock.local_day(matter.registered_at),
        working=working,
        office=office,
    )
    return route(rules, facts, lambda target: ground.find(target, here))


def clashes_of(rules: Sequence[Rule], tree: Directory) -> Clashes:
    """Find the rules that can never win, and those that overlap with another goal."""
    above = {
        area: places.codes_above(area, tree) for area in {rule.area for rule in rules if rule.area}
    }
    return clashes(places.followed(rules, tree), above, tree.day)


def closed_of(rules: Iterable[Rule], tree: Directory) -> dict[int, str]:
    """Say of each rule that names a closed unit who answers for it now, by position."""
    told: dict[int, str] = {}
    for rule in rules:
        for code in (rule.area, rule.target.unit):
            old = places.entry(code, tree)
            if old is not None and old.closed:
                heir = places.successor(old, tree).name
                told[rule.position] = _("“{old}”已撤并,现由“{heir}”承接。").format(
                    old=old.name, heir=heir
                )
    return told

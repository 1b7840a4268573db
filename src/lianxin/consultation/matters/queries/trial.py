"""A dry run of routes over past matters: what would have gone where, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import Matter, Wording
from lianxin.consultation.matters.queries import places, routing
from lianxin.consultation.matters.queries.places import Ground
from lianxin.consultation.matters.queries.route_words import said
from lianxin.consultation.matters.queries.suggesting import scored
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.rules.routing import Routed, Rule
from lianxin.consultation.matters.rules.states import Face
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, Entry, directory

MOST: Final = "matters.routes.try"
NOBODY: Final = "-"
"""The place of a unit in a pair when no rule chose one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many matters that went to one unit would have gone to another, or to the same."""

    pair: str
    would: str
    went: str
    count: int
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One past matter: where it would have gone and why, where it went."""

    number: str
    href: str
    subject: str
    would: str
    went: str
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a dry run found; ``left_out`` are older ones beyond the most that are tried."""

    tried: int
    same: int
    left_out: int
    tallies: tuple[Tally, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    matter: Matter
    routed: Routed
    went: Entry

    @property
    def pair(self) -> str:
        return f"{self.routed.unit or NOBODY}~{self.went.code}"


def trial(
    who: Actor, rules: Sequence[Rule], days: tuple[date, date], pair: str, size: int
) -> Trial:
    """Try rules on the matters one may see that were registered on these days and handled.

    ``pair`` chooses which lines are given, up to ``size`` of them, newest first; with an empty
    one those that would have gone elsewhere.
    """
    tree = directory()
    most = parameters.number(MOST, on=tree.day)
    past = visible(who).filter(registered_on__range=days, unit__isnull=False)
    found = list(past.order_by("-registered_on", "-id")[: most + 1])
    left_out = past.count() - most if len(found) > most else 0
    cases = _cases(found[:most], rules, tree)
    counts = Counter((case.pair, case.routed.unit, case.went) for case in cases)
    tallies = [
        Tally(at, _name(unit, tree), went.name, count, same=unit == went.code)
        for (at, unit, went), count in counts.most_common()
    ]
    tallies.sort(key=lambda one: (one.same, -one.count))
    chosen = [
        case
        for case in cases
        if (case.pair == pair if pair else case.routed.unit != case.went.code)
    ]
    return Trial(
        tried=len(cases),
        same=sum(one.count for one in tallies if one.same),
        left_out=left_out,
        tallies=tuple(tallies),
        lines=tuple(_line(case, tree) for case in chosen[:size]),
    )


def _cases(matters: Sequence[Matter], rules: Sequence[Rule], tree: Directory) -> list[_Case]:
    ground, followed = Ground(tree), places.followed(rules, tree)
    words = dict(
        Wording.objects.filter(matter__in=matters, seq=1, face=Face.ORIGINAL).values_list(
            "matter_id", "body"
        )
    )
    return [
        _Case(
            matter,
            _routed(matter, words.get(matter.pk, ""), followed, ground),
            places.successor(tree.by_id(matter.unit_id), tree),
        )
        for matter in matters
        if matter.unit_id
    ]


def _routed(matter: Matter, words: str, rules: Sequence[Rule], ground: Ground) -> Routed:
    guess = None if matter.category else scored(matter, words)
    category = matter.category or (guess.code if guess else "")
    return routing.routed(rules, matter, words, category, ground)


def _name(code: str, tree: Directory) -> str:
    return tree.by_code(code).name if code else _("没有去向")


def _line(case: _Case, tree: Directory) -> Line:
    rule = case.routed.rule
    why = _("第 {position} 条:{rule}")
    return Line(
        number=case.matter.number,
        href=f"/desk/matters/{case.matter.number}",
        subject=case.matter.subject,
        would=_name(case.routed.unit, tree),
        went=case.went.name,
        why=why.format(position=rule.position, rule=said(rule, tree)) if rule else "",
    )

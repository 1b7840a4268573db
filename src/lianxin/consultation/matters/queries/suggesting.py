"""Category and unit suggested from the taxonomy's own words and the routes, and why.

Nothing is applied without a person: the suggestion only fills the form in.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Event, Matter
from lianxin.consultation.matters.queries import places, routing
from lianxin.consultation.matters.queries.route_words import said
from lianxin.consultation.matters.queries.timeline import words_of
from lianxin.consultation.matters.rules.routing import Routed
from lianxin.consultation.matters.rules.states import Face, State, Verb
from lianxin.consultation.matters.rules.suggesting import Scored, best_category
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, Entry, directory


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code (empty: none) and the sentence that says why."""

    code: str
    why: str


def original_words(matter: Matter) -> str:
    """Give the citizen's first words, or the subject."""
    return words_of(matter, (Face.ORIGINAL,)).get((1, Face.ORIGINAL), matter.subject)


def scored(matter: Matter, words: str) -> Scored | None:
    """Give the category whose own words stand in the citizen's, with those that decided."""
    listed = parameters.choices(KINDS[matter.kind].categories, on=matter.registered_on)
    signs = {one.code: tuple(one.extra.get("words", ())) for one in listed}
    return best_category(f"{matter.subject}\n{words}\n{matter.place}", signs)


def suggested_category(matter: Matter) -> Suggestion:
    """Give the category it has, else the one whose own words stand in the citizen's words."""
    if matter.category:
        return Suggestion(matter.category, "")
    found = scored(matter, original_words(matter))
    if found is None:
        return Suggestion("", _("没有认出类别,请选。"))
    words = _("、").join(found.words)
    return Suggestion(found.code, _("按原话里的“{words}”填好,请核对。").format(words=words))


def suggested_unit(matter: Matter) -> Suggestion:
    """Give the unit that a return named, the one that answered, or the one the routes choose."""
    tree = directory()
    named = _named(matter, tree)
    if named is not None:
        return Suggestion(named.code, _("退回时指明的单位。"))
    if matter.state == State.REOPENED and matter.unit_id:
        answered = places.successor(tree.by_id(matter.unit_id), tree)
        return Suggestion(answered.code, _("上一次办理的单位。"))
    return _routed(matter, tree)


def _named(matter: Matter, tree: Directory) -> Entry | None:
    if matter.state != State.RETURNED:
        return None
    last = Event.objects.filter(matter=matter, verb=Verb.RETURN).order_by("seq").last()
    named = tree.by_id(last.named_unit_id) if last and last.named_unit_id else None
    return places.successor(named, tree) if named else None


def tried(matter: Matter, tree: Directory) -> Routed:
    """Try the routes in force on a matter: the unit they choose, and each rule up to it."""
    rules = places.followed(routing.in_force().rules, tree)
    category = matter.category or suggested_category(matter).code
    return routing.routed(rules, matter, original_words(matter), category, places.Ground(tree))


def _routed(matter: Matter, tree: Directory) -> Suggestion:
    found = tried(matter, tree)
    if found.rule is None:
        return Suggestion("", _("没有规则选中,请选。"))
    words = _("分派规则第 {position} 条:{rule}。请核对地点。")
    return Suggestion(
        found.unit, words.format(position=found.rule.position, rule=said(found.rule, tree))
    )

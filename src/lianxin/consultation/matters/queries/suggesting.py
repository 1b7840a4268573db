"""Category and unit suggested from the taxonomy's own words, with the words that decided.

Nothing is applied without a person: the suggestion only fills the form in.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Event, Matter
from lianxin.consultation.matters.queries.timeline import words_of
from lianxin.consultation.matters.rules.states import Face, State, Verb
from lianxin.consultation.matters.rules.suggesting import Scored, best_category, nearest
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, Entry, directory

ANYWHERE = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code (empty: none) and the sentence that says why."""

    code: str
    why: str


def _scored(matter: Matter) -> Scored | None:
    listed = parameters.choices(KINDS[matter.kind].categories, on=matter.registered_on)
    words = words_of(matter, (Face.ORIGINAL,)).get((1, Face.ORIGINAL), matter.subject)
    signs = {one.code: tuple(one.extra.get("words", ())) for one in listed}
    return best_category(f"{matter.subject}\n{words}\n{matter.place}", signs)


def suggested_category(matter: Matter) -> Suggestion:
    """Give the category it has, else the one whose own words stand in the citizen's words."""
    if matter.category:
        return Suggestion(matter.category, "")
    found = _scored(matter)
    if found is None:
        return Suggestion("", _("没有认出类别,请选。"))
    words = _("、").join(found.words)
    return Suggestion(found.code, _("按原话里的“{words}”填好,请核对。").format(words=words))


def suggested_unit(matter: Matter) -> Suggestion:
    """Give the unit that a return named, the one that answered, or the category's usual unit."""
    tree = directory()
    named = _named(matter, tree)
    if named is not None:
        return Suggestion(named.code, _("退回时指明的单位。"))
    if matter.state == State.REOPENED and matter.unit_id:
        return Suggestion(tree.by_id(matter.unit_id).code, _("上一次办理的单位。"))
    code = matter.category or suggested_category(matter).code
    if not code:
        return Suggestion("", "")
    return _usual(matter, code, tree)


def _named(matter: Matter, tree: Directory) -> Entry | None:
    if matter.state != State.RETURNED:
        return None
    last = Event.objects.filter(matter=matter, verb=Verb.RETURN).order_by("seq").last()
    return tree.by_id(last.named_unit_id) if last and last.named_unit_id else None


def _usual(matter: Matter, code: str, tree: Directory) -> Suggestion:
    on = matter.registered_on
    key = KINDS[matter.kind].categories
    category = parameters.choice(key, code, on=on)
    above = parameters.choice(key, category.parent, on=on) if category.parent else category
    route = str(category.extra.get("route") or above.extra.get("route") or "")
    line = str(category.extra.get("line") or above.extra.get("line") or "")
    kinds = [f"{route}.{line}", route] if line else [route]
    units = [entry for kind in kinds for entry in tree.find(kind=kind)]
    words = words_of(matter, (Face.ORIGINAL,)).get((1, Face.ORIGINAL), "")
    found = nearest(
        f"{matter.place}\n{words}",
        [(entry.code, _names(entry, tree)) for entry in units],
        [entry.code for entry in tree.above(tree.by_id(matter.first_receiver_id).code)],
    )
    if not found:
        return Suggestion("", "")
    english = (get_language() or "").startswith("en")
    name = category.en if english else category.zh
    return Suggestion(found, _("“{category}”通常由它办,请核对地点。").format(category=name))


def _names(entry: Entry, tree: Directory) -> tuple[str, ...]:
    return tuple(one.name for one in tree.above(entry.code))

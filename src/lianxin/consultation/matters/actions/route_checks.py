"""What a rule of the routes must be before it is stored."""

from lianxin.consultation.matters.models.routing import LONGEST_WORD
from lianxin.consultation.matters.queries import places
from lianxin.consultation.matters.queries.routes import can_handle
from lianxin.consultation.matters.queries.routing import CATEGORIES
from lianxin.consultation.matters.rules.routing import Rule
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory, directory


def check_rule(rule: Rule) -> None:
    """Check a rule's category, area, words, days and target. Raises Invalid, NotFound."""
    tree = directory()
    _check_code(CATEGORIES, rule.category, "matters.route_category", "category", tree)
    if rule.area and not _is_area(rule.area, tree):
        raise Invalid("matters.route_area", where="area", given=rule.area)
    for word in rule.words:
        if len(word) > LONGEST_WORD:
            raise Invalid("matters.route_word", where="words", given=word, most=LONGEST_WORD)
    if rule.since and rule.until and rule.until <= rule.since:
        raise Invalid("matters.route_days", where="until", since=rule.since)
    _check_target(rule, tree)


def _check_target(rule: Rule, tree: Directory) -> None:
    target = rule.target
    if bool(target.unit) == bool(target.kind):
        raise Invalid("matters.route_target", where="unit")
    if target.unit:
        unit = tree.by_code(target.unit)
        heir = places.successor(unit, tree)
        if not can_handle(heir, tree.day):
            raise Invalid("matters.unit_no_handler", where="unit", unit=heir.name)
    _check_code("units.kinds", target.kind, "matters.route_kind", "kind", tree)


def _check_code(key: str, code: str, sentence: str, where: str, tree: Directory) -> None:
    if code and code not in {one.code for one in parameters.choices(key, on=tree.day)}:
        raise Invalid(sentence, where=where, given=code)


def _is_area(code: str, tree: Directory) -> bool:
    """Tell whether a code names a unit or an area; without a table of areas, one of a unit."""
    if units.name_of(code, tree.day):
        return True
    return not units.areas_loaded() and any(unit.area == code for unit in tree.all())

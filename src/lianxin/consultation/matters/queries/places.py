"""Where a matter lies, and which unit a route's target means there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from lianxin.consultation.matters.queries.routes import can_handle
from lianxin.consultation.matters.rules.routing import Near, Rule, Target
from lianxin.consultation.matters.rules.suggesting import PLACE_LETTERS
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, Entry

PLACES = "matters.routes.places"


def entry(code: str, tree: Directory) -> Entry | None:
    """Give the unit of a code, closed ones too; None for the code of an area or of nothing."""
    return next(iter(tree.above(code)), None) if code else None


def successor(unit: Entry, tree: Directory) -> Entry:
    """Give the open unit that answers for a closed one; an open unit answers for itself."""
    return next((one for one in tree.above(unit.code) if not one.closed), unit)


def _heir(code: str, tree: Directory) -> str:
    found = entry(code, tree)
    return successor(found, tree).code if found else code


def followed(rules: Sequence[Rule], tree: Directory) -> tuple[Rule, ...]:
    """Give the rules with each closed unit's successor in its place."""
    return tuple(
        replace(
            rule,
            area=_heir(rule.area, tree),
            target=replace(rule.target, unit=_heir(rule.target.unit, tree)),
        )
        for rule in rules
    )


def codes_above(code: str, tree: Directory) -> frozenset[str]:
    """Give the codes of a unit, or of one in an area, and of all above it, and their areas."""
    in_area = (unit.code for unit in tree.all() if unit.area == code)
    chain = tree.above(code) or tree.above(next(in_area, ""))
    return _codes(chain) | {code}


def _codes(chain: Iterable[Entry]) -> frozenset[str]:
    return frozenset(code for one in chain for code in (one.code, one.area) if code)


class Ground:
    """The tree with what routes ask of it, worked out once for many matters."""

    def __init__(self, tree: Directory) -> None:
        """Take the tree of a day, its places and the calendar."""
        self.tree = tree
        self._calendar = clock.calendar()
        self._handling = [unit for unit in tree.all() if can_handle(unit, tree.day)]
        places = parameters.codes(PLACES, on=tree.day)
        named = [unit for kind in places for unit in tree.find(kind=kind) if unit.parent]
        named.sort(key=lambda unit: (-self._depth(unit), unit.code))
        self._named = [(self._depth(unit), unit.name[:PLACE_LETTERS], unit) for unit in named]
        self._found: dict[tuple[Target, str], str] = {}

    def _depth(self, unit: Entry) -> int:
        return len(self.tree.above(unit.code))

    def located(self, text: str, receiver: int) -> Entry:
        """Give the unit whose place the text names, the deepest one and there the first named.

        The receiver, by its key, when the text names none.
        """
        named = [
            (-depth, text.find(place), unit.code, unit)
            for depth, place, unit in self._named
            if place in text
        ]
        if named:
            return min(named, key=lambda one: one[:3])[3]
        return successor(self.tree.by_id(receiver), self.tree)

    def codes_at(self, here: Entry) -> frozenset[str]:
        """Give the codes of a unit and of all above it, and of their areas."""
        return _codes(self.tree.above(here.code))

    def times(self, moment: datetime) -> tuple[bool, bool]:
        """Tell whether a moment lies on a working day, and within office hours."""
        working = self._calendar.is_working_day(clock.local_day(moment))
        opened = self._calendar.office_time(moment, moment + timedelta(minutes=1))
        return working, opened > timedelta()

    def find(self, target: Target, here: Entry) -> str:
        """Give the unit that a target means for a matter that lies at ``here``; empty for none."""
        asked = (target, here.code)
        if asked not in self._found:
            self._found[asked] = self._find(target, here)
        return self._found[asked]

    def _find(self, target: Target, here: Entry) -> str:
        if target.unit:
            return target.unit if any(one.code == target.unit for one in self._handling) else ""
        kind = target.kind
        fit = [one for one in self._handling if one.kind == kind or one.kind.startswith(f"{kind}.")]
        if target.near == Near.CITY:
            return self._first(fit)
        return self._under(fit, here) if target.near == Near.PLACE else self._above(fit, here)

    def _first(self, units: Iterable[Entry]) -> str:
        """Give the one nearest to the top, empty for none."""
        nearest = min(units, key=lambda unit: (self._depth(unit), unit.code), default=None)
        return nearest.code if nearest else ""

    def _under(self, units: Sequence[Entry], here: Entry) -> str:
        """Give the unit of the place: under the nearest above; under the top only a single one."""
        for above in self.tree.above(here.code):
            within = self.tree.subtree([above.code])
            found = [unit for unit in units if unit.id in within]
            if found and (above.parent is not None or len(found) == 1):
                return self._first(found)
        return ""

    def _above(self, units: Sequence[Entry], here: Entry) -> str:
        """Give the unit under the nearest one above the unit concerned, never its own."""
        own = self.tree.subtree([here.code])
        for above in self.tree.above(here.code)[1:]:
            within = self.tree.subtree([above.code]) - own
            found = self._first(unit for unit in units if unit.id in within)
            if found:
                return found
        return ""

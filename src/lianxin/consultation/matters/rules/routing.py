"""Which unit a matter goes to: ordered rules, the first one that fits and leads somewhere wins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Near(StrEnum):
    """Which unit of a kind is meant: that of the place, of the city, or one above the unit."""

    PLACE = "place"
    CITY = "city"
    ABOVE = "above"


class Hours(StrEnum):
    """At which times a rule holds; the empty one is always."""

    ALWAYS = ""
    OFFICE = "office"
    OUTSIDE = "outside"
    WORKDAY = "workday"
    DAY_OFF = "day_off"


class Part(StrEnum):
    """What of a rule did not fit; ``target`` when all fitted but no such unit is there."""

    CATEGORY = "category"
    AREA = "area"
    WORDS = "words"
    DAYS = "days"
    HOURS = "hours"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a rule leads: one unit by its code, or the unit of a kind that is ``near``."""

    unit: str = ""
    kind: str = ""
    near: Near = Near.PLACE


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a set; a condition that is empty asks for nothing.

    ``category`` takes those below it in; ``area`` is a unit's code or one of GB/T 2260 and
    takes all below it in; one of ``words`` must stand in the text; ``since`` to ``until`` (not
    within) are the days on which it holds.
    """

    position: int
    target: Target
    category: str = ""
    area: str = ""
    words: tuple[str, ...] = ()
    hours: Hours = Hours.ALWAYS
    since: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def takes_all(self) -> bool:
        """Tell whether it asks for nothing, as the last rule of a set does."""
        return self == Rule(self.position, self.target, note=self.note)


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about a matter: ``places`` are the codes of its units and areas, upward.

    ``working`` and ``office`` say whether it came on a working day, and within office hours.
    """

    category: str = ""
    places: frozenset[str] = frozenset()
    text: str = ""
    day: date = date.min
    working: bool = True
    office: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule that was tried and what did not fit; None for the one that won."""

    rule: Rule
    lacks: Part | None


@dataclass(frozen=True, slots=True)
class Routed:
    """The unit (empty: none) and every rule that was tried, in order."""

    unit: str
    tried: tuple[Tried, ...]

    @property
    def rule(self) -> Rule | None:
        """Give the rule that won."""
        last = self.tried[-1] if self.tried else None
        return last.rule if last and last.lacks is None else None


def takes(wider: str, code: str) -> bool:
    """Tell whether a category is another one or stands below it; the empty one takes all."""
    return not wider or code == wider or code.startswith(f"{wider}.")


_AT: dict[Hours, Callable[[Facts], bool]] = {
    Hours.ALWAYS: lambda _facts: True,
    Hours.OFFICE: lambda facts: facts.office,
    Hours.OUTSIDE: lambda facts: not facts.office,
    Hours.WORKDAY: lambda facts: facts.working,
    Hours.DAY_OFF: lambda facts: not facts.working,
}


def _on(rule: Rule, facts: Facts) -> bool:
    begun = rule.since is None or rule.since <= facts.day
    return begun and (rule.until is None or facts.day < rule.until)


_ASKED: tuple[tuple[Part, Callable[[Rule, Facts], bool]], ...] = (
    (Part.CATEGORY, lambda rule, facts: takes(rule.category, facts.category)),
    (Part.AREA, lambda rule, facts: not rule.area or rule.area in facts.places),
    (Part.WORDS, lambda rule, facts: not rule.words or any(w in facts.text for w in rule.words)),
    (Part.DAYS, _on),
    (Part.HOURS, lambda rule, facts: _AT[rule.hours](facts)),
)


def lacks(rule: Rule, facts: Facts) -> Part | None:
    """Give the first part of a rule that does not fit, None when all do."""
    return next((part for part, fits in _ASKED if not fits(rule, facts)), None)


def route(rules: Sequence[Rule], facts: Facts, find: Callable[[Target], str]) -> Routed:
    """Give the unit of the first rule that fits and leads to a unit, with all that were tried.

    ``find`` gives the unit that a target means for this matter, empty when there is none.
    """
    tried: list[Tried] = []
    for rule in rules:
        part = lacks(rule, facts)
        unit = "" if part else find(rule.target)
        if unit:
            return Routed(unit, (*tried, Tried(rule, None)))
        tried.append(Tried(rule, part or Part.TARGET))
    return Routed("", tuple(tried))


def numbered(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Give the rules with positions from 1 without a gap, in the order they stand."""
    return tuple(replace(rule, position=place) for place, rule in enumerate(rules, start=1))


def starting(categories: Sequence[tuple[str, str, str]], default: str) -> tuple[Rule, ...]:
    """Make the rules that a house starts with from categories, their kind of unit, and ``near``.

    A finer category that says the same as the one above it needs no rule; finer ones stand
    before coarser ones. The last rule takes what nobody matched to the ``default`` kind.
    """
    said = {code: (kind, near) for code, kind, near in categories if kind}
    own = [
        (code, both)
        for code, both in said.items()
        if said.get(code.rpartition(".")[0]) != both or "." not in code
    ]
    own.sort(key=lambda one: -one[0].count("."))
    rules = [Rule(0, Target(kind=kind, near=Near(near)), code) for code, (kind, near) in own]
    return numbered([*rules, Rule(0, Target(kind=default))])

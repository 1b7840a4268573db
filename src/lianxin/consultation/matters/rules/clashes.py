"""Where the rules of a set clash: those that can never win, those that overlap with another goal.

Conditions see a matter only through a few features, so a small number of made-up matters
stands for all: each rule's own categories, areas, words, days and hours, combined. Only the
days from today on count: what could win in the past alone can never win again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from lianxin.consultation.matters.rules.routing import Facts, Rule, lacks, takes

Above = Mapping[str, frozenset[str]]
"""The codes of a unit or area and of all above it, by its code."""

TIMES = ((True, True), (True, False), (False, False))
"""Within office hours, outside of them on a working day, on a day off: (working, office)."""


@dataclass(frozen=True, slots=True)
class Shadowed:
    """A rule that can never win, and the earlier ones that take all it asks for."""

    rule: Rule
    by: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules with other targets of which neither is a special case of the other."""

    first: Rule
    second: Rule
    example: Facts


@dataclass(frozen=True, slots=True)
class Clashes:
    """All that is odd about a set."""

    shadowed: tuple[Shadowed, ...]
    overlaps: tuple[Overlap, ...]


def _examples(rule: Rule, rules: Sequence[Rule], above: Above, today: date) -> Iterator[Facts]:
    """Give the matters that stand for all which a rule fits from today on."""
    categories = {"", *(one.category for one in rules)}
    areas = {one.area for one in rules if one.area}
    within = {area: above.get(area, frozenset({area})) for area in areas}
    places = {frozenset[str](), *within.values()}
    turns = (day for one in rules for day in (one.since, one.until) if day and day > today)
    days = {today, *turns}
    for category, place, text, day, (working, office) in product(
        sorted(code for code in categories if takes(rule.category, code)),
        sorted(places, key=sorted),
        rule.words or ("",),
        sorted(days),
        TIMES,
    ):
        facts = Facts(category, place, text, day, working, office)
        if lacks(rule, facts) is None:
            yield facts


def clashes(rules: Sequence[Rule], above: Above, today: date) -> Clashes:
    """Find what cannot win from today on and what overlaps; ``above`` knows every area named."""
    examples = {rule: tuple(_examples(rule, rules, above, today)) for rule in rules}
    shadowed = [
        Shadowed(rule, by)
        for place, rule in enumerate(rules)
        if (by := _takers(rules[:place], examples[rule]))
    ]
    hidden = {one.rule for one in shadowed}
    open_ones = [rule for rule in rules if rule not in hidden]
    overlaps = [
        Overlap(first, second, example)
        for first, second in combinations(open_ones, 2)
        if first.target != second.target
        and (example := _shared(first, second, examples)) is not None
    ]
    return Clashes(tuple(shadowed), tuple(overlaps))


def _takers(earlier: Sequence[Rule], examples: Sequence[Facts]) -> tuple[Rule, ...]:
    """Give the earlier rules that take every example; nothing when one is left."""
    takers: list[Rule] = []
    for facts in examples:
        taker = next((rule for rule in earlier if lacks(rule, facts) is None), None)
        if taker is None:
            return ()
        takers.append(taker)
    return tuple(dict.fromkeys(takers))


def _shared(first: Rule, second: Rule, examples: Mapping[Rule, Sequence[Facts]]) -> Facts | None:
    """Give a matter that fits both, unless one of them is a special case of the other."""
    both = [facts for facts in examples[first] if lacks(second, facts) is None]
    both_of_second = [facts for facts in examples[second] if lacks(first, facts) is None]
    special = len(both) == len(examples[first]) or len(both_of_second) == len(examples[second])
    return None if special else next(iter([*both, *both_of_second]), None)

"""Ordered rules: the first that fits wins; what can never win and what overlaps is found."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.clashes import clashes
from lianxin.consultation.matters.rules.routing import (
    Facts,
    Hours,
    Near,
    Part,
    Rule,
    Target,
    lacks,
    numbered,
    route,
    starting,
)

DAY = date(2021, 3, 5)
ABOVE = {
    "branch": frozenset({"branch", "bureau"}),
    "station": frozenset({"station", "branch", "bureau"}),
    "other": frozenset({"other", "bureau"}),
}
CATEGORIES = ("", "traffic", "traffic.parking", "order", "order.theft")
TARGETS = st.sampled_from(["a", "b", "c"]).map(lambda unit: Target(unit=unit))
DAYS = st.sampled_from([None, date(2021, 1, 1), DAY, date(2021, 6, 1)])
RULES = st.lists(
    st.builds(
        Rule,
        position=st.just(0),
        target=TARGETS,
        category=st.sampled_from(CATEGORIES),
        area=st.sampled_from(["", *ABOVE]),
        words=st.sampled_from([(), ("校门",), ("校", "夜市")]),
        hours=st.sampled_from(Hours),
        since=DAYS,
        until=DAYS,
    ),
    max_size=6,
).map(numbered)
FACTS = st.builds(
    Facts,
    category=st.sampled_from(CATEGORIES),
    places=st.sampled_from([frozenset[str](), *ABOVE.values()]),
    text=st.sampled_from(["", "校门", "夜市", "校门口的夜市"]),
    day=st.dates(date(2020, 1, 1), date(2022, 1, 1)),
    working=st.booleans(),
    office=st.booleans(),
).filter(lambda facts: facts.working or not facts.office)


def found(target: Target) -> str:
    """Give a unit for every target but c."""
    return "" if target.unit == "c" else target.unit


@given(RULES, FACTS)
def test_the_first_that_fits_and_leads_somewhere_wins(
    rules: tuple[Rule, ...], facts: Facts
) -> None:
    fit = [rule for rule in rules if lacks(rule, facts) is None and rule.target.unit != "c"]
    routed = route(rules, facts, found)
    assert routed.unit == (fit[0].target.unit if fit else "")
    assert routed.rule == (fit[0] if fit else None)
    assert [one.rule for one in routed.tried] == list(rules[: len(routed.tried)])
    assert all(one.lacks for one in routed.tried if one.rule != routed.rule)


@given(RULES, st.lists(FACTS.filter(lambda facts: facts.day >= DAY), max_size=30))
def test_what_is_told_to_be_shadowed_never_wins_from_today_on(
    rules: tuple[Rule, ...], several: list[Facts]
) -> None:
    hidden = {one.rule for one in clashes(rules, ABOVE, DAY).shadowed}
    winners = {route(rules, facts, lambda target: target.unit).rule for facts in several}
    assert not hidden & winners


@given(RULES)
def test_each_overlap_has_an_example_that_fits_both(rules: tuple[Rule, ...]) -> None:
    for one in clashes(rules, ABOVE, DAY).overlaps:
        assert lacks(one.first, one.example) is None
        assert lacks(one.second, one.example) is None
        assert one.first.target != one.second.target
        assert one.first.position < one.second.position


def rule(target: str, **asked: object) -> Rule:
    """Write a rule shortly."""
    return Rule(0, Target(unit=target), **asked)  # type: ignore[arg-type]


def test_a_general_rule_hides_a_special_one_behind_it() -> None:
    rules = numbered(
        [
            rule("a", category="traffic"),
            rule("b", category="traffic.parking", area="station"),
            rule("c", category="order", hours=Hours.OFFICE),
            rule("d", category="order", hours=Hours.OUTSIDE),
            rule("e", category="order.theft"),
        ]
    )
    shown = [
        (one.rule.position, [by.position for by in one.by])
        for one in clashes(rules, ABOVE, DAY).shadowed
    ]
    assert shown == [(2, [1]), (5, [3, 4])]


def test_a_day_that_is_over_counts_no_more() -> None:
    begun = numbered([rule("a", since=date(2021, 1, 1)), rule("b")])
    (hidden,) = clashes(begun, ABOVE, DAY).shadowed
    assert (hidden.rule, hidden.by) == (begun[1], (begun[0],))
    still_to_begin = numbered([rule("a", since=date(2021, 6, 1)), rule("b")])
    assert not clashes(still_to_begin, ABOVE, DAY).shadowed
    over = numbered([rule("a", area="branch", until=DAY), rule("b", category="traffic")])
    assert not clashes(over, ABOVE, DAY).overlaps


def test_a_special_case_is_no_conflict_but_two_that_cross_are() -> None:
    special = numbered([rule("b", category="traffic.parking"), rule("a", category="traffic")])
    assert not clashes(special, ABOVE, DAY).overlaps
    crossing = numbered([rule("a", category="traffic"), rule("b", area="branch")])
    (one,) = clashes(crossing, ABOVE, DAY).overlaps
    assert one.example.category == "traffic"
    assert "branch" in one.example.places
    same = numbered([rule("a", category="traffic"), rule("a", area="branch")])
    assert not clashes(same, ABOVE, DAY).overlaps


def test_what_does_not_fit_is_named() -> None:
    parts = [
        (rule("a", category="order"), Part.CATEGORY),
        (rule("a", area="other"), Part.AREA),
        (rule("a", words=("夜市",)), Part.WORDS),
        (rule("a", since=date(2021, 3, 6)), Part.DAYS),
        (rule("a", until=DAY), Part.DAYS),
        (rule("a", hours=Hours.DAY_OFF), Part.HOURS),
        (rule("a", until=date(2021, 3, 6), hours=Hours.OFFICE), None),
    ]
    facts = Facts("traffic.parking", ABOVE["station"], "校门", DAY)
    assert [lacks(one, facts) for one, _part in parts] == [part for _one, part in parts]
    assert route([rule("c")], facts, found).tried[0].lacks == Part.TARGET


def test_a_house_starts_with_its_categories_usual_units() -> None:
    rules = starting(
        [
            ("roads", "detachment.traffic", "city"),
            ("roads.signal", "detachment.traffic", "city"),
            ("roads.lighting", "department", "place"),
            ("openness", "", "place"),
        ],
        "branch",
    )
    assert [(one.position, one.category, one.target.kind, one.target.near) for one in rules] == [
        (1, "roads.lighting", "department", Near.PLACE),
        (2, "roads", "detachment.traffic", Near.CITY),
        (3, "", "branch", Near.PLACE),
    ]
    assert rules[-1].takes_all
    assert not rules[0].takes_all

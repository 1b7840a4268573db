"""Values over time: what follows what, for any stored and any wanted versions."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.parameters.rules.timeline import (
    ALWAYS,
    FOREVER,
    Stretch,
    at,
    breaks,
    follow,
)

BASE = date(2021, 1, 1)
DAYS = [BASE + timedelta(days=n) for n in range(40)]


def stretch(since: date, until: date, value: int, source: str = "第 1 条") -> Stretch:
    return Stretch(since, until, value, source, "law")


@st.composite
def timelines(draw: st.DrawFn) -> list[Stretch]:
    inner = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=4))
    edges = sorted({*inner, draw(st.sampled_from([ALWAYS, BASE])), FOREVER})
    values = st.integers(1, 3)
    sources = st.sampled_from(["甲", "乙"])
    return [stretch(since, until, draw(values), draw(sources)) for since, until in pairwise(edges)]


def values(stretches: list[Stretch], days: list[date]) -> list[int | None]:
    return [found.value if (found := at(stretches, day)) else None for day in days]


@given(timelines(), timelines(), st.sampled_from(DAYS))
def test_from_today_on_the_wanted_values_hold(
    stored: list[Stretch], wanted: list[Stretch], today: date
) -> None:
    after = follow(stored, wanted, today)
    coming = [day for day in DAYS if day >= today]
    assert values(after, coming) == values(wanted, coming)
    assert breaks(after) == []


@given(timelines(), timelines(), st.sampled_from(DAYS), st.integers(0, 30))
def test_again_changes_nothing_on_any_later_day(
    stored: list[Stretch], wanted: list[Stretch], today: date, later: int
) -> None:
    after = follow(stored, wanted, today)
    assert follow(after, wanted, today + timedelta(days=later)) == after


@given(timelines(), st.integers(1, 3), st.sampled_from(DAYS))
def test_days_that_are_over_keep_their_value(
    stored: list[Stretch], value: int, today: date
) -> None:
    wanted = [stretch(ALWAYS, FOREVER, value)]
    after = follow(stored, wanted, today)
    over = [day for day in DAYS if day < today and at(stored, day)]
    assert values(after, over) == values(stored, over)


def test_a_changed_value_ends_the_old_one_today() -> None:
    today = date(2021, 3, 5)
    after = follow([stretch(ALWAYS, FOREVER, 5)], [stretch(ALWAYS, FOREVER, 6)], today)
    assert after == [stretch(ALWAYS, today, 5), stretch(today, FOREVER, 6)]


def test_a_change_with_its_own_date_holds_from_that_date() -> None:
    since, today = date(2021, 2, 1), date(2021, 3, 5)
    wanted = [stretch(ALWAYS, since, 5), stretch(since, FOREVER, 6)]
    assert follow([stretch(ALWAYS, FOREVER, 5)], wanted, today) == wanted


def test_a_better_source_is_taken_without_a_new_version() -> None:
    wanted = [stretch(ALWAYS, FOREVER, 5, "第 2 条")]
    assert follow([stretch(ALWAYS, FOREVER, 5)], wanted, date(2021, 3, 5)) == wanted


def test_breaks_name_their_days() -> None:
    one, two = stretch(DAYS[0], DAYS[5], 1), stretch(DAYS[4], DAYS[9], 2)
    assert breaks([two, one]) == [("overlap", DAYS[4], DAYS[5])]
    assert breaks([one, stretch(DAYS[7], FOREVER, 2)]) == [("gap", DAYS[5], DAYS[7])]

"""What acts on units refuse, and what the directory gives."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NoRight, NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.models import Unit

FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def tree(parameters_loaded: None) -> None:  # noqa: ARG001 - kinds are parameters
    """Found a bureau, two branches and a station."""
    for code, kind, parent in (
        ("TOP", "bureau", None),
        ("EAST", "branch", "TOP"),
        ("WEST", "branch", "TOP"),
        ("E1", "station", "EAST"),
        ("ET", "brigade.traffic", "EAST"),
    ):
        actions.found(by=FOUNDER, code=code, name=code, kind=kind, parent=parent, since=START)


pytestmark = pytest.mark.usefixtures("tree")


def test_the_directory_finds_and_walks() -> None:
    tree = queries.directory()
    assert [entry.code for entry in tree.above("E1")] == ["E1", "EAST", "TOP"]
    assert {tree.by_id(key).code for key in tree.subtree(["EAST"])} == {"EAST", "E1", "ET"}
    assert [entry.code for entry in tree.find(kind="brigade", under="EAST")] == ["ET"]
    assert [entry.code for entry in tree.find(kind="brigade", under="WEST")] == []
    assert [entry.code for entry in tree.children("TOP")] == ["EAST", "WEST"]
    assert tree.above("NOWHERE") == ()
    assert tree.subtree(["NOWHERE"]) == frozenset()
    with pytest.raises(NotFound):
        tree.by_code("NOWHERE")
    assert queries.directory(START - DAY).entries == ()


def test_a_closed_unit_stands_under_its_successor() -> None:
    actions.close(by=FOUNDER, code="E1", successor="WEST", since=date(2021, 5, 1))
    tree = queries.directory()
    assert tree.by_code("E1").closed
    assert tree.by_code("E1").id in tree.subtree(["WEST"])
    assert "E1" not in {entry.code for entry in tree.all()}
    before = queries.directory(date(2021, 4, 30))
    assert not before.by_code("E1").closed
    assert before.by_code("E1").parent == "EAST"


def test_names_are_those_of_the_day() -> None:
    actions.rename(by=FOUNDER, code="E1", name="新城所", since=date(2021, 5, 1))
    assert queries.name_on("E1", date(2021, 4, 30)) == "E1"
    assert queries.name_on("E1", date(2021, 5, 1)) == "新城所"
    assert queries.name_on("E1", date(2011, 1, 1)) == "E1"
    with pytest.raises(NotFound):
        queries.name_on("NOWHERE", START)


def test_a_later_change_stands_when_an_earlier_one_comes_after() -> None:
    actions.move(by=FOUNDER, code="E1", parent="WEST", since=date(2022, 1, 1))
    actions.move(by=FOUNDER, code="E1", parent="TOP", since=date(2021, 1, 1))
    assert queries.directory(date(2021, 6, 1)).by_code("E1").parent == "TOP"
    assert queries.directory(date(2022, 6, 1)).by_code("E1").parent == "WEST"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: actions.move(by=FOUNDER, code="EAST", parent="E1", since=START), "circle"),
        (lambda: actions.move(by=FOUNDER, code="EAST", parent="EAST", since=START), "circle"),
        (lambda: actions.move(by=FOUNDER, code="E1", parent="X", since=START), "unknown"),
        (
            lambda: actions.move(by=FOUNDER, code="E1", parent="TOP", since=START - DAY),
            "not_founded",
        ),
        (
            lambda: actions.close(by=FOUNDER, code="EAST", successor="WEST", since=START),
            "units_below",
        ),
        (lambda: actions.close(by=FOUNDER, code="E1", successor="E1", since=START), "circle"),
        (lambda: actions.rename(by=FOUNDER, code="E1", name=" ", since=START), "name"),
        (lambda: found("E1"), "code_taken"),
        (lambda: found("a b/c"), "code"),
        (lambda: found("NEW", kind="castle"), "kind"),
        (lambda: found("NEW", parent="X"), "unknown"),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(LianxinError) as caught:
        act()
    assert caught.value.code == f"units.{code}"


def found(code: str, kind: str = "station", parent: str = "TOP") -> actions.Receipt:
    return actions.found(
        by=FOUNDER, code=code, name="x", kind=kind, parent=parent, since=date(2020, 6, 1)
    )


def test_nothing_happens_to_a_closed_unit() -> None:
    day = date(2021, 5, 1)
    actions.close(by=FOUNDER, code="E1", successor="WEST", since=day)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.rename(by=FOUNDER, code="E1", name="x", since=day),
        lambda: actions.move(by=FOUNDER, code="E1", parent="TOP", since=day),
        lambda: actions.move(by=FOUNDER, code="ET", parent="E1", since=START),
        lambda: actions.close(by=FOUNDER, code="E1", successor="TOP", since=day),
    )
    for act in acts:
        with pytest.raises(LianxinError, match=r"units\.closed"):
            act()
    with pytest.raises(LianxinError, match=r"units\.changed_later"):
        actions.close(by=FOUNDER, code="E1", successor="TOP", since=day - DAY)
    actions.close(by=FOUNDER, code="ET", successor="EAST", since=day)
    actions.close(by=FOUNDER, code="EAST", successor="TOP", since=day)


def test_only_who_manages_units_acts() -> None:
    with pytest.raises(NoRight):
        actions.rename(by=citizen(""), code="E1", name="x", since=START)


def test_one_key_founds_one_unit() -> None:
    key, since = uuid4(), date(2021, 1, 1)
    given = {"code": "E2", "name": "E2", "kind": "station", "parent": "EAST", "since": since}
    receipts = [actions.found(by=FOUNDER, key=key, **given) for _ in range(3)]  # type: ignore[arg-type]
    assert len(set(receipts)) == 1
    assert Unit.objects.filter(code="E2").count() == 1
    assert Row.objects.filter(object="unit:E2").count() == 1


def test_a_failed_act_leaves_the_remembered_tree_right() -> None:
    with pytest.raises(Invalid):
        found("E1")
    assert {entry.code for entry in queries.directory().entries} == {
        "TOP",
        "EAST",
        "WEST",
        "E1",
        "ET",
    }


def test_a_scope_is_one_text_literal() -> None:
    assert queries.scope_literal({3, 1, 22}) == "{1,3,22}"
    assert queries.scope_literal([]) == "{}"

"""Merging and splitting: what moves, who answers, what is told, and comparing across years."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.clock.queries import local_day
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions import NewUnit

FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)
DAY = date(2022, 1, 1)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def tree(parameters_loaded: None) -> None:  # noqa: ARG001 - kinds are parameters
    """Found a bureau with two branches, and two stations under each."""
    for code, kind, parent in (
        ("TOP", "bureau", None),
        ("EAST", "branch", "TOP"),
        ("WEST", "branch", "TOP"),
        ("E1", "station", "EAST"),
        ("E2", "station", "EAST"),
        ("W1", "station", "WEST"),
    ):
        actions.found(by=FOUNDER, code=code, name=code, kind=kind, parent=parent, since=START)


pytestmark = pytest.mark.usefixtures("tree")


def test_several_are_merged_into_a_new_one() -> None:
    new = NewUnit("CITY", "城区分局", "branch")
    receipt = actions.merge(by=FOUNDER, codes=["EAST", "WEST"], into=new, since=DAY)
    assert receipt.code == "CITY"
    after = queries.directory(DAY)
    assert [one.code for one in after.children("CITY")] == ["E1", "E2", "W1"]
    assert after.by_code("EAST").closed
    assert after.by_code("WEST").parent == "CITY"
    assert after.by_code("CITY").parent == "TOP"
    assert [one.code for one in queries.directory(BEFORE).children("EAST")] == ["E1", "E2"]
    assert queries.predecessors("CITY", DAY) == ("EAST", "WEST")
    assert queries.predecessors("CITY", BEFORE) == ()
    assert queries.successors("EAST", DAY) == ("CITY",)
    assert queries.successors("EAST", BEFORE) == ("EAST",)


def test_one_is_merged_into_one_that_goes_on() -> None:
    actions.merge(by=FOUNDER, codes=["E1"], into="E2", since=DAY)
    assert queries.successors("E1", DAY) == ("E2",)
    assert queries.directory(DAY).by_code("E1").parent == "E2"
    told = Outbox.objects.get(topic="units.succeeded")
    assert (told.about, told.recipient, told.not_before) == ("E1", "job", None)


def test_a_merger_to_come_is_told_on_its_day() -> None:
    day = queries.today() + timedelta(days=9)
    actions.merge(by=FOUNDER, codes=["E1"], into="E2", since=day)
    told = Outbox.objects.get(topic="units.succeeded")
    assert told.not_before is not None
    assert local_day(told.not_before) == day


def test_one_is_split_into_several() -> None:
    parts = [
        NewUnit("NORTH", "城北分局", "branch", area="150202"),
        NewUnit("SOUTH", "城南", "branch"),
    ]
    actions.split(by=FOUNDER, code="EAST", into=parts, since=DAY, below={"E2": "SOUTH"})
    after = queries.directory(DAY)
    assert after.by_code("E1").parent == "NORTH"
    assert after.by_code("E2").parent == "SOUTH"
    assert after.by_code("EAST").parent == "NORTH"
    assert after.by_code("NORTH").area == "150202"
    assert queries.successors("EAST", DAY) == ("NORTH", "SOUTH")
    kin = {one.code: one for one in queries.lineage("SOUTH")}
    assert set(kin) == {"EAST", "SOUTH"}
    assert kin["EAST"].shared
    assert kin["EAST"].until == DAY


def test_names_and_kinds_over_time_stay() -> None:
    actions.rename(by=FOUNDER, code="E1", name="新城所", since=DAY)
    actions.rekind(by=FOUNDER, code="E1", kind="post", since=DAY)
    actions.relocate(by=FOUNDER, code="E1", area="150205", since=DAY)
    told = queries.names("E1")
    assert [(one.name, one.kind, one.area) for one in told] == [
        ("E1", "station", ""),
        ("新城所", "post", "150205"),
    ]
    rows = Row.objects.filter(object="unit:E1").order_by("id").values_list("verb", flat=True)
    assert list(rows) == ["units.found", "units.rename", "units.rekind", "units.relocate"]
    actions.close(by=FOUNDER, code="E1", successor="E2", since=date(2023, 1, 1))
    assert queries.names("E1")[-1].until == date(2023, 1, 1)


def test_a_lineage_reaches_over_several_years() -> None:
    actions.merge(by=FOUNDER, codes=["E1"], into="E2", since=DAY)
    later = date(2023, 1, 1)
    actions.merge(by=FOUNDER, codes=["E2", "W1"], into=NewUnit("X", "新所", "station"), since=later)
    assert queries.successors("E1", BEFORE) == ("E1",)
    assert queries.successors("E1", DAY) == ("E2",)
    assert queries.successors("E1", later) == ("X",)
    assert {one.code for one in queries.lineage("X")} == {"E1", "E2", "W1", "X"}
    assert {one.code for one in queries.lineage("W1")} == {"W1", "X"}
    assert queries.predecessors("X", later) == ("E2", "W1", "E1")


def test_one_key_merges_once() -> None:
    key = uuid4()
    receipts = {
        actions.merge(by=FOUNDER, codes=["E1"], into="E2", since=DAY, key=key) for _ in range(2)
    }
    assert len(receipts) == 1


@pytest.mark.parametrize(
    ("codes", "into"), [([], "E1"), (["E1", "E1"], "E2"), (["E1", "E2"], "E1")]
)
def test_a_merger_of_nothing_is_refused(codes: list[str], into: str) -> None:
    with pytest.raises(Invalid, match=r"units\.merge"):
        actions.merge(by=FOUNDER, codes=codes, into=into, since=DAY)


def test_a_split_needs_two_others() -> None:
    for into in (["E2"], ["E2", "E2"], ["E1", "E2"]):
        with pytest.raises(Invalid, match=r"units\.split"):
            actions.split(by=FOUNDER, code="E1", into=into, since=DAY)
    with pytest.raises(Invalid, match=r"units\.split_below"):
        actions.split(by=FOUNDER, code="EAST", into=["WEST", "TOP"], since=DAY, below={"E1": "W1"})


def test_what_fails_leaves_nothing() -> None:
    parts = [NewUnit("E3", "x", "station"), NewUnit("E4", "x", "castle")]
    with pytest.raises(LianxinError, match=r"units\.kind"):
        actions.split(by=FOUNDER, code="E1", into=parts, since=DAY)
    assert {one.code for one in queries.directory(DAY).all()} == {
        "TOP",
        "EAST",
        "WEST",
        "E1",
        "E2",
        "W1",
    }


def test_a_unit_cannot_come_from_nobody() -> None:
    for ask in (queries.successors, queries.predecessors, queries.lineage, queries.names):
        with pytest.raises(NotFound):
            ask("NOWHERE")

"""The unit that the dispatch form suggests, and why, by the routes that the house starts with."""

from uuid import uuid4

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries.suggesting import suggested_unit, tried
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory, today

pytestmark = pytest.mark.usefixtures("town")


def said(words: str, place: str = "", receiver: str = "dispatch") -> Matter:
    """Say something online or at a counter."""
    receipt = actions.intake(
        by=citizen(""),
        said=actions.Said(words=words, place=place),
        source="online",
        first_receiver=receiver,
        key=uuid4(),
    )
    return Matter.objects.get(number=receipt.number)


@pytest.mark.parametrize(
    ("words", "place", "receiver", "unit"),
    [
        ("小区门口违停,车乱停。", "石拐", "dispatch", "traffic"),
        ("有人偷东西,被盗。", "白狐沟", "dispatch", "north"),
        ("有人偷东西,被盗。", "", "north", "north"),
        ("小区门口违停,车乱停。", "", "station", "traffic"),
        ("食堂的饭凉了。", "石拐", "dispatch", "branch"),
        ("小区门口违停,车乱停。", "", "dispatch", "traffic"),
    ],
)
def test_the_place_named_decides_else_the_receiver(
    words: str, place: str, receiver: str, unit: str
) -> None:
    suggestion = suggested_unit(said(words, place, receiver))
    assert suggestion.code == unit
    assert "分派规则第" in suggestion.why


def test_a_kind_that_handles_nothing_is_passed_over_and_told() -> None:
    routed = tried(said("民警态度恶劣。", "石拐"), directory())
    assert routed.unit == "branch"
    assert [one.rule.category for one in routed.tried if one.lacks == "target"] == ["conduct"]


def test_a_closed_unit_gives_way_to_its_successor() -> None:
    matter = said("有人偷东西,被盗。", "", "north")
    founder = job("test", Right.UNITS_MANAGE)
    units.close(by=founder, code="north", successor="station", since=today())
    assert suggested_unit(matter).code == "station"

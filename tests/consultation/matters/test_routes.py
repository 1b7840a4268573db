"""Routes: each branch's matters go to its own dispatch and supervision, else to the bureau's."""

import pytest

from lianxin.consultation.matters.queries.routes import (
    online_receiver,
    supervision_unit,
    triage_unit,
)
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.actions import found
from lianxin.foundation.units.queries import directory
from tests.city import SINCE


@pytest.mark.usefixtures("town")
def test_a_neighbor_with_units_of_its_own_takes_nothing_over() -> None:
    founder = job("test", Right.UNITS_MANAGE)
    for code, kind, parent in (
        ("a", "branch", "bureau"),
        ("a_dispatch", "dispatch", "a"),
        ("a_station", "station", "a"),
        ("a_supervision", "supervision", "a"),
    ):
        found(by=founder, code=code, name=code, kind=kind, parent=parent, since=SINCE)
    tree = directory()
    assert supervision_unit(tree, "order", frozenset()) == "supervision"
    assert triage_unit(tree, "station") == "dispatch"
    assert online_receiver(tree) == "dispatch"
    assert supervision_unit(tree, "a_station", frozenset()) == "a_supervision"
    assert triage_unit(tree, "a_station") == "a_dispatch"

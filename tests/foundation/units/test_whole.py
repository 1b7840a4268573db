"""What concerns the whole tree asks for the right over all of it; there is one top."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.kernel.actor import Actor, job
from lianxin.foundation.kernel.errors import NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions.areas import AREAS
from lianxin.foundation.units.models import Unit

FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)
ROWS = ((1, ("code", "name", "kind", "parent")), (2, ("E2", "二所", "station", "E1")))


@pytest.fixture
def admins(parameters_loaded: None) -> dict[str, Actor]:  # noqa: ARG001 - kinds are parameters
    """Found a bureau with a branch and a station; give the system administrator of each."""
    made = {}
    for code, kind, parent in (
        ("TOP", "bureau", None),
        ("EAST", "branch", "TOP"),
        ("E1", "station", "EAST"),
    ):
        actions.found(by=FOUNDER, code=code, name=code, kind=kind, parent=parent, since=START)
        login = f"of.{code.lower()}"
        person = Person.objects.create(login=login, name="甲", pinyin="jia", password="!")
        Post.objects.create(
            person=person,
            unit_id=queries.directory().by_code(code).id,
            role="system_admin",
            valid=DateRange(START, None),
        )
        made[code] = actor_of(login)
    return made


def found(by: Actor, code: str = "TOP2", since: date = START) -> None:
    actions.found(by=by, code=code, name="另一个", kind="bureau", parent=None, since=since)


def load_areas(by: Actor, file: Path = AREAS) -> None:
    actions.load_areas(by=by, file=file)


def bring_in(by: Actor) -> None:
    actions.bring_in(by=by, rows=ROWS, since=START)


@pytest.mark.parametrize("act", [found, load_areas, bring_in])
@pytest.mark.parametrize("unit", ["E1", "EAST"])
def test_a_part_of_the_tree_does_not_decide_for_all(
    act: Callable[[Actor], None], unit: str, admins: dict[str, Actor]
) -> None:
    with pytest.raises(NoRight) as refused:
        act(admins[unit])
    assert refused.value.code == "units.whole_right"
    assert admins["TOP"].holds_everywhere(Right.UNITS_MANAGE)
    assert not Unit.objects.filter(code__in=["TOP2", "E2"]).exists()


def test_the_whole_tree_loads_areas_and_brings_in(admins: dict[str, Actor]) -> None:
    load_areas(admins["TOP"])
    bring_in(admins["TOP"])
    assert queries.directory().by_code("E2").parent == "E1"


@pytest.mark.parametrize("since", [START, date(2019, 1, 1), date(2030, 1, 1)])
def test_a_second_top_is_refused_whole(since: date, admins: dict[str, Actor]) -> None:
    for by in (admins["TOP"], FOUNDER):
        with pytest.raises(Refused) as refused:
            found(by, since=since)
        assert refused.value.code == "units.table.roots"
    assert admins["TOP"].authority.units(Right.PARAMETERS_MANAGE) is None

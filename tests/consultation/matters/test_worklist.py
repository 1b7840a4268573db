"""The worklist: a tab counts what it lists; a page asks the same few times whatever is on it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.consultation.matters.queries import register
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.queries.worklist import listed, tabs
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from tests.city import staff
from tests.consultation.matters import asking, lives

pytestmark = pytest.mark.usefixtures("town")
LOGINS = ("dispatcher", "officer", "driver", "leader", "supervisor")


def various() -> None:
    """Make a matter in each state, and one that its unit asked something about."""
    for make in (lives.say, lives.dispatched, lives.returned, lives.replied, lives.answered):
        make()
    lives.reopened()
    lives.concluded()
    lives.handled("traffic", "driver")
    asking.ask(lives.handled())


def asked(page: Callable[[], object]) -> int:
    """Count the statements of a page about matters.

    A test is one transaction, in which each question about posts and the tree is asked anew; a
    page asks them once. Parameters are looked at again when time has passed.
    """
    with CaptureQueriesContext(connection) as statements:
        page()
    return len([one for one in statements if "matters_" in one["sql"]])


@pytest.mark.parametrize("login", LOGINS)
def test_a_tab_counts_what_it_lists_and_nothing_out_of_sight(login: str) -> None:
    various()
    who = staff(login)
    found, current = tabs(who, "", "/desk")
    assert found
    assert current == found[0].code
    seen = set(visible(who).values_list("number", flat=True))
    for tab in found:
        rows = [row for _place, row in listed(who, tab.code, (), back=False)]
        assert len(rows) == tab.count
        assert {row.number for row in rows} <= seen


def test_only_staff_have_a_worklist() -> None:
    number = lives.say()
    everything = job("test", *Right)
    for who in (citizen(number), citizen(""), everything):
        assert tabs(who, "", "/desk") == ([], "")
        assert listed(who, "to_dispatch", (), back=False) == []


def test_turning_pages_gives_every_row_once() -> None:
    numbers = {lives.say() for _time in range(3)}
    who = staff("dispatcher")
    first, *_rest = listed(who, "to_dispatch", (), back=False)
    after = listed(who, "to_dispatch", first[0], back=False)
    assert {first[1].number} | {row.number for _place, row in after} == numbers
    (before,) = listed(who, "to_dispatch", after[0][0], back=True)
    assert before == first


def test_a_page_asks_as_often_for_many_rows_as_for_two() -> None:
    asking.pause(lives.handled())
    lives.parked()
    who = staff("officer")
    pages = (
        lambda: listed(who, "in_hand", (), back=False),
        lambda: register.listed(who, {}, (), back=False),
    )
    few = [asked(page) for page in pages]
    for number in (lives.handled(), lives.handled(), lives.handled()):
        asking.pause(number)
    lives.parked()
    assert [asked(page) for page in pages] == few

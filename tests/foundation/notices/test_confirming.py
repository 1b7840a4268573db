"""A second person learns that somebody asked, and who asked learns how it ended (SECURITY AN7)."""

import pytest
from django.utils.timezone import localdate

from lianxin.config.schedule import HANDLERS
from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.accounts.models import Asking, Factor, Person
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.faces.sentences import place
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions import deliver_next
from lianxin.foundation.notices.models import Notice
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.queries.changes import values_here
from lianxin.foundation.units.actions import found
from tests.foundation.notices.conftest import SINCE, person

HELD = "matters.reply.held"


@pytest.fixture(autouse=True)
def guards(house: None) -> None:  # noqa: ARG001 - the house first
    """Give the house two who may confirm, one of them for a single station."""
    person("guard", "security_admin", "B")
    person("small", "security_admin", "S")


def told() -> dict[str, str]:
    """Let the worker tell; give who was told what."""
    while deliver_next(HANDLERS):
        pass
    return {one.person.login: one.code for one in Notice.objects.select_related("person")}


def ask_change(scope: str = "") -> int:
    """Let the administrator ask for another value, over the city or a unit."""
    wanted = Wanted(value=60, since=localdate(), source="局务会", why="太久", scope=scope)
    number: int = parameters.ask(by=actor_of("admin"), key=HELD, wanted=wanted)["number"]
    return number


def test_who_may_confirm_hears_of_a_change_and_the_asker_of_the_decision() -> None:
    number = ask_change()
    assert told() == {"guard": "parameters.told.asked"}
    notice = Notice.objects.filter(person__login="guard").get()
    assert notice.href == f"/desk/settings/parameters/{HELD}/changes/{number}"
    parameters.confirm(by=actor_of("guard"), key=HELD, number=number, seen=values_here(HELD, "")[1])
    assert told()["admin"] == "parameters.told.decided"
    assert Notice.objects.get(person__login="admin").arguments["verdict"] == "confirmed"


def test_a_change_of_one_station_is_told_to_its_own_security_administrator_too() -> None:
    founder = job("test", Right.UNITS_MANAGE)
    found(by=founder, code="s1", name="古城所", kind="station", parent="B", since=SINCE)
    person("near", "security_admin", "s1")
    ask_change("s1")
    assert told() == dict.fromkeys(("guard", "near"), "parameters.told.asked")


def test_what_was_taken_back_is_told_to_nobody() -> None:
    parameters.withdraw(by=actor_of("admin"), key=HELD, number=ask_change())
    assert told() == {}


def test_who_may_confirm_over_the_unit_hears_of_a_post_and_the_asker_of_a_refusal() -> None:
    post = PostAt("supervisor", "B")
    assert not accounts.grant_post(by=actor_of("admin"), login="li.na", post=post)
    assert told() == {"guard": "accounts.told.asked_post"}
    accounts.refuse_asking(by=actor_of("guard"), ref=Asking.objects.get().ref, reason="人够了")
    assert told()["admin"] == "accounts.told.refused"
    assert Notice.objects.get(person__login="admin").arguments["words"] == "人够了"


def test_a_lost_factor_is_told_to_who_may_take_it_off() -> None:
    Factor.objects.create(
        person=Person.objects.get(login="li.na"),
        kind="codes",
        name="",
        secret=b"x",
        added_at="2020-01-01T00:00Z",
        used_at="2020-01-01T00:00Z",
    )
    assert not accounts.lose_factor(by=actor_of("admin"), login="li.na")
    assert told() == dict.fromkeys(("guard", "small"), "accounts.told.asked_factor")


def test_the_right_is_asked_when_it_is_told() -> None:
    ask_change()
    for login in ("guard", "small"):
        Person.objects.filter(login=login).update(closed_at="2020-01-01T00:00Z")
    assert told() == {}


def test_every_topic_has_a_name_on_the_page_of_the_outbox() -> None:
    assert [topic for topic in HANDLERS if not place(f"topic.{topic}")] == []

"""The people of a changed unit: listed, ticked, moved to the successor in one act."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Asking, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import OPERATOR, enter, open_person, sent

pytestmark = pytest.mark.usefixtures("city")
PAGE = "/desk/settings/units/E1/people"


def posts(login: str) -> set[str]:
    """Give the posts of somebody that hold today, as ROLE@UNIT."""
    held = Post.objects.filter(person__login=login, valid__contains=today())
    return {f"{post.role}@{post.unit.code}" for post in held.select_related("unit")}


def close() -> None:
    """Close the one station; the other takes its place."""
    units.close(by=OPERATOR, code="E1", successor="W1", since=today())


def test_a_closed_units_people_go_to_the_successor_in_one_act(client: Client) -> None:
    open_person("wang", "officer@E1", "importer@TOP")
    open_person("li", "station_clerk@E1", "officer@W1")
    open_person("chief", "supervisor@E1")
    open_person("away", "officer@W1")
    open_person("admin", "system_admin@TOP")
    close()
    wang = actor_of("wang")
    enter(client, "admin")
    page = client.get(PAGE)
    text = page.content.decode()
    assert all(login in text for login in ("wang", "li", "chief"))
    assert "away" not in text
    assert page.context["form"]["to"].value() == "W1"
    answer = sent(client, PAGE, logins=["wang", "li", "chief"], to="W1")  # type: ignore[arg-type]
    assert answer.status_code == HTTPStatus.FOUND
    assert posts("wang") == {"officer@W1", "importer@TOP"}
    assert posts("li") == {"station_clerk@W1", "officer@W1"}
    assert posts("chief") == set()
    assert Asking.objects.get().person.login == "chief"
    assert "officer@E1" in wang.posts
    assert set(actor_of("wang").posts) == {"officer@W1", "importer@TOP"}
    assert actor_of("wang").holds(Right.MATTERS_HANDLE, "W1")
    assert Row.objects.filter(verb="accounts.move_posts", object="unit:E1").count() == 1
    assert Row.objects.filter(verb="accounts.move").count() == 3
    assert not Outbox.objects.filter(topic="accounts.left", not_before=None).exists()
    assert queries.count_posted("E1") == 0
    assert "这里没有要调动的岗位" in client.get(PAGE).content.decode()


def test_all_go_or_none_and_a_second_sending_moves_nothing() -> None:
    open_person("wang", "officer@E1")
    open_person("away", "officer@WEST")
    key = uuid4()

    def move(*logins: str) -> actions.Moved:
        return actions.move_posts(by=OPERATOR, unit="E1", to="W1", logins=logins, key=key)

    with pytest.raises(Refused, match="post_not_held"):
        actions.move_posts(by=OPERATOR, unit="E1", to="W1", logins=["wang", "away"])
    assert posts("wang") == {"officer@E1"}
    assert move("wang") == move("wang") == actions.Moved(people=1, waiting=0)
    assert posts("wang") == {"officer@W1"}
    assert Outbox.objects.filter(topic="accounts.left", about="wang").count() == 1


def test_an_acting_post_ends_and_a_post_to_come_keeps_its_days() -> None:
    open_person("wang", "officer@E1")
    open_person("deputy", "officer@W1")
    post = PostAt("officer", "E1")
    until = today().replace(year=today().year + 1)
    actions.grant_post(by=OPERATOR, login="deputy", post=PostAt("station_clerk", "E1"), until=until)
    soon = today().fromordinal(today().toordinal() + 7)
    actions.act_for(by=OPERATOR, login="deputy", absent="wang", post=post, until=soon)
    actions.move_posts(by=OPERATOR, unit="E1", to="W1", logins=["wang", "deputy"])
    assert posts("deputy") == {"officer@W1", "station_clerk@W1"}
    moved = Post.objects.get(person__login="deputy", role="station_clerk", unit__code="W1")
    assert (moved.valid.lower, moved.valid.upper) == (today(), until)
    left = Outbox.objects.filter(topic="accounts.left", about="deputy")
    assert left.filter(not_before=None).count() == 1
    assert left.count() == len(set(left.values_list("seq", flat=True))) == 4


@pytest.mark.parametrize(
    ("logins", "to", "fault"),
    [
        ([], "W1", Invalid("accounts.nobody_chosen")),
        (["wang"], "E1", Invalid("accounts.same_unit")),
        (["nobody"], "W1", LianxinError("accounts.unknown")),
    ],
)
def test_what_cannot_be_moved_is_said(logins: list[str], to: str, fault: LianxinError) -> None:
    open_person("wang", "officer@E1")
    with pytest.raises(LianxinError, match=fault.code):
        actions.move_posts(by=OPERATOR, unit="E1", to=to, logins=logins)
    assert posts("wang") == {"officer@E1"}


def test_a_closed_unit_takes_nobody_and_an_administrator_of_one_branch_moves_only_within() -> None:
    open_person("wang", "officer@E1")
    open_person("near", "system_admin@WEST")
    with pytest.raises(NoRight):
        actions.move_posts(by=actor_of("near"), unit="E1", to="W1", logins=["wang"])
    units.close(by=OPERATOR, code="W1", successor="WEST", since=today())
    with pytest.raises(Refused, match="unit_closed"):
        actions.move_posts(by=OPERATOR, unit="E1", to="W1", logins=["wang"])
    assert posts("wang") == {"officer@E1"}


def test_who_may_not_be_moved_here_is_named(client: Client) -> None:
    open_person("wang", "security_admin@E1")
    open_person("admin", "system_admin@TOP")
    enter(client, "admin")
    page = client.get(PAGE)
    assert page.context["kept"]
    assert not page.context["movable"]
    assert f"{PAGE}" in client.get("/desk/settings/people?unit=E1").content.decode()

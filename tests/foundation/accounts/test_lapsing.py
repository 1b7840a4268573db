"""What was asked lapses with what it rests on: a leaving, a move, a closing, an end of a post."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from lianxin.foundation.accounts import actions
from lianxin.foundation.accounts.models import Asking, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.kernel.errors import Refused
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import OPERATOR, build_city, enter, equip, open_person

SUPERVISOR = PostAt("supervisor", "EAST")
NEVER = DateRange(empty=True)
PEOPLE = "/desk/settings/people"


@pytest.fixture
def house(city: None) -> None:  # noqa: ARG001 - the city first
    open_person("admin", "system_admin@TOP")
    open_person("guard", "security_admin@TOP")
    open_person("wang", "officer@E1")
    open_person("li", "supervisor@EAST")


def asked(**days: int) -> Asking:
    """Ask that wang be a supervisor, or act as one for li; give the asking."""
    if days:
        until = today() + timedelta(days=days["until"])
        actions.act_for(
            by=actor_of("admin"), login="wang", absent="li", post=SUPERVISOR, until=until
        )
    else:
        actions.grant_post(by=actor_of("admin"), login="wang", post=SUPERVISOR)
    return Asking.objects.get(decision="waiting")


def confirm(one: Asking) -> None:
    actions.confirm_asking(by=actor_of("guard"), ref=one.ref)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("how", ["leave", "later", "move", "close"])
def test_posts_asked_for_somebody_who_goes_lapse(how: str) -> None:
    one = asked()
    later = today() + timedelta(days=3)
    if how == "move":
        actions.move(by=OPERATOR, login="wang", post=PostAt("officer", "W1"))
    elif how == "close":
        actions.close_account(by=OPERATOR, login="wang")
    else:
        actions.leave(by=OPERATOR, login="wang", on=later if how == "later" else None)
    one.refresh_from_db()
    assert (one.decision, one.decided_by, one.decided_at is None) == ("lapsed", None, False)
    with pytest.raises(Refused, match="asking_decided"):
        confirm(one)
    lasting = Post.objects.filter(person__login="wang", valid__upper_inf=True)
    assert not lasting.exclude(unit__code="W1").exists()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("how", ["leave", "end", "move"])
def test_acting_that_was_asked_lapses_with_the_post_acted_in(how: str) -> None:
    one = asked(until=30)
    if how == "end":
        actions.end_post(by=OPERATOR, login="li", post=SUPERVISOR, on=today() + timedelta(days=5))
    elif how == "move":
        actions.move(by=OPERATOR, login="li", post=PostAt("officer", "W1"))
    else:
        actions.leave(by=OPERATOR, login="li")
    one.refresh_from_db()
    assert one.decision == "lapsed"


@pytest.mark.usefixtures("house")
def test_a_confirming_asks_again_whose_post_it_is_and_how_long() -> None:
    one = asked(until=30)
    shorter = today() + timedelta(days=5)
    Post.objects.filter(person__login="li").update(valid=(today(), shorter))
    confirm(one)
    assert Post.objects.get(acting_for__isnull=False).valid.upper == shorter
    Post.objects.filter(acting_for__isnull=False).update(valid=NEVER)
    two = asked(until=30)
    Post.objects.filter(person__login="li").update(valid=NEVER)
    with pytest.raises(Refused, match="post_not_held"):
        confirm(two)


@pytest.mark.usefixtures("house")
def test_a_lost_factor_lapses_with_the_account_alone(client: Client) -> None:
    equip("wang")
    actions.lose_factor(by=actor_of("admin"), login="wang")
    actions.move(by=OPERATOR, login="wang", post=PostAt("officer", "W1"))
    assert Asking.objects.get().decision == "waiting"
    actions.close_account(by=OPERATOR, login="wang")
    assert Asking.objects.get().decision == "lapsed"
    enter(client, "admin")
    assert "已失效" in client.get(f"{PEOPLE}/posts").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_act_for_each_other_are_ended_at_once_without_a_clash() -> None:
    build_city()
    until = today() + timedelta(days=9)
    for login in ("wang", "li"):
        open_person(login, "officer@E1" if login == "wang" else "leader@E1")
    posts = {"wang": PostAt("officer", "E1"), "li": PostAt("leader", "E1")}
    for login, absent in (("wang", "li"), ("li", "wang")):
        post = posts[absent]
        actions.act_for(by=OPERATOR, login=login, absent=absent, post=post, until=until)
    start = threading.Barrier(2)
    ended: list[str] = []

    def end(login: str) -> None:
        start.wait(timeout=20)
        actions.end_post(by=OPERATOR, login=login, post=posts[login])
        ended.append(login)
        connection.close()

    threads = [threading.Thread(target=end, args=[login]) for login in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(ended) == ["li", "wang"]
    assert all(post.valid.isempty for post in Post.objects.all())

"""Leaving, moving, acting and buildings: access ends that moment (consultation.md case 12)."""

import threading
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Person, Post, Session, Warden
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import OPERATOR, build_city, enter, open_person, sent

HANDLE = Right.MATTERS_HANDLE
OFFICER = PostAt("officer", "E1")
PEOPLE = "/desk/settings/people"


def news(login: str) -> list[tuple[int, bool]]:
    """List what the rooms above will hear of somebody, and whether later."""
    rows = Outbox.objects.filter(topic="accounts.left", about=login).order_by("seq")
    return [(row.seq, row.not_before is not None) for row in rows]


@pytest.mark.usefixtures("city")
def test_case_12_an_officer_leaves_and_access_ends_that_moment(client: Client) -> None:
    open_person("wang", "officer@E1", "leader@W1")
    open_person("admin", "system_admin@TOP")
    wang = actor_of("wang")
    page = Client()
    enter(page, "wang")
    assert page.get("/desk/settings/password").status_code == HTTPStatus.OK
    enter(client, "admin")
    answer = sent(client, f"{PEOPLE}/wang/leave", on="")
    text = answer.content.decode()
    assert f"{PEOPLE}/wang/hand-over" in text
    assert answer.context["units"] == "E1、W1"
    assert page.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER
    assert not wang.holds(HANDLE, "E1")
    with pytest.raises(NotFound):
        actor_of("wang")
    assert news("wang") == [(1, False)]


@pytest.mark.django_db(transaction=True)
def test_an_act_that_waits_while_somebody_leaves_finds_no_right() -> None:
    build_city()
    open_person("wang", "officer@E1")
    wang = actor_of("wang")
    assert wang.holds(HANDLE, "E1")
    begun, left = threading.Event(), threading.Event()
    found: list[bool] = []

    def work() -> None:
        with act(wang, "test.act"):
            found.append(wang.holds(HANDLE, "E1"))
            begun.set()
            left.wait(timeout=20)
            found.append(wang.holds(HANDLE, "E1"))
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(timeout=20)
    actions.leave(by=OPERATOR, login="wang")
    left.set()
    thread.join(timeout=20)
    assert found == [True, False]


@pytest.mark.usefixtures("city")
def test_leaving_on_a_later_day_keeps_access_till_then() -> None:
    open_person("wang", "officer@E1")
    day = today() + timedelta(days=3)
    left = actions.leave(by=OPERATOR, login="wang", on=day)
    assert (left.units, left.on) == (("E1",), day)
    assert actor_of("wang").holds(HANDLE, "E1")
    assert Post.objects.get().valid.upper == day
    assert news("wang") == [(1, True)]
    with pytest.raises(Invalid, match=r"accounts\.past"):
        actions.leave(by=OPERATOR, login="wang", on=today() - timedelta(days=1))


@pytest.mark.usefixtures("city")
def test_a_move_ends_the_old_posts_and_begins_the_new_one(client: Client) -> None:
    open_person("admin", "system_admin@TOP")
    open_person("wang", "officer@E1")
    enter(client, "admin")
    answer = sent(client, f"{PEOPLE}/wang/move", unit="W1", role="officer", on="")
    assert f"{PEOPLE}/wang/hand-over" in answer.content.decode()
    wang = actor_of("wang")
    assert (wang.holds(HANDLE, "E1"), wang.holds(HANDLE, "W1")) == (False, True)
    assert news("wang") == [(1, False)]
    answer = sent(client, f"{PEOPLE}/wang/move", unit="EAST", role="supervisor", on="")
    assert answer.context["waits"]
    assert not actor_of("wang").posts


@pytest.mark.usefixtures("city")
def test_a_move_sent_twice_happens_once() -> None:
    open_person("wang", "officer@E1")
    key, post = uuid4(), PostAt("officer", "W1")
    first = actions.move(by=OPERATOR, login="wang", post=post, key=key)
    assert actions.move(by=OPERATOR, login="wang", post=post, key=key) == first
    assert news("wang") == [(1, False)]


@pytest.mark.usefixtures("city")
def test_somebody_acts_during_leave_and_it_ends_by_itself(client: Client) -> None:
    open_person("admin", "system_admin@TOP")
    open_person("wang", "officer@E1")
    open_person("li", "officer@W1")
    enter(client, "admin")
    here = f"{PEOPLE}/wang/acting?post=officer@E1"
    until = str(today() + timedelta(days=10))
    answer = sent(client, here, deputy="li", since="", until=until)
    assert answer.status_code == HTTPStatus.FOUND
    assert actor_of("li").holds(HANDLE, "E1")
    acting = Post.objects.get(acting_for__isnull=False)
    assert str(acting.valid.upper) == until
    assert "代 王芳" in client.get(f"{PEOPLE}/li").content.decode()
    actions.end_post(by=OPERATOR, login="wang", post=OFFICER)
    assert not actor_of("li").holds(HANDLE, "E1")


@pytest.mark.usefixtures("city")
def test_acting_has_bounds() -> None:
    open_person("wang", "officer@E1")
    open_person("li", "officer@W1")
    given: dict[str, Any] = {"by": OPERATOR, "login": "li", "absent": "wang", "post": OFFICER}
    with pytest.raises(Invalid, match="acting_long"):
        actions.act_for(**given, until=today() + timedelta(days=91))
    with pytest.raises(Invalid, match=r"accounts\.days"):
        actions.act_for(**given, until=today())
    with pytest.raises(Refused, match="post_not_held"):
        actions.act_for(
            **{**given, "post": PostAt("leader", "E1")}, until=today() + timedelta(days=9)
        )
    with pytest.raises(Refused, match="acting_own"):
        actions.act_for(
            **{**given, "login": "wang", "post": OFFICER},
            since=today() + timedelta(days=1),
            until=today() + timedelta(days=2),
        )
    shorter = today() + timedelta(days=5)
    actions.end_post(by=OPERATOR, login="wang", post=OFFICER, on=shorter)
    actions.act_for(**given, until=today() + timedelta(days=30))
    assert Post.objects.get(acting_for__isnull=False).valid.upper == shorter
    with pytest.raises(IntegrityError, match="acting_ends"), transaction.atomic():
        Post.objects.filter(acting_for__isnull=False).update(valid=(today(), None))


@pytest.mark.usefixtures("city")
def test_a_warden_of_a_building_belongs_to_the_station_of_the_place(client: Client) -> None:
    open_person("admin", "system_admin@TOP")
    open_person("wang", "officer@E1")
    enter(client, "admin")
    fields = {"place": "和平小区 3 号楼", "station": "W1", "since": "", "until": ""}
    assert sent(client, f"{PEOPLE}/wang/building", **fields).status_code == HTTPStatus.FOUND
    (one,) = queries.buildings_of("wang")
    assert (one.station, one.running) == ("W1", True)
    assert [found.login for found in queries.wardens_at("WEST")] == ["wang"]
    assert not actor_of("wang").holds(HANDLE, "W1")
    assert sent(client, f"{PEOPLE}/wang/building", **fields).status_code == HTTPStatus.CONFLICT
    row = Warden.objects.get()
    with pytest.raises(IntegrityError, match="accounts_warden_once"), transaction.atomic():
        Warden.objects.create(
            person=row.person,
            place=row.place,
            area=row.area,
            station=row.station,
            valid=(today(), None),
        )
    assert "和平小区 3 号楼" in client.get(f"{PEOPLE}/wang").content.decode()
    end = f"{PEOPLE}/wang/building/{one.ref}/end"
    assert sent(client, end).status_code == HTTPStatus.FOUND
    assert sent(client, f"{PEOPLE}/wang/building", **fields).status_code == HTTPStatus.FOUND
    actions.leave(by=OPERATOR, login="wang")
    assert queries.wardens_at("WEST") == []


@pytest.mark.usefixtures("city")
def test_every_end_of_a_post_is_news() -> None:
    open_person("wang", "officer@E1")
    until = today() + timedelta(days=9)
    actions.grant_post(by=OPERATOR, login="wang", post=PostAt("leader", "E1"), until=until)
    actions.end_post(by=OPERATOR, login="wang", post=OFFICER)
    actions.close_account(by=OPERATOR, login="wang")
    assert news("wang") == [(1, True), (2, False), (3, False)]
    assert not Session.objects.filter(person=Person.objects.get()).exists()

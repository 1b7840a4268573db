"""Posts give rights over a subtree, today alone; the database keeps the three apart."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Person, Post, Session, Warden
from lianxin.foundation.accounts.queries import Filter, actor_of, holders
from lianxin.foundation.accounts.rules import PostAt, parse_post
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.models import Unit
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import OPERATOR, build_city, open_person

HANDLE = Right.MATTERS_HANDLE


@pytest.mark.usefixtures("city")
def test_a_post_gives_its_rights_over_the_subtree() -> None:
    open_person("wang", "officer@EAST")
    wang = actor_of("wang")
    assert (wang.id, wang.unit, wang.posts) == ("staff:wang", "EAST", ("officer@EAST",))
    assert wang.holds(HANDLE)
    assert wang.holds(HANDLE, "EAST")
    assert wang.holds(HANDLE, "E1")
    assert not wang.holds(HANDLE, "TOP")
    assert not wang.holds(HANDLE, "W1")
    assert not wang.holds(HANDLE, "NOWHERE")
    assert not wang.holds(Right.MATTERS_DISPATCH)
    assert wang.authority.units(HANDLE) == frozenset({"EAST"})
    assert wang.authority.units(Right.MATTERS_DISPATCH) == frozenset()


@pytest.mark.usefixtures("city")
def test_a_post_at_the_top_covers_every_unit() -> None:
    open_person("wang", "dispatcher@TOP")
    assert actor_of("wang").authority.units(Right.MATTERS_DISPATCH) is None


@pytest.mark.usefixtures("city")
def test_a_moved_unit_moves_the_right() -> None:
    open_person("wang", "officer@EAST")
    wang = actor_of("wang")
    units.move(by=OPERATOR, code="E1", parent="WEST", since=today())
    assert not wang.holds(HANDLE, "E1")


@pytest.mark.usefixtures("city")
def test_posts_hold_on_their_days_alone() -> None:
    open_person("wang", "officer@E1")
    tomorrow = today() + timedelta(days=1)
    actions.grant_post(by=OPERATOR, login="wang", post=PostAt("leader", "TOP"), since=tomorrow)
    assert not actor_of("wang").holds(Right.MATTERS_APPROVE)
    actions.end_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"), on=tomorrow)
    assert actor_of("wang").holds(HANDLE)
    actions.end_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"))
    assert not actor_of("wang").holds(HANDLE)
    with pytest.raises(Refused, match="post_not_held"):
        actions.end_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"))


@pytest.mark.usefixtures("city")
def test_holders_are_the_open_accounts_whose_posts_reach_the_unit() -> None:
    open_person("wang", "officer@E1")
    open_person("li", "station_clerk@EAST")
    open_person("zhao", "officer@W1")
    open_person("sun", "supervisor@TOP")
    open_person("qian", "officer@E1", first=True)
    open_person("zhou", "officer@E1")
    actions.close_account(by=OPERATOR, login="zhou")
    assert {holder.login for holder in holders(HANDLE, "E1")} == {"wang", "li"}


@pytest.mark.usefixtures("city")
def test_a_post_that_ended_since_the_page_was_opened_counts_no_more() -> None:
    open_person("wang", "officer@E1")
    wang = actor_of("wang")
    assert wang.holds(HANDLE, "E1")
    actions.end_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"))
    with act(wang, "test.act"):
        assert not wang.holds(HANDLE, "E1")


@pytest.mark.django_db(transaction=True)
def test_posts_are_read_afresh_inside_a_transaction_and_once_between() -> None:
    build_city()
    open_person("wang", "officer@E1")
    wang = actor_of("wang")
    Post.objects.all().update(valid=(date(2020, 1, 1), date(2020, 1, 2)))
    assert wang.holds(HANDLE, "E1")
    with act(wang, "test.act"):
        assert not wang.holds(HANDLE, "E1")


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("other", ["security_admin", "audit_admin", "officer", "leader"])
def test_the_database_itself_keeps_the_three_apart(other: str) -> None:
    open_person("wang", "system_admin@TOP")
    person, unit = Person.objects.get(), Unit.objects.get(code="E1")
    with pytest.raises(IntegrityError, match="accounts_post_"), transaction.atomic():
        Post.objects.create(person=person, unit=unit, role=other, valid=(today(), None))
    with pytest.raises(Refused, match=r"accounts\.apart"):
        actions.grant_post(by=OPERATOR, login="wang", post=PostAt(other, "E1"))
    past = (date(2020, 1, 1), date(2020, 2, 1))
    Post.objects.create(person=person, unit=unit, role=other, valid=past)


@pytest.mark.usefixtures("city")
def test_the_database_refuses_one_post_twice() -> None:
    open_person("wang", "officer@E1")
    with pytest.raises(Refused, match=r"accounts\.post_held"):
        actions.grant_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"))
    actions.grant_post(by=OPERATOR, login="wang", post=PostAt("officer", "W1"))


@pytest.mark.usefixtures("city")
def test_an_administrator_manages_his_units_not_himself_and_none_of_the_three() -> None:
    open_person("admin", "system_admin@EAST")
    open_person("wang", "officer@E1")
    open_person("zhao", "officer@W1")
    open_person("audit", "audit_admin@EAST")
    admin = actor_of("admin")
    actions.grant_post(by=admin, login="wang", post=PostAt("leader", "EAST"))
    with pytest.raises(NoRight):
        actions.grant_post(by=admin, login="wang", post=PostAt("leader", "TOP"))
    with pytest.raises(NoRight):
        actions.reset_password(by=admin, login="zhao")
    with pytest.raises(Refused, match=r"accounts\.own"):
        actions.grant_post(by=admin, login="admin", post=PostAt("officer", "E1"))
    with pytest.raises(Refused, match=r"accounts\.by_command"):
        actions.reset_password(by=admin, login="audit")
    post = PostAt("system_admin", "EAST")
    assert actions.open_account(by=admin, login="two", name="二", posts=[post]).waits
    with pytest.raises(NoRight):
        actions.reset_password(by=actor_of("wang"), login="zhao")
    with pytest.raises(NoRight):
        actions.end_sessions(by=admin)


@pytest.mark.usefixtures("city")
def test_one_form_sent_twice_opens_one_account_and_shows_one_password() -> None:
    open_person("admin", "system_admin@TOP")
    admin, key = actor_of("admin"), uuid4()
    post = [PostAt("officer", "E1")]
    one, two = (
        actions.open_account(by=admin, login="wang", name="王芳", posts=post, key=key)
        for _ in range(2)
    )
    assert one == two
    assert actions.sign_in(login="wang", password=one.password, network="").must_change
    with pytest.raises(Invalid, match="login_taken"):
        actions.open_account(by=admin, login="wang", name="王芳", posts=post)


@pytest.mark.usefixtures("city")
def test_closing_ends_posts_and_reopening_brings_none_back() -> None:
    open_person("wang", "officer@E1")
    actions.sign_in(login="wang", password="three-quiet-herons", network="")
    actions.close_account(by=OPERATOR, login="wang")
    assert not Session.objects.exists()
    with pytest.raises(NotFound):
        actor_of("wang")
    with pytest.raises(Refused, match=r"accounts\.closed"):
        actions.grant_post(by=OPERATOR, login="wang", post=PostAt("officer", "E1"))
    first = actions.reopen_account(by=OPERATOR, login="wang")
    assert actions.sign_in(login="wang", password=first.password, network="").must_change
    assert not Post.objects.filter(valid__contains=today()).exists()


@pytest.mark.usefixtures("city")
def test_an_incident_ends_every_session() -> None:
    for login in ("wang", "li"):
        open_person(login, "officer@E1")
        actions.sign_in(login=login, password="three-quiet-herons", network="")
    assert actions.end_sessions(by=OPERATOR) == 2
    assert not Session.objects.exists()
    assert Row.objects.filter(verb="accounts.end_sessions", object="person:*").exists()


@pytest.mark.usefixtures("city")
def test_every_act_is_recorded_and_no_password_stands_there() -> None:
    password = open_person("wang", "officer@E1")
    verbs = set(Row.objects.filter(object="person:wang").values_list("verb", flat=True))
    assert {"accounts.open", "accounts.sign_in", "accounts.change_password"} <= verbs
    assert password not in repr(list(Row.objects.values_list()))


@pytest.mark.usefixtures("city")
def test_people_are_listed_in_scope_by_sound_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lianxin.foundation.accounts.queries.listing.PAGE", 2)
    open_person("admin", "system_admin@EAST")
    for login, unit in (("p1", "E1"), ("p2", "EAST"), ("p3", "W1"), ("p4", "E1")):
        actions.open_account(by=OPERATOR, login=login, name="王芳", posts=[PostAt("officer", unit)])
    admin = actor_of("admin")
    first = queries.people(admin, wanted=Filter())
    assert [account.login for _, account in first] == ["admin", "p1", "p2"]
    after = queries.people(admin, wanted=Filter(), place=first[1][0])
    assert [account.login for _, account in after] == ["p2", "p4"]
    back = queries.people(admin, wanted=Filter(), place=after[0][0], back=True)
    assert [account.login for _, account in back] == ["p1", "admin"]
    found = queries.people(admin, wanted=Filter(words="wang", unit="E1", role="officer"))
    assert [account.login for _, account in found] == ["p1", "p4"]
    with pytest.raises(NotFound):
        queries.account(admin, "p3")


@pytest.mark.usefixtures("city")
def test_naming_the_actor_takes_one_query() -> None:
    open_person("wang", "officer@E1")
    person = Person.objects.get()
    with CaptureQueriesContext(connection) as taken:
        queries.actor_for(person, queries.posts_now(person.pk))
    assert len(taken) == 1


@pytest.mark.parametrize("text", ["officer", "@E1", "officer@", ""])
def test_what_is_no_post_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"accounts\.post"):
        parse_post(text)


@pytest.mark.usefixtures("city")
def test_what_lasts_is_said_once_for_posts_and_buildings() -> None:
    open_person("wang")
    day, week = today(), timedelta(days=7)
    person, unit = Person.objects.get(), Unit.objects.get(code="E1")
    spans = {
        "leader": (day - week, None),
        "dispatcher": (day + week, None),
        "supervisor": (day, day + week),
        "importer": (day - week, day),
        "station_clerk": (day, day),
    }
    for role, valid in spans.items():
        Post.objects.create(person=person, unit=unit, role=role, valid=valid)
        Warden.objects.create(person=person, place=role, station=unit, valid=valid)
    lasting = {"leader", "dispatcher", "supervisor"}
    assert set(Post.objects.lasting(day).values_list("role", flat=True)) == lasting
    assert set(Warden.objects.lasting(day).values_list("place", flat=True)) == lasting
    assert {one.place for one in queries.buildings_of("wang") if one.lasting} == lasting
    open_person("admin", "system_admin@TOP")
    shown = queries.account(actor_of("admin"), "wang")
    assert {one.role for one in shown.posts if one.lasting} == lasting

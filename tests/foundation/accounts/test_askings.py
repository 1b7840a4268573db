"""One asks, another confirms (SECURITY AN7), in the acts, on the pages and in the database."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Asking, Factor, Person, Session
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import OPERATOR, PASSWORD, enter, equip, open_person, sent

POSTS = "/desk/settings/people/posts"


@pytest.fixture(autouse=True)
def admin(city: None) -> Actor:  # noqa: ARG001 - the city first
    open_person("admin", "system_admin@TOP")
    open_person("guard", "security_admin@TOP")
    open_person("wang", "officer@E1")
    return actor_of("admin")


def asked(role: str = "supervisor") -> Asking:
    assert not actions.grant_post(by=actor_of("admin"), login="wang", post=PostAt(role, "EAST"))
    return Asking.objects.get(decision="waiting")


def test_a_post_holds_only_when_a_second_person_confirmed_it() -> None:
    one = asked()
    assert not actor_of("wang").holds(Right.MATTERS_SUPERVISE)
    actions.confirm_asking(by=actor_of("guard"), ref=one.ref)
    assert actor_of("wang").holds(Right.MATTERS_SUPERVISE, "E1")
    row = Row.objects.filter(verb="accounts.confirm_asking").get()
    assert (row.actor, row.facts["asked_by"]) == ("staff:guard", "admin")
    with pytest.raises(Refused, match="asking_decided"):
        actions.confirm_asking(by=actor_of("guard"), ref=one.ref)


def test_other_posts_hold_at_once_and_the_three_can_come_this_way(admin: Actor) -> None:
    assert actions.grant_post(by=admin, login="wang", post=PostAt("leader", "EAST"))
    first = actions.open_account(
        by=admin, login="new", name="新人", posts=[PostAt("audit_admin", "TOP")]
    )
    assert first.waits
    actions.confirm_asking(by=actor_of("guard"), ref=Asking.objects.get().ref)
    shown = queries.account(admin, "new")
    assert [post.role for post in shown.posts] == ["audit_admin"]


def test_what_would_be_excluded_is_refused_when_it_is_asked(admin: Actor) -> None:
    with pytest.raises(Refused, match=r"accounts\.apart"):
        actions.grant_post(by=admin, login="wang", post=PostAt("system_admin", "TOP"))
    asked()
    with pytest.raises(Refused, match="asked_already"):
        actions.grant_post(by=admin, login="wang", post=PostAt("supervisor", "EAST"))


def test_nobody_asks_for_themself_and_nobody_confirms_their_own(admin: Actor) -> None:
    with pytest.raises(Refused, match=r"accounts\.own"):
        actions.grant_post(by=admin, login="admin", post=PostAt("importer", "TOP"))
    one = asked()
    with pytest.raises(NoRight):
        actions.confirm_asking(by=admin, ref=one.ref)
    with pytest.raises(NoRight, match="asked_by_another"):
        actions.withdraw_asking(by=actor_of("guard"), ref=one.ref)
    Asking.objects.update(asked_by=Person.objects.get(login="guard"))
    with pytest.raises(Refused, match="asked_by_you"):
        actions.confirm_asking(by=actor_of("guard"), ref=one.ref)
    Asking.objects.update(
        asked_by=Person.objects.get(login="admin"), person=Person.objects.get(login="guard")
    )
    with pytest.raises(Refused, match=r"accounts\.own"):
        actions.confirm_asking(by=actor_of("guard"), ref=one.ref)


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked_by": "wang"},
        {"decided_by": "admin", "decision": "confirmed"},
        {"decided_by": "wang", "decision": "confirmed"},
        {"decision": "confirmed"},
        {"decided_by": "guard"},
        {"decided_by": "guard", "decision": "withdrawn"},
    ],
)
def test_the_database_itself_wants_two_people(wrong: dict[str, str]) -> None:
    one = asked()
    fields = {
        name: word if name == "decision" else Person.objects.get(login=word)
        for name, word in wrong.items()
    }
    with pytest.raises(IntegrityError, match="accounts_asking"), transaction.atomic():
        Asking.objects.filter(pk=one.pk).update(**fields)


def test_what_was_asked_can_be_refused_or_withdrawn(admin: Actor) -> None:
    one = asked()
    with pytest.raises(Invalid, match=r"accounts\.reason"):
        actions.refuse_asking(by=actor_of("guard"), ref=one.ref, reason=" \n")
    actions.refuse_asking(by=actor_of("guard"), ref=one.ref, reason="人手已够")
    assert queries.asking(admin, one.ref).words == "人手已够"
    assert Row.objects.get(verb="accounts.refuse_asking").reason == "人手已够"
    actions.withdraw_asking(by=admin, ref=asked().ref)
    assert not actor_of("wang").holds(Right.MATTERS_SUPERVISE)
    assert [one.decision for one in queries.askings(admin, waiting=False)] == [
        "withdrawn",
        "refused",
    ]


def test_an_asking_whose_days_are_over_gives_nothing() -> None:
    one = asked()
    Asking.objects.update(valid=(today() - timedelta(days=9), today()))
    with pytest.raises(Refused, match="asking_over"):
        actions.confirm_asking(by=actor_of("guard"), ref=one.ref)


def test_a_lost_factor_is_taken_off_by_two(admin: Actor) -> None:
    equip("wang")
    with pytest.raises(Refused, match="factor_not_set"):
        actions.lose_factor(by=admin, login="guard")
    assert not actions.lose_factor(by=admin, login="wang")
    assert Factor.objects.exists()
    key = uuid4()

    def confirm() -> actions.FirstPassword | None:
        return actions.confirm_asking(by=actor_of("guard"), ref=Asking.objects.get().ref, key=key)

    first = confirm()
    assert first is not None
    assert first == confirm()
    assert not Factor.objects.exists()
    with pytest.raises(LianxinError):
        actions.sign_in(login="wang", password=PASSWORD, network="")
    assert actions.sign_in(login="wang", password=first.password, network="").must_change
    assert Row.objects.filter(verb="accounts.take_off_factor", object="person:wang").exists()


def test_a_lost_factor_ends_the_sessions_and_the_confirmer_sees_the_password_once(
    client: Client, admin: Actor
) -> None:
    enter(client, "guard")
    inside = Client()
    enter(inside, "wang")
    equip("wang")
    actions.lose_factor(by=admin, login="wang")
    ref = Asking.objects.get().ref
    assert "初始密码" in client.get(f"{POSTS}/{ref}/confirm").content.decode()
    answer = sent(client, f"{POSTS}/{ref}/confirm")
    password = answer.context["first"].password
    assert answer["Cache-Control"] == "no-store"
    assert not Session.objects.filter(person__login="wang").exists()
    assert actions.sign_in(login="wang", password=password, network="").must_change
    assert password not in client.get(POSTS).content.decode()


def test_who_may_take_off_a_factor_is_said_as_it_is_decided(client: Client, admin: Actor) -> None:
    open_person("near", "security_admin@WEST")
    for number, login in enumerate(("admin", "guard", "near")):
        Person.objects.filter(login=login).update(name=login, pinyin=str(number))
    equip("wang")
    actions.lose_factor(by=admin, login="wang")
    one = queries.askings(admin, waiting=True)[0]
    assert [holder.login for holder in queries.deciders(one)] == ["guard"]
    assert not queries.may_decide(actor_of("near"), one)
    enter(client, "guard")
    [row] = client.get(POSTS).context["waiting"]
    assert (row.waits_for, len(row.verbs)) == ("等 guard 确认", 2)
    actions.grant_post(by=OPERATOR, login="wang", post=PostAt("officer", "W1"))
    with pytest.raises(NoRight, match="no_confirm"):
        actions.confirm_asking(by=actor_of("near"), ref=one.ref)
    other = Client()
    enter(other, "near")
    [row] = other.get(POSTS).context["waiting"]
    assert row.verbs == []


def test_pages_say_what_waits_and_for_whom(client: Client, city: None) -> None:  # noqa: ARG001
    Person.objects.filter(login="guard").update(name="巴特尔")
    enter(client, "admin")
    fields = {"unit": "EAST", "role": "supervisor", "since": "", "until": ""}
    answer = sent(client, "/desk/settings/people/wang/post", **fields)
    assert answer.status_code == HTTPStatus.FOUND
    shown = client.get(POSTS).content.decode()
    assert "等 巴特尔 确认" in shown
    assert POSTS in client.get("/desk/settings/people/wang").content.decode()
    ref = Asking.objects.get().ref
    assert client.get(f"{POSTS}/{ref}/confirm").status_code == HTTPStatus.FORBIDDEN
    other = Client()
    enter(other, "guard")
    assert f"{POSTS}/{ref}/confirm" in other.get(POSTS).content.decode()
    assert sent(other, f"{POSTS}/{ref}/confirm").status_code == HTTPStatus.FOUND
    assert actor_of("wang").holds(Right.MATTERS_SUPERVISE)
    assert other.get(f"{POSTS}/{Person.objects.get(login='wang').pk}").status_code == (
        HTTPStatus.NOT_FOUND
    )


def test_pages_refuse_with_a_reason_and_withdraw(client: Client) -> None:
    other = Client()
    enter(client, "admin")
    enter(other, "guard")
    ref = asked().ref
    bare = sent(other, f"{POSTS}/{ref}/refuse", reason="")
    assert bare.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(other, f"{POSTS}/{ref}/refuse", reason="重复").status_code == HTTPStatus.FOUND
    assert "原因:重复" in client.get(POSTS).content.decode()
    ref = asked().ref
    assert sent(client, f"{POSTS}/{ref}/withdraw").status_code == HTTPStatus.FOUND
    assert "已撤回" in client.get(POSTS).content.decode()

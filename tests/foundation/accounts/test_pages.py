"""The people pages: opening, posts, reset and closing, each asked once more and told clearly."""

from http import HTTPStatus

import pytest
from django.test import Client

from lianxin.foundation.accounts import actions
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.accounts.queries import account, actor_of
from lianxin.foundation.accounts.rules import PostAt
from tests.foundation.accounts.conftest import OPERATOR, PASSWORD, enter, open_person, sent

PEOPLE = "/desk/settings/people"


@pytest.fixture
def admin(client: Client, city: None) -> Client:  # noqa: ARG001 - the city first
    """Give the browser of a system administrator."""
    open_person("admin", "system_admin@TOP")
    assert enter(client, "admin")["Location"] == PEOPLE
    return client


def test_an_account_is_opened_and_its_first_password_shown_once(admin: Client) -> None:
    fields = {"login": "wang.fang", "name": "王芳", "unit": "E1", "role": "officer"}
    answer = sent(admin, f"{PEOPLE}/new", **fields)
    assert answer.status_code == HTTPStatus.OK
    assert answer["Cache-Control"] == "no-store"
    first = answer.context["first"]
    assert first.password in answer.content.decode().replace("<wbr>", "")
    assert first.password not in admin.get(f"{PEOPLE}/wang.fang").content.decode()
    assert actions.sign_in(login="wang.fang", password=first.password, network="").must_change


def test_every_fault_of_a_new_account_stands_at_its_field(admin: Client) -> None:
    fields = {"login": "1", "name": "王芳", "unit": "NOWHERE", "role": "king"}
    answer = sent(admin, f"{PEOPLE}/new", **fields)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(answer.context["form"].errors) == {"login", "unit", "role"}
    assert "王芳" in answer.content.decode()
    assert not Person.objects.filter(name="王芳", login="1").exists()


@pytest.mark.parametrize("verb", ["reset", "close", "end-sessions", "rename", "post"])
def test_each_verb_asks_and_then_acts(admin: Client, verb: str) -> None:
    open_person("wang", "officer@E1")
    fields = {
        "rename": {"name": "王小芳"},
        "post": {"unit": "W1", "role": "leader", "since": "", "until": ""},
    }.get(verb, {})
    answer = sent(admin, f"{PEOPLE}/wang/{verb}", **fields)
    assert answer.status_code == (HTTPStatus.OK if verb == "reset" else HTTPStatus.FOUND)
    shown = account(actor_of("admin"), "wang")
    assert shown.must_change == (verb == "reset")
    assert (shown.closed_at is not None) == (verb == "close")
    assert (shown.name == "王小芳") == (verb == "rename")
    assert len(shown.posts) == (2 if verb == "post" else 0 if verb == "close" else 1)


def test_a_post_is_ended_and_a_closed_account_opened_again(admin: Client) -> None:
    open_person("wang", "officer@E1")
    answer = sent(admin, f"{PEOPLE}/wang/end-post?post=officer@E1")
    assert answer.status_code == HTTPStatus.FOUND
    assert not actor_of("wang").posts
    actions.close_account(by=OPERATOR, login="wang")
    assert sent(admin, f"{PEOPLE}/wang/reopen").context["first"].login == "wang"


def test_the_list_narrows_and_an_unknown_person_is_absent(admin: Client) -> None:
    for login, unit in (("wang", "E1"), ("li", "W1")):
        actions.open_account(by=OPERATOR, login=login, name=login, posts=[PostAt("officer", unit)])
    page = admin.get(PEOPLE, {"unit": "EAST"})
    assert [row.login for row in page.context["rows"]] == ["wang"]
    assert admin.get(PEOPLE, {"words": "l", "unit": "%"}).status_code == HTTPStatus.OK
    assert admin.get(f"{PEOPLE}/nobody").status_code == HTTPStatus.NOT_FOUND
    assert admin.get(PEOPLE, {"after": "x"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_people_without_the_right_are_told_who_has_it(client: Client, city: None) -> None:  # noqa: ARG001
    open_person("wang", "officer@E1")
    enter(client, "wang")
    for path in (PEOPLE, f"{PEOPLE}/new", f"{PEOPLE}/wang", f"{PEOPLE}/wang/reset"):
        assert client.get(path).status_code == HTTPStatus.FORBIDDEN


def test_the_password_page_says_each_fault_and_keeps_no_password(admin: Client) -> None:
    wrong = {"old_password": "x", "new_password": "short-one", "repeat_password": "other"}
    answer = sent(admin, "/desk/settings/password", **wrong)
    assert set(answer.context["form"].errors) == {"repeat_password"}
    wrong["repeat_password"] = "short-one"
    answer = sent(admin, "/desk/settings/password", **wrong)
    assert set(answer.context["form"].errors) == {"old_password"}
    answer = sent(admin, "/desk/settings/password", **{**wrong, "old_password": PASSWORD})
    assert set(answer.context["form"].errors) == {"new_password"}
    assert "short-one" not in answer.content.decode()
    good = {"new_password": "five-brave-otters", "repeat_password": "five-brave-otters"}
    answer = sent(admin, "/desk/settings/password", old_password=PASSWORD, **good)
    assert answer.status_code == HTTPStatus.FOUND
    assert admin.get(PEOPLE).status_code == HTTPStatus.OK


def test_one_sees_and_ends_ones_own_sign_ins(admin: Client) -> None:
    phone = "Mozilla/5.0 (Linux; Android 14) Chrome/130"
    for place in ("elsewhere", "there"):
        actions.sign_in(login="admin", password=PASSWORD, network=place, agent=phone)
    page = admin.get("/desk/settings/sessions")
    rows = page.context["rows"]
    assert [row.here for row in rows].count(True) == 1
    assert [row.device for row in rows].count("Chrome · Android") == 2
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    other = next(row for row in rows if not row.here)
    admin.post(f"/desk/settings/sessions/{other.ref}/end", token)
    again = admin.post(f"/desk/settings/sessions/{other.ref}/end", token)
    assert again.status_code == HTTPStatus.NOT_FOUND
    assert len(admin.get("/desk/settings/sessions").context["rows"]) == 2
    admin.post("/desk/settings/sessions/end-others", token)
    assert len(admin.get("/desk/settings/sessions").context["rows"]) == 1


def test_signing_out_twice_does_no_harm(admin: Client) -> None:
    page = admin.get(PEOPLE)
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert admin.post("/sign-out", token).status_code == HTTPStatus.FOUND
    page = admin.get("/sign-in")
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert admin.post("/sign-out", token).status_code == HTTPStatus.FOUND

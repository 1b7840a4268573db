"""Signing in: one answer for every failure, growing waits, sessions that end when they must."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http import HTTPStatus
from unittest.mock import patch

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from lianxin.foundation.accounts import actions, adapters
from lianxin.foundation.accounts.models import Person, Session, Tries
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import parse_post
from lianxin.foundation.accounts.sessions import digest
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.errors import Busy, Invalid, LianxinError, Refused, TooMany
from tests.foundation.accounts.conftest import OPERATOR, PASSWORD, build_city, open_person

HERE = "192.0.2.0/24"


@pytest.fixture(autouse=True)
def _by_password_alone(settings: Settings) -> None:
    """Let the password be enough, as a demo does: the second factor has tests of its own."""
    settings.DEMO = True


def enter(password: str = PASSWORD, *, network: str = HERE, device: str = "") -> actions.SignedIn:
    return actions.sign_in(login="wang", password=password, network=network, device=device)


@pytest.mark.usefixtures("city")
def test_the_right_password_starts_a_session_that_the_table_does_not_give_away() -> None:
    open_person("wang", "officer@E1")
    signed = enter()
    row = Session.objects.get()
    assert bytes(row.digest) == digest(signed.key)
    assert signed.key not in f"{row.digest!r}{row.data}"
    assert row.idle == timedelta(minutes=30)
    assert row.until - row.started_at == timedelta(hours=12)


@pytest.mark.usefixtures("city")
def test_a_strict_role_has_short_sessions() -> None:
    open_person("wang", "system_admin@TOP")
    enter()
    row = Session.objects.get()
    assert row.idle == timedelta(minutes=15)
    assert row.until - row.started_at == timedelta(hours=8)


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("who", ["unknown", "wrong", "closed"])
def test_every_failure_has_one_answer_one_hash_and_one_row(who: str) -> None:
    open_person("wang", "officer@E1")
    if who == "closed":
        actions.close_account(by=OPERATOR, login="wang")
    login = "nobody" if who == "unknown" else "wang"
    password = PASSWORD if who == "closed" else "wrong-wrong-wrong"
    rows = Row.objects.count()
    hasher = adapters.Argon2Hasher
    with (
        patch.object(hasher, "verify", autospec=True, side_effect=hasher.verify) as verify,
        patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode,
        pytest.raises(Invalid) as caught,
    ):
        actions.sign_in(login=login, password=password, network=HERE)
    assert (caught.value.code, caught.value.where) == ("accounts.sign_in", "")
    assert (verify.call_count, encode.call_count) == (1, 0)
    assert Tries.objects.count() == 1
    assert Row.objects.count() == rows + 1
    assert not Session.objects.exists()


@pytest.mark.usefixtures("city")
def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    open_person("wang", "officer@E1")
    real, none = Person.objects.get().password.split("$"), adapters.nobody().split("$")
    assert real[:4] == none[:4] == ["argon2", "argon2id", "v=19", "m=47104,t=1,p=1"]
    assert [len(part) for part in real] == [len(part) for part in none]


@pytest.mark.usefixtures("city")
def test_an_old_hash_is_renewed_at_sign_in() -> None:
    open_person("wang", "officer@E1")
    old = hashers.Argon2PasswordHasher()
    Person.objects.update(password=old.encode(PASSWORD, old.salt()))
    enter()
    assert not adapters.outdated(Person.objects.get().password)


@pytest.mark.usefixtures("city")
def test_a_third_hash_at_once_is_refused_not_queued() -> None:
    open_person("wang", "officer@E1")
    with adapters.slot(), adapters.slot(), pytest.raises(Busy):
        enter()
    enter()


@pytest.mark.usefixtures("city")
def test_waits_grow_to_the_longest_and_a_known_device_is_counted_apart() -> None:
    open_person("wang", "officer@E1")
    device = enter().device
    waits = []
    for _ in range(12):
        with pytest.raises(LianxinError) as caught:
            enter("wrong-wrong-wrong")
        if isinstance(caught.value, TooMany):
            waits.append(caught.value.retry_after)
            _pass(timedelta(seconds=caught.value.retry_after))
            with pytest.raises(Invalid):
                enter("wrong-wrong-wrong")
    assert waits == sorted(waits)
    assert waits[-1] == 42
    with pytest.raises(TooMany):
        enter()
    assert enter(device=device).login == "wang"
    assert enter(network="198.51.100.0/24").login == "wang"


def _pass(span: timedelta) -> None:
    Tries.objects.update(next_at=F("next_at") - span)


@pytest.mark.usefixtures("city")
def test_a_forged_device_is_no_known_one() -> None:
    open_person("wang", "officer@E1")
    device = enter().device
    for _ in range(5):
        with pytest.raises(LianxinError):
            enter("wrong-wrong-wrong")
    with pytest.raises(TooMany):
        enter(device=device[:-2])


@pytest.mark.usefixtures("city")
def test_nothing_of_a_stranger_is_kept_in_the_clear() -> None:
    with pytest.raises(Invalid):
        actions.sign_in(login="my-secret-password", password="x", network=HERE)
    kept = [*Tries.objects.values_list(), *Row.objects.values_list()]
    assert "my-secret-password" not in repr(kept)
    assert "192.0.2" not in repr(kept)


@pytest.mark.usefixtures("city")
def test_a_first_password_ends_by_time() -> None:
    password = open_person("wang", "officer@E1", first=True)
    Person.objects.update(first_until="2020-01-01T00:00:00Z")
    with pytest.raises(Refused, match="first_password_over"):
        enter(password)


@pytest.mark.django_db(transaction=True)
def test_fifty_guesses_at_once_count_as_fifty_and_the_owner_enters() -> None:
    build_city()
    open_person("wang", "officer@E1")
    device = enter().device
    start = threading.Barrier(10)

    def guess(number: int) -> str:
        if number < 10:
            start.wait(timeout=20)
        try:
            enter(f"guess-number-{number}")
        except LianxinError as error:
            return error.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(guess, range(50)))
    assert Tries.objects.get().count == 50
    assert "in" not in answers
    assert answers.count("accounts.wait") >= 40
    assert enter(device=device).login == "wang"


@pytest.fixture
def signed(city: None, client: Client) -> Client:  # noqa: ARG001 - the city first
    open_person("wang", "officer@E1")
    client.post("/sign-in", {**_keyed(client), "login": "wang", "password": PASSWORD})
    return client


def _keyed(client: Client) -> dict[str, str]:
    page = client.get("/sign-in")
    form = page.context["form"]
    token = str(page.context["csrf_token"])
    return {"key": str(form["key"].value()), "csrfmiddlewaretoken": token}


def test_the_session_ends_when_a_post_changes(signed: Client) -> None:
    assert signed.get("/desk/settings/password").status_code == HTTPStatus.OK
    actions.grant_post(by=OPERATOR, login="wang", post=parse_post("officer@W1"))
    answer = signed.get("/desk/settings/password")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("change", ["reset", "close"])
def test_the_session_ends_when_password_or_account_change(signed: Client, change: str) -> None:
    if change == "reset":
        actions.reset_password(by=OPERATOR, login="wang")
    else:
        actions.close_account(by=OPERATOR, login="wang")
    assert signed.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize("column", ["seen_at", "until"])
def test_the_session_ends_by_idle_time_and_by_total_time(signed: Client, column: str) -> None:
    Session.objects.update(**{column: "2020-01-01T00:00:00Z"})
    assert signed.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER
    actions.tidy()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("column", "reason", "words"),
    [("seen_at", "idle", "没有操作"), ("until", "total", "时间已满"), ("", "changed", "有了变化")],
)
def test_the_sign_in_page_says_why_one_is_there_again(
    signed: Client, column: str, reason: str, words: str
) -> None:
    if column:
        Session.objects.update(**{column: "2020-01-01T00:00:00Z"})
    else:
        actions.end_sessions(by=OPERATOR, login="wang")
    answer = signed.get("/desk/settings/password")
    assert answer["Location"].endswith(f"&ended={reason}")
    assert words in signed.get(answer["Location"]).content.decode()


def test_the_tables_column_is_useless_as_cookie(signed: Client) -> None:
    stored = bytes(Session.objects.get().digest)
    for guess in (stored.hex(), stored.decode("latin-1"), repr(stored)):
        signed.cookies["session"] = guess.encode("ascii", "ignore").decode() or "x"
        assert signed.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER


def test_signing_in_changes_the_key_and_signing_out_ends_it(signed: Client) -> None:
    old = signed.cookies["session"].value
    page = signed.get("/desk/settings/password")
    answer = signed.post("/sign-out", {"csrfmiddlewaretoken": str(page.context["csrf_token"])})
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Clear-Site-Data"]
    signed.cookies["session"] = old
    assert signed.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER


def test_the_public_gets_no_session(client: Client, city: None) -> None:  # noqa: ARG001 - as above
    for path in ("/sign-in", "/reset"):
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.OK
        assert not answer.cookies
    assert not Session.objects.exists()


def test_a_person_with_a_first_password_gets_nowhere_else(client: Client, city: None) -> None:  # noqa: ARG001
    password = open_person("wang", "officer@E1", first=True)
    answer = client.post("/sign-in", {**_keyed(client), "login": "wang", "password": password})
    assert answer["Location"] == "/desk/settings/password"
    assert client.get("/desk/notices")["Location"] == "/desk/settings/password"
    assert not actor_of("wang").posts
    page = client.get("/desk/settings/password")
    assert page.context["forced"]
    form = {
        "key": str(page.context["form"]["key"].value()),
        "csrfmiddlewaretoken": str(page.context["csrf_token"]),
        "old_password": password,
        "new_password": PASSWORD,
        "repeat_password": PASSWORD,
    }
    assert client.post("/desk/settings/password", form)["Location"] == "/desk"
    assert client.get("/desk/notices").status_code == HTTPStatus.OK


def test_a_wrong_password_says_so_and_a_wait_says_how_long(client: Client, city: None) -> None:  # noqa: ARG001
    open_person("wang", "officer@E1")
    form = {**_keyed(client), "login": "wang", "password": "wrong-wrong-wrong"}
    answers = [client.post("/sign-in", form) for _ in range(7)]
    assert answers[0].status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "登录名或密码不对" in answers[0].content.decode()
    assert 'value="wang"' in answers[0].content.decode()
    assert "wrong-wrong" not in answers[0].content.decode()
    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(answers[-1]["Retry-After"]) >= 1


@pytest.mark.parametrize(
    "goal", ["//evil.example/x", "https://evil.example", "javascript:x", "\\x"]
)
def test_the_way_back_stays_on_this_site(client: Client, city: None, goal: str) -> None:  # noqa: ARG001
    open_person("wang", "officer@E1")
    form = {**_keyed(client), "login": "wang", "password": PASSWORD, "next": goal}
    assert client.post("/sign-in", form)["Location"] == "/desk"

"""The second factor: due by role, proved once, throttled, kept at a reset, lost by two people."""

from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from lianxin.foundation.accounts import actions, adapters, queries
from lianxin.foundation.accounts.actions import tries
from lianxin.foundation.accounts.models import Factor, Person, RecoveryCode, Session, Tries
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.kernel.errors import Invalid, NoRight, TooMany
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import (
    OPERATOR,
    PASSWORD,
    code_of,
    equip,
    open_person,
    sent,
)

pytestmark = pytest.mark.usefixtures("city")
KEY = UUID(int=7)
PROVE, SET_UP, HERE = "/sign-in/factor", "/sign-in/set-up", "/desk/settings/factor"


def half(login: str = "wang") -> str:
    """Sign in by the password alone; give the session's key."""
    signed = actions.sign_in(login=login, password=PASSWORD, network="here")
    assert signed.half
    return signed.key


@pytest.mark.parametrize("role", list(ROLES))
def test_every_role_with_class_3_data_export_parameters_or_people_owes_one(
    client: Client, role: str
) -> None:
    open_person("wang", f"{role}@TOP")
    answer = sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert answer["Location"] == f"{PROVE}?next="
    for path in (
        "/desk",
        "/desk/settings/people",
        "/desk/settings/password",
        HERE,
        "/desk/notices",
    ):
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.SEE_OTHER
        assert answer["Location"].startswith("/sign-in?next=")
        assert client.get(answer["Location"])["Location"].startswith(PROVE)


def test_the_demo_waives_what_a_role_asks_for(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    open_person("wang", "system_admin@TOP")
    answer = sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert answer["Location"] == "/desk/settings/people"
    assert client.get(HERE).status_code == HTTPStatus.OK


def test_an_app_is_set_up_without_script_and_lets_in(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert client.get(PROVE)["Location"].startswith(SET_UP)
    before = client.cookies["session"].value
    page = client.get(SET_UP)
    secret = page.context["secret"].replace(" ", "")
    assert "<svg" in page.content.decode()
    form = {f.html_name: f.value() or "" for f in page.context["form"].hidden_fields()}
    form["csrfmiddlewaretoken"] = str(page.context["csrf_token"])
    wrong = client.post(SET_UP, {**form, "code": "000000"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert wrong.context["secret"].replace(" ", "") == secret
    done = client.post(SET_UP, {**form, "code": code_of(secret)})
    codes = done.context["codes"]
    assert len(codes) == len(set(codes)) == 10
    assert done["Cache-Control"] == "no-store"
    assert client.cookies["session"].value != before
    assert client.get(HERE).context["left"] == 10
    stored = repr([*Factor.objects.values_list(), *RecoveryCode.objects.values_list()])
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_a_code_is_taken_once_and_no_older_one_after_it() -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    code = code_of(secret)
    assert actions.prove_code(session=half(), code=code).key
    with pytest.raises(Invalid):
        actions.prove_code(session=half(), code=code)
    with pytest.raises(Invalid):
        actions.prove_code(session=half(), code=code_of(secret, later=-1))
    assert actions.prove_code(session=half(), code=code_of(secret, later=1)).key


def test_a_recovery_code_lets_in_once_however_it_is_typed() -> None:
    open_person("wang", "system_admin@TOP")
    equip("wang")
    key = actions.draw_recovery_codes(by=actor_of("wang"), password=PASSWORD, key=KEY)
    typed = key[0].upper().replace("-", " ")
    assert actions.prove_code(session=half(), code=typed).key
    with pytest.raises(Invalid):
        actions.prove_code(session=half(), code=key[0])
    assert queries.recovery_codes_left(Person.objects.get().pk) == 9


def guess(session: str, code: str = "000000", device: str = "") -> str:
    """Try a code; give what refuses it."""
    try:
        actions.prove_code(session=session, code=code, device=device)
    except (Invalid, TooMany) as fault:
        return fault.code
    return ""


def test_new_sign_ins_draw_no_new_tries_at_codes_and_the_owners_device_enters() -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    owner = actions.prove_code(session=half(), code=code_of(secret)).device
    answers, device = [], ""
    for number in range(10):
        signed = actions.sign_in(
            login="wang", password=PASSWORD, network=f"net-{number}", device=device
        )
        assert signed.device == ""
        answers += [guess(signed.key, device=device) for _ in range(5)]
        device = signed.device
    assert answers.count("accounts.factor") <= 6
    right = code_of(secret, later=1)
    assert guess(half(), right) == "accounts.wait"
    Tries.objects.update(next_at=F("next_at") - timedelta(seconds=42))
    waits = [guess(half()) for _ in range(2)]
    assert waits == ["accounts.factor", "accounts.wait"]
    assert actions.prove_code(session=half(), code=right, device=owner).key


def test_a_device_that_gave_the_password_alone_is_not_known_for_codes() -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    known = tries.device_of("", today()).text_with("wang", proved=False)
    assert [guess(half(), device=known) for _ in range(7)][-1] == "accounts.wait"
    assert guess(half(), code_of(secret)) == "accounts.wait"


def test_wrong_passkeys_count_with_the_codes() -> None:
    open_person("wang", "system_admin@TOP")
    equip("wang")
    session = half()
    for fault in [Invalid] * 5 + [TooMany]:
        with pytest.raises(fault):
            actions.prove_passkey(session=session, state={}, answer="{}")
    assert guess(session) == "accounts.wait"


def test_the_browser_keeps_its_device_once_the_factor_is_proved(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert "device" not in client.cookies
    sent(client, PROVE, code=code_of(secret))
    assert client.cookies["device"].value


def test_a_reset_of_the_password_leaves_the_factor(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    first = actions.reset_password(by=OPERATOR, login="wang").password
    answer = sent(client, "/sign-in", login="wang", password=first)
    assert answer["Location"].startswith(PROVE)
    assert client.get("/desk/settings/password").status_code == HTTPStatus.SEE_OTHER
    assert sent(client, PROVE, code=code_of(secret))["Location"] == "/desk/settings/password"
    fields = {"old_password": first, "new_password": PASSWORD, "repeat_password": PASSWORD}
    assert sent(client, "/desk/settings/password", **fields).status_code == HTTPStatus.FOUND
    assert client.get(HERE).status_code == HTTPStatus.OK


def test_a_changed_password_hands_over_what_the_session_proved(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    first = half()
    session = actions.prove_code(session=first, code=code_of(secret)).key
    proved = Session.objects.get().factor_at
    wang, other = actor_of("wang"), "five-brave-otters"
    session = actions.change_password(by=wang, old=PASSWORD, new=other, session=session)
    assert Session.objects.get().factor_at == proved
    Session.objects.update(factor_at=None)
    session = actions.change_password(by=wang, old=other, new=PASSWORD, session=session)
    client.cookies["session"] = session
    row = Session.objects.get()
    assert (row.factor_at, row.owes_factor) == (None, True)
    assert client.get(PROVE).status_code == HTTPStatus.OK


def test_a_half_session_adds_no_second_factor_and_ends_soon(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    equip("wang")
    session = half()
    row = Session.objects.get()
    assert (row.until - row.started_at).total_seconds() == 600
    with pytest.raises(NoRight):
        actions.add_codes(session=session, name="", secret="A" * 32, code="0", key=KEY)
    sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert client.get(SET_UP)["Location"].startswith(PROVE)


def test_a_post_that_begins_tomorrow_asks_the_session_of_today(client: Client) -> None:
    open_person("wang", "officer@E1")
    from_password = sent(client, "/sign-in", login="wang", password=PASSWORD)
    assert from_password["Location"].startswith(PROVE)
    Session.objects.update(owes_factor=False, factor_at=None)
    assert client.get(HERE).status_code == HTTPStatus.SEE_OTHER


def test_the_last_factor_stays_where_the_post_asks_for_one(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    sent(client, "/sign-in", login="wang", password=PASSWORD)
    sent(client, PROVE, code=code_of(secret))
    here = f"{HERE}/{Factor.objects.get().ref}/remove"
    assert sent(client, here, password=PASSWORD).status_code == HTTPStatus.CONFLICT
    equip("wang")
    assert sent(client, here, password=PASSWORD).status_code == HTTPStatus.FOUND
    assert client.get(here).status_code == HTTPStatus.NOT_FOUND
    assert sent(client, f"{HERE}/recovery", password=PASSWORD).context["codes"]


def test_a_browser_left_alone_changes_no_factor_without_the_password(client: Client) -> None:
    open_person("wang", "system_admin@TOP")
    secret = equip("wang")
    sent(client, "/sign-in", login="wang", password=PASSWORD)
    sent(client, PROVE, code=code_of(secret))
    for path in (f"{HERE}/{Factor.objects.get().ref}/remove", f"{HERE}/recovery", SET_UP):
        answer = sent(client, path, password="wrong-wrong-wrong", code="1")
        assert set(answer.context["form"].errors) == {"password"}
    page = client.get(SET_UP)
    form = {f.html_name: f.value() or "" for f in page.context["form"].hidden_fields()}
    form["csrfmiddlewaretoken"] = str(page.context["csrf_token"])
    shown = page.context["secret"].replace(" ", "")
    added = {**form, "code": code_of(shown), "password": PASSWORD}
    assert client.post(SET_UP, added).status_code in {HTTPStatus.OK, HTTPStatus.FOUND}
    assert Factor.objects.count() == 2
    answers = [sent(client, f"{HERE}/recovery", password="x").status_code for _ in range(7)]
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_a_sealed_secret_opens_for_its_login_alone() -> None:
    kept = adapters.codes.sealed("SECRET", "wang")
    assert adapters.codes.opened(kept, "wang") == "SECRET"
    assert adapters.codes.opened(kept, "li") == ""

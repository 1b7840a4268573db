"""The incident kit as a drill (SECURITY IR1): cut off, freeze, see what was read, tell people."""

import re
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Freeze, Session
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import PASSWORD, enter, open_person, sent
from tests.foundation.accounts.test_commands import run

pytestmark = pytest.mark.usefixtures("city")
HERE = "/desk/settings/incident"


def stolen() -> None:
    """Let a thief read with an officer's account."""
    open_person("wang", "officer@E1")
    actions.sign_in(login="wang", password=PASSWORD, network="thief")
    with act(actor_of("wang"), "vault.note") as work:
        work.row(object="2103-0481", reason="看看")
    with act(actor_of("wang"), "matters.note") as work:
        work.row(object="2103-0482")


def test_the_drill(client: Client) -> None:
    stolen()
    open_person("guard", "security_admin@TOP")
    enter(client, "guard")
    answer = sent(client, f"{HERE}/cut-off", login="wang", reason="账号被盗")
    assert answer["Location"] == HERE
    assert not Session.objects.filter(person__login="wang").exists()
    sent(client, f"{HERE}/freeze", reason="账号被盗")
    assert queries.exports_frozen()
    assert "账号被盗" in client.get(HERE).content.decode()
    days = {"since": str(today()), "until": str(today())}
    shown = sent(client, f"{HERE}/look-up", login="wang", reason="查清外泄", **days)
    assert {"vault.note", "matters.note"} <= {row.verb for row in shown.context["rows"]}
    assert shown.context["readings"] == 1
    text = shown.context["notice"]
    assert "1 次查看了联系方式" in text
    assert text in shown.content.decode()
    assert Row.objects.get(verb="accounts.look_up").reason == "查清外泄"
    sent(client, f"{HERE}/thaw")
    assert not queries.exports_frozen()
    nobody = sent(client, f"{HERE}/cut-off", login="", reason="全部重来")
    assert nobody.status_code == 422
    answer = sent(client, f"{HERE}/cut-off", login="", everybody="on", reason="全部重来")
    assert answer["Location"].startswith("/sign-in?next=")
    assert not Session.objects.exists()


def test_who_was_cut_off_signs_in_from_the_page_at_hand() -> None:
    open_person("wang", "officer@E1")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a session that was ended elsewhere"
    page = browser.get("/sign-in")
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found is not None
    form = {"csrfmiddlewaretoken": found[1], "key": str(uuid4())}
    answer = browser.post("/sign-in", form | {"login": "wang", "password": PASSWORD})
    assert answer.status_code in {302, 303}


def test_each_needs_a_reason_and_a_right() -> None:
    stolen()
    open_person("branch", "security_admin@WEST")
    open_person("guard", "security_admin@TOP")
    guard, branch = actor_of("guard"), actor_of("branch")
    with pytest.raises(Invalid, match=r"accounts\.reason"):
        actions.cut_off(by=guard, login="wang", reason=" ")
    with pytest.raises(NotFound):
        actions.cut_off(by=branch, login="wang", reason="x")
    with pytest.raises(NoRight, match="incident_whole"):
        actions.cut_off(by=branch, reason="x")
    with pytest.raises(NotFound):
        actions.look_up(by=branch, login="wang", since=today(), until=today(), reason="x")
    day = today()
    with pytest.raises(Invalid, match=r"accounts\.period"):
        actions.look_up(by=guard, login="wang", since=day, until=day.replace(year=2020), reason="x")
    with pytest.raises(NoRight):
        actions.freeze_exports(by=actor_of("wang"), reason="x")
    with pytest.raises(NoRight):
        actions.thaw_exports(by=actor_of("wang"))
    with pytest.raises(Refused, match="not_frozen"):
        actions.thaw_exports(by=guard)
    actions.freeze_exports(by=branch, reason="x")
    with pytest.raises(NoRight, match="thaw_whole"):
        actions.thaw_exports(by=branch)
    with pytest.raises(Refused, match=r"accounts\.frozen"):
        actions.freeze_exports(by=guard, reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Freeze.objects.create(since=timezone.now(), by="x", reason="x")


def test_only_the_security_administrator_sees_the_kit(client: Client) -> None:
    open_person("wang", "officer@E1")
    enter(client, "wang")
    for path in (HERE, f"{HERE}/cut-off", f"{HERE}/freeze", f"{HERE}/thaw", f"{HERE}/look-up"):
        assert client.get(path).status_code == HTTPStatus.FORBIDDEN


def test_the_command_line_does_it_when_pages_are_down(capsys: pytest.CaptureFixture[str]) -> None:
    stolen()
    assert run("sign-out wang --reason 被盗", "incident") == 0
    assert run("freeze --reason 被盗", "incident") == 0
    assert queries.exports_frozen()
    assert run("thaw", "incident") == 0
    capsys.readouterr()
    assert run("list wang --reason 被盗", "incident") == 0
    printed = capsys.readouterr().out
    assert "vault.note\t2103-0481" in printed
    assert "个人信息" in printed
    assert run("sign-out --all --reason 被盗", "incident") == 0

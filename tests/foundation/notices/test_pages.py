"""The pages: one's own notices, the outbox, and who may open them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices import actions, queries
from lianxin.foundation.notices.models import Message, Notice
from tests.foundation.notices.conftest import MATTER, person

pytestmark = pytest.mark.usefixtures("house")
SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in(settings: Settings) -> SignedIn:
    """Give browsers in which somebody is signed in."""

    def browser(login: str, language: str = "") -> Client:
        person = Person.objects.get(login=login)
        hour = timedelta(hours=1)
        key = sessions.start(person, now=timezone.now(), idle=hour, total=hour)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        if language:
            client.cookies["display"] = language
        return client

    return browser


def tell(count: int = 1) -> None:
    """Tell the station some things."""
    for number in range(count):
        actions.tell_unit(
            unit="S",
            right=Right.MATTERS_HANDLE,
            topic="matters.dispatched",
            about=MATTER,
            code="matters.told.dispatched",
            arguments={"subject": f"路灯不亮 {number}"},
            href=f"/desk/matters/{MATTER}",
            dedupe=f"{MATTER}:{number}:dispatched",
        )


def text(client: Client, address: str) -> str:
    """Open a page and give its text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_speaks_the_readers_language(signed_in: SignedIn) -> None:
    tell()
    for language, said in (
        ("", "派给您单位:路灯不亮 0"),
        ("normal.normal.system.en", "Sent to your unit: 路灯不亮 0"),
    ):
        assert said in text(signed_in("li.na", language), "/desk/notices")


def test_what_was_told_before_in_words_stays_as_it_was(signed_in: SignedIn) -> None:
    li = Person.objects.get(login="li.na")
    Notice.objects.create(
        person=li,
        topic="t",
        about=MATTER,
        title="退回一件:旧的",
        body="请看",
        href="/desk",
        dedupe="1",
    )
    shown = text(signed_in("li.na"), "/desk/notices")
    assert "退回一件:旧的" in shown
    assert "请看" in shown


def test_one_sees_ones_own_notices_and_their_count(signed_in: SignedIn) -> None:
    tell(2)
    shown = text(signed_in("li.na"), "/desk/notices")
    assert shown.count("letter--unread") == 2
    assert "路灯不亮 1" in shown
    assert 'desk-bell__count">2<' in shown
    other = text(signed_in("wang.fang"), "/desk/notices")
    assert "路灯不亮" not in other
    assert "没有通知。" in other


def test_opening_a_notice_marks_it_read_and_leads_to_its_matter(signed_in: SignedIn) -> None:
    tell(2)
    client, ref = signed_in("li.na"), Notice.objects.filter(person__login="li.na").first()
    assert ref is not None
    answer = client.post("/desk/notices/read", {"key": uuid4(), "notice": ref.ref})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/matters/{MATTER}")
    assert text(client, "/desk/notices").count("letter--unread") == 1
    assert text(client, "/desk/notices?show=unread").count("letter__open") == 1


def test_looking_marks_nothing(signed_in: SignedIn) -> None:
    tell()
    client = signed_in("li.na")
    text(client, "/desk/notices")
    assert client.get("/desk/notices/read").status_code == 405
    assert Notice.objects.filter(read_at__isnull=True).count() == 2


def test_all_are_marked_at_once(signed_in: SignedIn) -> None:
    tell(3)
    client = signed_in("li.na")
    assert client.post("/desk/notices/read", {"key": uuid4()}).status_code == 302
    assert "letter--unread" not in text(client, "/desk/notices")
    assert Notice.objects.filter(read_at__isnull=True).count() == 3


def test_another_ones_notice_is_as_if_absent(signed_in: SignedIn) -> None:
    tell()
    other = Notice.objects.get(person__login="zhao.min").ref
    answer = signed_in("li.na").post("/desk/notices/read", {"key": uuid4(), "notice": other})
    assert answer.status_code == 404
    assert Notice.objects.get(ref=other).read_at is None


def test_a_long_list_turns_its_pages(signed_in: SignedIn) -> None:
    tell(queries.page_size() + 1)
    client = signed_in("li.na")
    first = client.get("/desk/notices")
    following = first.context["pager"].next_href
    assert first.content.decode().count("letter__open") == queries.page_size()
    assert text(client, following).count("letter__open") == 1
    assert client.get("/desk/notices?after=forged").status_code == 422


@pytest.mark.parametrize("login", ["li.na", "wang.fang"])
def test_the_outbox_is_closed_to_others(signed_in: SignedIn, login: str) -> None:
    client = signed_in(login)
    assert client.get("/desk/outbox").status_code == 403
    assert client.post("/desk/outbox/try-again", {"key": uuid4()}).status_code == 403


def test_the_outbox_holds_every_units_messages_and_wants_the_right_over_all(
    signed_in: SignedIn,
) -> None:
    person("part.admin", "system_admin", "S")
    assert signed_in("part.admin").get("/desk/outbox").status_code == 403
    assert signed_in("admin").get("/desk/outbox").status_code == 200


def test_who_is_not_signed_in_is_sent_there() -> None:
    answer = Client().get("/desk/outbox")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")


def sent(contact: UUID, link: str) -> None:
    """Send one SMS with a link."""
    actions.send_sms(contact=contact, about=MATTER, body=f"请确认:{link}", dedupe="1")
    assert actions.send_next()


def test_in_the_demo_the_link_can_be_followed(
    contact: UUID, signed_in: SignedIn, settings: Settings
) -> None:
    settings.DEMO = True
    link = f"{settings.ORIGIN}/confirm/{new_token()}"
    sent(contact, link)
    shown = text(signed_in("admin"), "/desk/outbox")
    assert f'href="{link}"' in shown
    assert "138****5678" in shown
    assert "13812345678" not in shown


def test_outside_the_demo_no_token_is_shown(
    contact: UUID, signed_in: SignedIn, settings: Settings
) -> None:
    settings.DEMO = True
    token = new_token()
    sent(contact, f"{settings.ORIGIN}/confirm/{token}")
    settings.DEMO = False
    assert token not in text(signed_in("admin"), "/desk/outbox?state=sent")


def test_what_waits_is_shown_with_its_time(signed_in: SignedIn) -> None:
    with act(job("test"), "matters.reply") as work:
        work.notice(
            "matters.accepted",
            about=MATTER,
            seq=4,
            recipient="citizen",
            not_before=work.now + timedelta(seconds=20),
        )
    client = signed_in("admin")
    shown = text(client, "/desk/outbox?state=waiting")
    assert f'letter__number">{MATTER}<' in shown
    assert "告诉群众:由谁办、何时答复" in shown
    at = Outbox.objects.get().not_before
    assert at is not None
    assert f"{timezone.localtime(at):%H:%M:%S}" in shown
    assert "letter__number" not in text(client, "/desk/outbox?state=sent")


def test_what_is_planned_for_later_days_is_left_out(signed_in: SignedIn) -> None:
    with act(job("test"), "matters.send") as work:
        at = work.now + timedelta(days=7)
        work.notice("matters.window_over", about=MATTER, seq=5, recipient="job", not_before=at)
    assert "letter__number" not in text(signed_in("admin"), "/desk/outbox")
    assert queries.counts() == queries.Counts(waiting=0, failed=0)
    Outbox.objects.update(attempts=queries.patience().tries, failure="ValueError")
    assert "letter__number" in text(signed_in("admin"), "/desk/outbox?state=failed")


def test_what_failed_is_shown_with_its_cause_and_tried_again(
    contact: UUID, signed_in: SignedIn, settings: Settings
) -> None:
    settings.DEMO, settings.SMS_GATEWAY = False, ""
    actions.send_sms(contact=contact, about=MATTER, body="已答复", dedupe="1")
    assert actions.send_next()
    client = signed_in("admin")
    assert "没有设置这条渠道的网关。" in text(client, "/desk/outbox?state=failed")
    answer = client.post("/desk/outbox/try-again", {"key": uuid4()}, follow=True)
    assert "1 件正在再试。" in answer.content.decode()
    assert Message.objects.get().state == "waiting"


def test_pressing_twice_tries_again_once(signed_in: SignedIn) -> None:
    client, key = signed_in("admin"), uuid4()
    for _ in range(2):
        assert client.post("/desk/outbox/try-again", {"key": key}).status_code == 302


def test_an_unknown_state_shows_all(signed_in: SignedIn) -> None:
    assert "这里现在没有。" in text(signed_in("admin"), "/desk/outbox?state=nonsense")

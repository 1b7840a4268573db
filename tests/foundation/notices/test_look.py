"""Both pages in a real browser: axe, targets, no sideways scroll, in every look and width."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.audit.actions import act
from lianxin.foundation.faces.display import COOKIE, Display
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices import actions
from lianxin.foundation.notices.models import Notice
from tests.foundation.notices.conftest import MATTER
from tests.journeys.test_gallery import LOOKS, NORMS, SMALL

pytestmark = pytest.mark.usefixtures("house")
SUBJECT = "校门口早高峰乱停车,孩子过马路很危险,好几位家长都反映过"


def fill(contact: UUID, settings: Settings) -> None:
    """Let every kind of row stand: read, unread, held, waiting, sent, failed."""
    for number in range(3):
        actions.tell_unit(
            unit="S",
            right=Right.MATTERS_HANDLE,
            topic="matters.dispatched",
            about=MATTER,
            code="matters.told.dispatched",
            arguments={"subject": SUBJECT},
            href="/desk/notices",
            dedupe=str(number),
        )
    Notice.objects.filter(dedupe="0:li.na").update(read_at=timezone.now())
    with act(job("test"), "matters.reply") as work:
        at = work.now + timedelta(minutes=5)
        work.notice("matters.accepted", about=MATTER, seq=4, recipient="", not_before=at)
    words = f"您反映的事已答复,请确认:{settings.ORIGIN}/confirm/{new_token()}"
    actions.send_sms(contact=contact, about=MATTER, body=words, dedupe="sent")
    assert actions.send_next()
    settings.DEMO = False
    actions.send_sms(contact=contact, about=MATTER, body="已答复", dedupe="failed")
    assert actions.send_next()
    settings.DEMO = True
    actions.send_sms(contact=contact, about=MATTER, body="已答复", dedupe="waiting")


def signed_in(page: Page, server: LiveServer, settings: Settings, login: str) -> None:
    """Let somebody be signed in in the browser."""
    person, hour = Person.objects.get(login=login), timedelta(hours=1)
    key = sessions.start(person, now=timezone.now(), idle=hour, total=hour)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def faults(page: Page, address: str, width: int, least: int, axe_script: str) -> list[object]:
    """Open a page and give everything a person would trip over."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate(axe_script)
    found = page.evaluate("norms => axe.run(document, {runOnly: norms})", NORMS)
    listed = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
    sideways = page.evaluate("document.documentElement.scrollWidth") > width
    return [*listed, *page.evaluate(SMALL, least), *(["sideways"] if sideways else [])]


def test_both_pages_in_every_look(
    page: Page, live_server: LiveServer, contact: UUID, settings: Settings, axe_script: str
) -> None:
    settings.DEMO, settings.SMS_GATEWAY, settings.ORIGIN = True, "", live_server.url
    fill(contact, settings)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tripped: list[object] = []
    for login, path in (("li.na", "notices"), ("admin", "outbox"), ("wang.fang", "notices")):
        signed_in(page, live_server, settings, login)
        for look, width, least in LOOKS:
            shown: Display = look
            cookie = {"name": COOKIE, "value": shown.cookie, "url": live_server.url}
            page.context.add_cookies([cookie])  # type: ignore[list-item]
            found = faults(page, f"{live_server.url}/desk/{path}", width, least, axe_script)
            tripped += [(path, shown.cookie, width, one) for one in found]
    assert tripped == []
    assert complaints == []


def test_a_notice_is_opened_by_keyboard(
    page: Page, live_server: LiveServer, contact: UUID, settings: Settings
) -> None:
    settings.DEMO, settings.SMS_GATEWAY, settings.ORIGIN = True, "", live_server.url
    fill(contact, settings)
    signed_in(page, live_server, settings, "li.na")
    page.goto(f"{live_server.url}/desk/notices")
    assert page.locator(".desk-bell__count").inner_text().startswith("2")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".desk-bell__count").filter(has_text="1").wait_for()

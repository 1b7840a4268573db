"""One city, one server and one browser for all journeys; a window for each person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, StorageState
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.conftest import on_town
from tests.journeys import stage
from tests.journeys.hand import DESK, PHONE, Hand

HOST = "127.0.0.1"
VISITOR = "203.0.113.77"
"""The network address of everyone, as a trusted proxy would tell it."""
PATIENCE = 20_000
"""Milliseconds before something that should be on a page is missed."""


@dataclass
class House:
    """The running city: its address, and who has signed in already."""

    origin: str
    signed_in: dict[str, StorageState] = field(default_factory=dict)
    judged: set[tuple[str, int]] = field(default_factory=set)


@pytest.fixture(scope="package")
def house(
    django_db_setup: None,  # noqa: ARG001 - the empty database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """Serve the small city; journeys leave in it what they did."""
    with django_db_blocker.unblock(), on_town():
        stage.open_doors()
        server = LiveServer(HOST, start=False)
        with override_settings(ALLOWED_HOSTS=[HOST], DEMO=True, PROXIES=(ip_network(HOST),)):
            server.start()
            with override_settings(ORIGIN=server.url):
                yield House(server.url)
            server.stop()
        connections.close_all()


Open = Callable[..., Hand]


@pytest.fixture
def opened(browser: Browser, house: House, axe_script: str) -> Iterator[Open]:
    """Open a window: ``opened(width, who="officer", script=False)``; complaints fail the test."""
    contexts: list[BrowserContext] = []
    hands: list[Hand] = []

    def window(width: int, *, script: bool = True, **more: Any) -> Hand:
        touch = width == PHONE
        context = browser.new_context(
            viewport={"width": width, "height": 740 if touch else 860},
            has_touch=touch,
            is_mobile=touch,
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="zh-CN",
            extra_http_headers={"X-Forwarded-For": VISITOR},
            timezone_id=settings.TIME_ZONE,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        hand = Hand(
            context.new_page(), house.origin, axe_script, house.judged, touch, script=script
        )
        hands.append(hand)
        return hand

    def person(width: int, *, who: str = "", script: bool = True) -> Hand:
        if not who:
            return window(width, script=script)
        if who not in house.signed_in:
            hand = window(DESK)
            hand.open("/sign-in")
            hand.write("登录名", who)
            hand.write("密码", stage.PASSWORD)
            hand.press("登录")
            hand.page.wait_for_url("**/desk**")
            house.signed_in[who] = hand.page.context.storage_state()
        return window(width, script=script, storage_state=house.signed_in[who])

    yield person
    for context in contexts:
        context.close()
    assert [said for hand in hands for said in hand.complaints] == []

"""The second factor in a browser: a passkey by a virtual key, codes without script."""

from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page

from lianxin.foundation.accounts.models import Factor, Person
from tests.contracts.world import hire
from tests.journeys import stage
from tests.journeys.conftest import House, Open
from tests.journeys.hand import DESK, PHONE, Hand

NAME = "localhost"
"""Browsers offer passkeys to names alone, not to the number the other journeys use."""


@pytest.fixture
def named(house: House) -> Iterator[str]:
    """Serve the city under a name, asking second factors as a real one does."""
    origin = house.origin.replace("127.0.0.1", NAME)
    with override_settings(ORIGIN=origin, ALLOWED_HOSTS=[NAME], DEMO=False):
        yield origin


def newcomer(login: str) -> None:
    """Let somebody begin as a supervisor."""
    hire(login, "新来的督导", "supervisor", "supervision")
    Person.objects.filter(login=login).update(password=make_password(stage.PASSWORD))


def virtual_key(page: Page) -> None:
    """Plug in a key that is touched at once."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(hand: Hand, origin: str, login: str) -> None:
    """Type login and password."""
    hand.open(f"{origin}/sign-in")
    hand.write("登录名", login)
    hand.write("密码", stage.PASSWORD)
    hand.press("登录")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_passkey_is_set_up_at_the_first_sign_in_and_lets_in(
    opened: Open, named: str, width: int
) -> None:
    login = f"key{width}"
    newcomer(login)
    hand = opened(width)
    virtual_key(hand.page)
    sign_in(hand, named, login)
    hand.heading("设置第二重验证")
    hand.judge("factor set up")
    hand.press("设置通行密钥或 UKey")
    hand.heading("备用码")
    hand.judge("recovery codes")
    hand.press("已经抄好")
    hand.page.wait_for_url("**/desk")
    hand.open(f"{named}/desk/settings/factor")
    hand.judge("own factors")
    hand.open(f"{named}/desk/settings/sessions")
    hand.judge("own sessions")
    hand.page.context.clear_cookies()
    sign_in(hand, named, login)
    hand.heading("第二重验证")
    hand.judge("factor proved")
    hand.press("用通行密钥或 UKey 登录")
    hand.page.wait_for_url("**/desk")
    assert Factor.objects.get(person__login=login).last > 0


def test_codes_work_without_script(opened: Open, named: str) -> None:
    newcomer("coder")
    hand = opened(PHONE, script=False)
    sign_in(hand, named, "coder")
    hand.heading("设置第二重验证")
    assert not hand.named("设置通行密钥或 UKey").is_visible()
    secret = hand.page.locator(".qr__code").inner_text().replace(" ", "")
    hand.write("验证码", pyotp.TOTP(secret).now())
    hand.press("设好了")
    hand.heading("备用码")
    hand.press("已经抄好")
    hand.page.wait_for_url("**/desk")
    hand.page.context.clear_cookies()
    sign_in(hand, named, "coder")
    hand.heading("第二重验证")
    hand.write("验证码", pyotp.TOTP(secret).at(timezone.now() + timedelta(seconds=30)))
    hand.press("登录")
    hand.page.wait_for_url("**/desk")

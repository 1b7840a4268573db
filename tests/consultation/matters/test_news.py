"""New rows are announced, never pushed; looking for them keeps no session alive."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client
from django.utils import timezone

from lianxin.consultation.matters.queries.worklist import news
from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person, Session
from tests.city import staff
from tests.consultation.matters import lives

pytestmark = pytest.mark.usefixtures("town")


def signed_in(login: str) -> Client:
    """Give a browser in which somebody is signed in."""
    client = Client()
    key = sessions.start(
        Person.objects.get(login=login),
        now=timezone.now(),
        idle=timedelta(minutes=30),
        total=timedelta(hours=12),
    )
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_what_came_since_is_counted_in_its_tab_alone() -> None:
    lives.say()
    since = timezone.now()
    assert news(staff("dispatcher"), "to_dispatch", since) == 0
    lives.say()
    lives.say()
    assert news(staff("dispatcher"), "to_dispatch", since) == 2
    assert news(staff("dispatcher"), "to_accept", since) == 0
    assert news(staff("officer"), "to_dispatch", since) == 0


def test_the_page_says_so_and_the_look_keeps_no_session_alive() -> None:
    client = signed_in("dispatcher")
    since = quote(timezone.now().isoformat())
    lives.say()
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=20))
    before = Session.objects.get().seen_at
    answer = client.get(f"/desk/news?tab=to_dispatch&since={since}", headers={"X-Unattended": "1"})
    assert "有 1 件新的" in answer.content.decode()
    assert Session.objects.get().seen_at == before
    client.get("/desk")
    assert Session.objects.get().seen_at > before


def test_a_foreign_mark_is_refused_with_a_sentence() -> None:
    for since in ("", "x", "2026-01-01", "９"):
        assert signed_in("dispatcher").get(f"/desk/news?tab=late&since={since}").status_code == 422

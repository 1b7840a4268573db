"""Tokens: bound to purpose, time and record, spent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from lianxin.foundation.audit.actions import act, check_token, issue_token, spend_token
from lianxin.foundation.audit.models import Token
from lianxin.foundation.kernel.errors import Invalid, NotFound
from lianxin.foundation.kernel.tokens import new_token
from tests.foundation.audit.things import keeper

pytestmark = pytest.mark.django_db

KEEPER = keeper()
HOUR = timedelta(hours=1)


def issue(*, life: timedelta = HOUR) -> str:
    """Give someone a token for the confirmation of a matter."""
    token = new_token()
    with act(KEEPER, "issue") as work:
        expires = work.now + life
        issue_token(work, purpose="confirm", about="2103-0001", expires=expires, token=token)
    return token


def spend(token: str, purpose: str = "confirm") -> str:
    """Spend a token."""
    with act(KEEPER, "spend") as work:
        return spend_token(work, purpose, token)


def test_looking_spends_nothing() -> None:
    """A preview that opens the link leaves it open (SECURITY #40)."""
    token = issue()
    assert check_token("confirm", token) == check_token("confirm", token) == "2103-0001"
    assert spend(token) == "2103-0001"
    with pytest.raises(NotFound):
        check_token("confirm", token)
    with pytest.raises(NotFound):
        spend(token)


def test_another_purpose_time_or_token_is_not_found() -> None:
    """Nothing tells which of them was wrong."""
    token = issue()
    late = issue(life=-HOUR)
    tries = [("reset", token), ("confirm", late), ("confirm", new_token())]
    for purpose, tried in tries:
        with pytest.raises(NotFound):
            check_token(purpose, tried)
        with pytest.raises(NotFound):
            spend(tried, purpose)
    with pytest.raises(Invalid):
        check_token("confirm", "short")


def test_only_a_digest_is_kept() -> None:
    """Who reads the table cannot open the link."""
    token = issue()
    kept = Token.objects.get()
    assert token.encode() not in bytes(kept.digest)
    assert len(bytes(kept.digest)) == 32


@pytest.mark.django_db(transaction=True)
def test_two_at_once_spend_it_once() -> None:
    """The second waits for the first and finds it spent."""
    token = issue()

    def run(_: int) -> str:
        try:
            return spend(token)
        except NotFound:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(run, range(8)))[-2:] == ["", "2103-0001"]

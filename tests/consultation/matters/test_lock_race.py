"""A post that ends while an act waits for its lock counts as ended (SECURITY AZ8)."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event as Signal

import pytest
from django.db import connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Matter
from lianxin.foundation.accounts.models import Post
from lianxin.foundation.kernel.actor import Actor, job
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory, steady, today
from tests.city import SINCE, staff
from tests.consultation.matters import lives

WAITED_SECONDS = 0.5
pytestmark = pytest.mark.usefixtures("busy_town")


def accepted(by: Actor, number: str) -> str:
    """Accept in a request that asked for posts and tree before; give what came of it."""
    try:
        with steady():
            by.holds(Right.MATTERS_HANDLE)
            return actions.accept(by=by, matter=number).state
    except LianxinError as fault:
        return fault.code
    finally:
        connections.close_all()


def end_post(login: str) -> None:
    """Let the posts of somebody have ended yesterday."""
    Post.objects.filter(person__login=login).update(
        valid=DateRange(SINCE, today() - timedelta(days=1))
    )


def test_a_post_that_ends_while_the_act_waits_is_seen() -> None:
    number, by, waits = lives.dispatched(), staff("officer"), Signal()

    def act() -> str:
        waits.wait(10)
        return accepted(by, number)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(act)
        with transaction.atomic():
            Matter.objects.select_for_update().get(number=number)
            waits.set()
            time.sleep(WAITED_SECONDS)
            end_post("officer")
        assert waiting.result(30) == "matters.not_found"
    assert lives.stands(number).state == "dispatched"


def test_a_post_that_began_after_the_page_was_asked_for_is_seen() -> None:
    number, by = lives.dispatched(), staff("officer")
    end_post("officer")
    assert accepted(by, number) == "matters.not_found"
    Post.objects.filter(person__login="officer").update(valid=DateRange(SINCE, None))
    assert accepted(by, number) == "in_hand"


def test_from_its_lock_on_an_act_asks_for_posts_and_tree_once() -> None:
    number, by = lives.dispatched(), staff("officer")
    with steady():
        directory()
        with CaptureQueriesContext(connection) as asked:
            actions.accept(by=by, matter=number)
    texts = [one["sql"] for one in asked]
    lock = next(place for place, text in enumerate(texts) if "FOR NO KEY UPDATE" in text)
    for table in ("accounts_post", "units_tree"):
        places = [place for place, text in enumerate(texts) if table in text]
        assert len(places) == 1
        assert places[0] > lock


def test_a_tree_that_the_act_itself_changed_is_asked_for_again() -> None:
    number = lives.dispatched()
    founder = job("test", Right.UNITS_MANAGE)
    with transaction.atomic():
        actions.accept(by=staff("officer"), matter=number)
        units.found(
            by=founder, code="new", name="新所", kind="station", parent="branch", since=SINCE
        )
        assert directory().by_code("new").name == "新所"

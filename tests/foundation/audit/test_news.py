"""News that are numbered one after another: none takes the place of another."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from lianxin.foundation.audit.actions import act, batch
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.errors import Refused
from tests.foundation.audit.things import keeper

KEEPER = keeper()


def tell(about: str = "a") -> None:
    """Tell one more piece of news, in an act or a batch around it or in an act of its own."""
    with act(KEEPER, "tell") as work:
        work.news("box.left", about=about, recipient="job")


def told(about: str = "a") -> list[int]:
    """Give the numbers of what was told."""
    return list(Outbox.objects.filter(about=about).order_by("seq").values_list("seq", flat=True))


@pytest.mark.django_db
def test_news_of_one_act_count_on_and_so_do_those_of_the_next() -> None:
    with act(KEEPER, "outer"):
        tell()
        tell()
        tell("b")
    tell()
    assert (told(), told("b")) == ([1, 2, 3], [1])


@pytest.mark.django_db
def test_what_a_failed_act_told_leaves_no_gap_and_takes_no_place() -> None:
    with act(KEEPER, "outer"):
        tell()
        with suppress(Refused), act(KEEPER, "inner"):
            tell()
            raise Refused("audit.token")
        tell()
    assert told() == [1, 2]


@pytest.mark.django_db
def test_a_batch_counts_on_over_its_flushes() -> None:
    with batch(KEEPER, notices=True) as many:
        tell()
        tell()
        many.flush()
        tell()
    with batch(KEEPER):
        tell()
    assert told() == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_parallel_news_are_all_told() -> None:
    def one(_number: int) -> None:
        try:
            tell()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(16)))
    assert told() == list(range(1, 17))

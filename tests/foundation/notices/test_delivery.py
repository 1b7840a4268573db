"""The outbox: each row is handled once, whatever fails, and whoever works in parallel."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import get_language

from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.actions import act, seal
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.audit.queries import verify
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import NoRight, Refused
from lianxin.foundation.kernel.ids import draw_numbers
from lianxin.foundation.notices import actions, jobs, queries
from lianxin.foundation.notices.models import Notice
from lianxin.foundation.notices.queries import OutboxItem, OutboxState

pytestmark = pytest.mark.usefixtures("house")
TOPIC = "matters.dispatched"


def ordered(count: int = 1, *, not_before: timedelta | None = None) -> list[Outbox]:
    """Let an act order some things to tell."""
    numbers = draw_numbers(timezone.localdate(), taken=0, count=count)
    with act(job("test"), "matters.dispatch") as work:
        for number in numbers:
            at = work.now + not_before if not_before else None
            work.notice(TOPIC, about=number, seq=2, recipient="S", not_before=at)
    return list(Outbox.objects.order_by("id"))


def tell(item: OutboxItem) -> None:
    """Tell one person, as a handler does."""
    actions.tell_person(
        login="li.na",
        topic=item.topic,
        about=item.about,
        code="matters.told.dispatched",
        arguments={"subject": "路灯不亮"},
        href=f"/desk/matters/{item.about}",
        dedupe=item.dedupe,
    )


def deliver_all(handler: Callable[[OutboxItem], None] = tell) -> int:
    """Handle all that is due; give how many steps that took."""
    steps = 0
    while actions.deliver_next({TOPIC: handler}):
        steps += 1
    return steps


def fail(item: OutboxItem) -> None:
    """Write something, then fail with a secret in the error."""
    tell(item)
    raise ValueError("13812345678")


def test_a_row_is_handled_once() -> None:
    (row,) = ordered()
    assert deliver_all() == 1
    row.refresh_from_db()
    assert row.sent_at is not None
    assert Notice.objects.get().about == row.about
    assert deliver_all() == 0


@pytest.mark.django_db(transaction=True, databases=["default", "seal"])
def test_what_a_handler_does_is_whole_before_and_after_its_seal() -> None:
    """The audit row of an act inside a delivery names the transaction that wrote it."""

    def work_on(item: OutboxItem) -> None:
        with act(job("test"), "test.handled") as work:
            work.row(object=item.about)

    ordered()
    assert deliver_all(work_on) == 1
    assert Row.objects.filter(verb="test.handled").exists()
    assert verify().first is None
    seal()
    assert verify().first is None


def test_citizens_are_told_in_the_language_of_the_city(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was started under an English locale writes Chinese all the same."""
    spoken: list[str | None] = []
    monkeypatch.setitem(jobs._handlers, TOPIC, lambda _: spoken.append(get_language()))
    ordered()
    with translation.override("en"):
        jobs.deliver()
    assert spoken == ["zh-hans"]


def test_a_held_row_waits_for_its_time() -> None:
    (row,) = ordered(not_before=timedelta(seconds=60))
    assert deliver_all() == 0
    Outbox.objects.filter(pk=row.pk).update(not_before=Now())
    assert deliver_all() == 1


def test_a_recalled_order_is_spent_without_a_word() -> None:
    ordered()
    assert deliver_all(lambda _: None) == 1
    assert Notice.objects.count() == 0
    assert queries.held(OutboxState.ALL) == ()


def test_a_failure_undoes_its_handler_and_waits(caplog: pytest.LogCaptureFixture) -> None:
    (row,) = ordered()
    with caplog.at_level(logging.ERROR):
        assert deliver_all(fail) == 1
    row.refresh_from_db()
    assert (row.attempts, row.failure, row.sent_at) == (1, "ValueError", None)
    assert row.not_before is not None
    assert row.not_before > timezone.now()
    assert Notice.objects.count() == 0
    assert "13812345678" not in caplog.text
    assert "test_delivery.py" in caplog.text


def test_a_failure_does_not_stop_the_others() -> None:
    first, *others = ordered(4)

    def handler(item: OutboxItem) -> None:
        if item.about == first.about:
            raise Refused("matters.not_now")
        tell(item)

    deliver_all(handler)
    assert Notice.objects.count() == len(others)
    assert Outbox.objects.get(sent_at__isnull=True).failure == "matters.not_now"


def test_the_pause_grows_until_a_row_is_set_aside_and_shown() -> None:
    (row,) = ordered()
    waits = []
    for _ in range(queries.patience().tries):
        deliver_all(fail)
        row.refresh_from_db()
        assert row.not_before is not None
        waits.append(round((row.not_before - timezone.now()).total_seconds()))
        Outbox.objects.filter(pk=row.pk).update(not_before=Now())
    assert waits == sorted(waits)
    assert deliver_all() == 0
    assert queries.counts() == queries.Counts(waiting=0, failed=1)
    (shown,) = queries.held(OutboxState.FAILED)
    assert shown.about == row.about
    assert "ValueError" in shown.cause


def test_a_topic_without_a_handler_is_a_failure_of_its_own() -> None:
    (row,) = ordered()
    assert actions.deliver_next({})
    row.refresh_from_db()
    assert row.failure == "NoHandler"


def test_what_was_set_aside_is_tried_again_by_one_with_the_right() -> None:
    (row,) = ordered()
    Outbox.objects.update(attempts=queries.patience().tries, failure="ValueError")
    with pytest.raises(NoRight):
        actions.try_again(by=actor_of("li.na"))
    assert deliver_all() == 0
    assert actions.try_again(by=actor_of("admin")) == 1
    assert deliver_all() == 1
    row.refresh_from_db()
    assert (row.attempts, row.failure) == (0, "")
    assert Row.objects.get(verb="notices.try_again").actor == "staff:admin"


def test_parallel_workers_handle_each_row_once() -> None:
    ordered(40)
    start = Barrier(4)

    def work() -> int:
        start.wait()
        try:
            return deliver_all()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        steps = sum(future.result() for future in [pool.submit(work) for _ in range(4)])
    assert steps == 40
    assert Notice.objects.count() == 40
    assert not Outbox.objects.filter(sent_at__isnull=True).exists()
    assert not Outbox.objects.exclude(attempts=0).exists()


def test_a_row_in_another_hand_is_skipped() -> None:
    ordered()
    begun, over = Barrier(2), Barrier(2)

    def slow(item: OutboxItem) -> None:
        begun.wait(10)
        over.wait(10)
        tell(item)

    def work() -> int:
        try:
            return deliver_all(slow)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(work)
        begun.wait(10)
        assert deliver_all() == 0
        over.wait(10)
        assert other.result() == 1
    assert Notice.objects.count() == 1

"""Faults of the database: tried again, told as busy, or honestly unknown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections

from lianxin.foundation.audit.actions import act, batch, retried
from lianxin.foundation.audit.models import Row, Submission
from lianxin.foundation.kernel.errors import Busy, OutcomeUnknown
from tests.conftest import AsRole
from tests.foundation.audit.things import Thing, found, keeper, thing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("things")]

KEEPER = keeper()


def two_things() -> list[Thing]:
    """Write two things to fight over."""
    with act(KEEPER, "start") as work:
        for name in ("a", "b"):
            work.add(thing(name, id=work.next_id(Thing)))
    return found()


def lock(primary: int) -> None:
    """Lock a thing."""
    Thing._base_manager.select_for_update().get(pk=primary)


@contextmanager
def in_thread(call: Callable[[], None]) -> Iterator[list[BaseException]]:
    """Run something at the side and gather what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as fault:  # noqa: BLE001 - handed to the test
            raised.append(fault)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    yield raised
    thread.join()


def test_deadlock_is_tried_again_until_both_are_done() -> None:
    """Two acts that lock in opposite order: both stand at the end, one after a retry."""
    first, second = two_things()
    barrier = Barrier(2)
    tries: list[str] = []

    @retried
    def fight(one: Thing, other: Thing) -> None:
        tries.append(one.name)
        with act(KEEPER, "fight") as work:
            lock(one.pk)
            if len(tries) <= 2:
                barrier.wait()
            lock(other.pk)
            work.row(object=one.name)

    with in_thread(lambda: fight(second, first)) as raised:
        fight(first, second)
    assert not raised
    assert len(tries) == 3
    assert Row.objects.count() == 2


def failing_with(state: str, times: int) -> Callable[[], int]:
    """Make an action that the database fails so many times."""
    calls: list[int] = []

    @retried
    def action() -> int:
        calls.append(1)
        with act(KEEPER, "fail"), connection.cursor() as cursor:
            if len(calls) <= times:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")
        return len(calls)

    return action


def test_clashes_are_tried_three_times_in_all() -> None:
    """The third try may still succeed; then it is busy."""
    for state in ("40001", "40P01"):
        assert failing_with(state, 2)() == 3
        with pytest.raises(Busy):
            failing_with(state, 3)()


def test_what_a_retry_can_cure_is_busy() -> None:
    """Timeouts, full or closing servers: nothing was stored."""
    for state in ("55P03", "57014", "53300", "57P01", "08006", "25006"):
        with pytest.raises(Busy):
            failing_with(state, 1)()


def test_inner_action_is_not_tried_again_by_itself() -> None:
    """Only the outermost action may be repeated: the transaction is gone."""
    inner = failing_with("40001", 1)
    calls: list[int] = []

    @retried
    def outer() -> int:
        calls.append(1)
        with act(KEEPER, "outer"):
            return inner()

    assert outer() == 2
    assert len(calls) == 2


def test_waiting_too_long_for_a_lock_is_busy(things: psycopg.Connection) -> None:
    """The lock timeout of the role ends the wait."""
    first, _ = two_things()
    with things.transaction():
        things.execute("select from thing where id = %s for update", [first.pk])
        with pytest.raises(Busy), act(KEEPER, "wait"):  # noqa: PT012 - the failing act itself
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
            lock(first.pk)


def end_backends(superuser: psycopg.Connection) -> None:
    """Cut the application's connections."""
    superuser.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'lianxin_app' and datname = current_database()"
    )


@pytest.mark.parametrize("around", ["act", "batch"])
def test_connection_lost_before_the_commit_is_busy(around: str, things: psycopg.Connection) -> None:
    """Nothing was stored; the next act gets a new connection."""

    def lose() -> None:
        with act(KEEPER, "lose") as work:
            work.add(thing("lost"))
            end_backends(things)
            sleep(0.1)

    with pytest.raises(Busy):  # noqa: PT012 - the failing act itself
        if around == "act":
            lose()
        else:
            with batch(KEEPER):
                lose()
    connection.close()
    with act(KEEPER, "next") as work:
        work.add(thing("kept"))
    assert [one.name for one in found()] == ["kept"]


def test_answer_of_the_commit_lost_is_unknown_and_the_key_tells(
    things: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit is done, its answer never comes: the same key gives the receipt."""
    key = uuid4()
    wrapper: Any = connections["default"]
    commit = wrapper._commit

    def lose_answer() -> None:
        commit()
        end_backends(things)
        sleep(0.1)
        with wrapper.wrap_database_errors:
            wrapper.connection.execute("select 1")

    def put() -> dict[str, Any]:
        with act(KEEPER, "put", key=key) as work:
            if work.replay is not None:
                return work.replay
            work.add(thing("lamp"))
            work.keep({"name": "lamp"})
        return {}

    monkeypatch.setattr(wrapper, "_commit", lose_answer)
    with pytest.raises(OutcomeUnknown):
        put()
    monkeypatch.undo()
    connection.close()
    assert put() == {"name": "lamp"}
    assert len(found()) == 1


def cancel_replica_wait(superuser: psycopg.Connection) -> None:
    """Cancel a commit that waits for its replica, as soon as there is one."""
    until = monotonic() + 10
    while monotonic() < until:
        cancelled = superuser.execute(
            "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'"
        ).fetchone()
        if cancelled:
            return
        sleep(0.02)


def test_commit_whose_wait_for_the_replica_was_cancelled_is_unknown(
    things: psycopg.Connection, as_role: AsRole
) -> None:
    """The server calls it a success with a warning; we do not (SECURITY part 1)."""
    things.execute("alter system set synchronous_standby_names = 'nobody'")
    things.execute("select pg_reload_conf()")
    key = uuid4()
    other = as_role("lianxin")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
        with (
            in_thread(lambda: cancel_replica_wait(other)) as raised,
            pytest.raises(OutcomeUnknown),
            act(KEEPER, "put", key=key) as work,
        ):
            work.add(thing("lamp"))
        assert not raised
    finally:
        things.execute("alter system reset synchronous_standby_names")
        things.execute("select pg_reload_conf()")
        connection.close()
    assert Submission.objects.count() == 1


def test_faults_of_the_caller_pass_unchanged() -> None:
    """A broken constraint is no reason to try again."""
    with pytest.raises(Exception, match="check constraint"), act(KEEPER, "v") as work:
        work.add(thing("lamp", count=-1))

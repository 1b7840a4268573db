"""One act: one transaction, one order of writing, one effect of one key."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from lianxin.foundation.audit.actions import Work, act
from lianxin.foundation.audit.models import Outbox, Row, Submission
from lianxin.foundation.kernel.errors import Busy, Invalid, KeyReused, Refused
from tests.foundation.audit.things import Box, Thing, found, keeper, thing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("things")]
committing = pytest.mark.django_db(transaction=True)

KEEPER = keeper()


def put(name: str, *, key: UUID | None = None, count: int = 0) -> dict[str, Any]:
    """Put a thing: an action as rooms write it."""
    with act(KEEPER, "things.put", key=key, arguments={"name": name, "count": count}) as work:
        if work.replay is not None:
            return work.replay
        made = thing(name, id=work.next_id(Thing), count=count)
        work.add(made)
        work.row(object=name, reason="tidy\nup", facts={"count": count})
        work.notice("things.put", about=name, seq=1, recipient="unit:a")
        receipt = {"name": name, "id": made.pk}
        work.keep(receipt)
    return receipt


@committing
def test_row_stands_with_the_act_stamped_by_the_database() -> None:
    """The audit row has the database's time and transaction, and one line of reason."""
    put("lamp")
    row = Row.objects.get()
    assert (row.verb, row.object, row.actor, row.reason) == (
        "things.put",
        "lamp",
        "job:keeper",
        "tidy up",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text::bigint, xid::text::bigint, now() - recorded_at FROM audit_row"
        )
        xmin, xid, age = cursor.fetchone()
    assert xmin == xid == row.xid
    assert abs(age.total_seconds()) < 5


def test_forged_stamps_are_overwritten() -> None:
    """Who inserts a row by hand cannot choose its id, time or transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_row (id, recorded_at, xid, verb, object, actor, actor_name, unit,"
            " reason, facts) VALUES (-5, '2001-01-01', '7', 'v', 'o', 'a', '', '', '', '{}')"
        )
    row = Row.objects.get()
    assert row.pk > 0
    assert row.xid > 7
    assert row.recorded_at.year > 2001


CRASHES = {
    "box": "update",
    "thing": "insert",
    "audit_row": "insert",
    "audit_outbox": "insert",
    "audit_submission": "update",
}


def statements(captured: CaptureQueriesContext) -> list[str]:
    """Give the first words and table of each statement that writes."""
    found = []
    for query in captured.captured_queries:
        words = query["sql"].replace('"', "").split()
        if words[0] in {"INSERT", "UPDATE"}:
            found.append(f"{words[0]} {words[2] if words[0] == 'INSERT' else words[1]}")
        if "procrastinate_defer" in query["sql"]:
            found.append("DEFER")
    return found


def test_order_of_writing() -> None:
    """Changes by rank, new records by rank, audit rows, outbox, job, receipt."""
    with act(KEEPER, "things.start") as work:
        box = Box(id=work.next_id(Box), name="old")
        work.add(box)
        work.add(thing("old"))
    old = found(name="old")[0]
    with CaptureQueriesContext(connection) as captured, act(KEEPER, "x", key=uuid4()) as work:
        work.notice("t", about="1", seq=1, recipient="r")
        work.row(object="1")
        work.add(thing("new", box_id=box.pk))
        work.add(Box(name="new"))
        old.count, box.name = 3, "renamed"
        work.change(old, "count")
        work.change(box, "name")
        work.change(old, "mood", "count")
        work.keep({"a": 1})
    assert statements(captured) == [
        "INSERT audit_submission",
        "UPDATE box",
        "UPDATE thing",
        "INSERT box",
        "INSERT thing",
        "INSERT audit_row",
        "INSERT audit_outbox",
        "DEFER",
        "UPDATE audit_submission",
    ]
    assert found(name="old")[0].count == 3


def test_same_key_gives_the_same_receipt() -> None:
    """A replay changes nothing and answers as the first time; each replay is counted."""
    key = uuid4()
    first = put("lamp", key=key)
    assert put("lamp", key=key) == put("lamp", key=key) == first
    assert len(found()) == Row.objects.count() == Outbox.objects.count() == 1
    assert Submission.objects.get().replays == 2


def test_same_key_with_other_content_is_refused() -> None:
    """Neither the first nor the second content is given away."""
    key = uuid4()
    put("lamp", key=key)
    with pytest.raises(KeyReused):
        put("lamp", key=key, count=2)
    assert Submission.objects.get().replays == 0


def test_the_digest_is_keyed_from_outside_the_database(settings: Settings) -> None:
    """A copy of the database alone gives no short secret back, however many are tried."""
    keys = settings.KEYS
    put("13812345678", key=uuid4())
    settings.KEYS = keys | {"pepper": "9" * 64}
    put("13812345678", key=uuid4())
    first, second = (bytes(kept) for kept in Submission.objects.values_list("digest", flat=True))
    assert first != second
    settings.KEYS = keys | {"pepper": ""}
    with pytest.raises(Busy, match="audit\\.pepper"):
        put("13812345678", key=uuid4())


def test_an_act_that_keeps_nothing_still_answers_its_replay() -> None:
    """The replay of an act without a receipt is not empty."""
    key = uuid4()
    replays: list[Any] = []
    for _ in range(2):
        with act(KEEPER, "things.touch", key=key) as work:
            replays.append(work.replay)
    assert replays == [None, {"verb": "things.touch"}]


def test_an_action_that_goes_on_after_a_replay_is_an_error() -> None:
    """A forgotten ``return work.replay`` is found at the first test."""
    key = uuid4()
    put("lamp", key=key)
    with (
        pytest.raises(RuntimeError, match="replay"),
        act(KEEPER, "things.put", key=key, arguments={"name": "lamp", "count": 0}) as work,
    ):
        work.row(object="lamp")


def in_parallel(count: int, call: Callable[[], Any]) -> list[Any]:
    """Call from many threads at the same moment."""
    barrier = Barrier(count)

    def run(_: int) -> Any:
        barrier.wait()
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@committing
def test_twenty_parallel_posts_have_one_effect_and_one_receipt() -> None:
    """Twenty threads with one key: one thing, one row, one notice, twenty equal answers."""
    key = uuid4()
    answers = in_parallel(20, lambda: put("lamp", key=key))
    assert all(answer == answers[0] for answer in answers)
    assert len(found()) == Row.objects.count() == Outbox.objects.count() == 1
    assert Submission.objects.get().replays == 19


def test_key_is_free_again_after_a_failed_act() -> None:
    """A refusal leaves nothing, not even the key."""
    key = uuid4()
    with pytest.raises(Refused), act(KEEPER, "v", key=key) as work:  # noqa: PT012 - the failing act itself
        work.row(object="1")
        work.add(thing("lamp"))
        raise Refused("no")
    assert not Submission.objects.exists()
    assert not Row.objects.exists()
    assert not found()


@committing
def test_a_crash_while_writing_leaves_nothing(things: psycopg.Connection) -> None:
    """Whatever statement fails: record, audit and outbox go together."""
    with act(KEEPER, "start") as work:
        box = Box(id=work.next_id(Box), name="box")
        work.add(box)
    things.execute(
        "create function crash() returns trigger language plpgsql as"
        " $$ begin raise exception 'crash'; end $$"
    )
    for table, moment in CRASHES.items():
        things.execute(
            f"create trigger crash before {moment} on {table} for each row execute function crash()"
        )
        with pytest.raises(DatabaseError, match="crash"), act(KEEPER, "v", key=uuid4()) as work:  # noqa: PT012 - the failing act itself
            box.name = "other"
            work.change(box, "name")
            work.add(thing("lamp"))
            work.row(object="1")
            work.notice("t", about="1", seq=1, recipient="r")
        things.execute(f"drop trigger crash on {table}")
        counts = [model._base_manager.count() for model in (Thing, Row, Outbox, Submission)]
        assert counts == [0, 0, 0, 0], table
        assert Box._base_manager.get().name == "box"


def test_inner_act_joins_and_a_caught_failure_leaves_nothing_of_it() -> None:
    """One transaction, one flush; the failed inner act is taken out, its records restored."""
    with act(KEEPER, "start") as work:
        work.add(thing("lamp"))
    lamp = found()[0]
    with act(KEEPER, "outer") as outer:
        outer.row(object="outer")
        outer.cache["kept"] = [1]
        with act(KEEPER, "inner") as inner:
            inner.row(object="inner")
            lamp.count = 1
            inner.change(lamp, "count")
            assert inner.now == outer.now
        with pytest.raises(Invalid), act(KEEPER, "failing") as failing:  # noqa: PT012 - the failing act itself
            lamp.count, lamp.mood = 7, "loud"
            failing.change(lamp, "count", "mood")
            failing.add(thing("ghost"))
            failing.row(object="ghost")
            failing.hold(failing.cache["kept"])
            failing.cache["kept"].append(2)
            failing.cache["lost"] = True
            raise Invalid("no")
        assert (lamp.count, lamp.mood) == (1, "calm")
        assert outer.cache == {"kept": [1]}
    assert [row.object for row in Row.objects.order_by("id")] == ["outer", "inner"]
    assert [(one.name, one.count, one.mood) for one in found()] == [("lamp", 1, "calm")]
    assert Row.objects.values("xid").distinct().count() == 1


def test_moment_is_the_databases_and_stands_still() -> None:
    """All parts of an act happen at the same time."""

    def moments(work: Work) -> set[Any]:
        return {work.now, work.occurred_at, work.now}

    with act(KEEPER, "v") as work:
        assert len(moments(work)) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp() - %s", [work.now])
            assert abs(cursor.fetchone()[0].total_seconds()) < 1

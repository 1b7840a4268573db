"""Batches: the same effects as acts one by one, and nothing of those that failed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from random import Random
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from lianxin.foundation.audit.actions import Batch, Work, act, batch, issue_token, spend_token
from lianxin.foundation.audit.models import Outbox, Row, Submission, Token
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from tests.foundation.audit.things import Box, Mood, Once, Thing, at, found, keeper, thing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("things")]

KEEPER = keeper(Right.HISTORY_BACKDATE)


def full(name: str, number: int) -> Thing:
    """Make a thing with every column filled."""
    return thing(
        name,
        mood=Mood.LOUD,
        count=number,
        units=[number, 70_000],
        extra={"说": "a\tb\\n", "when": at("2021-03-05T10:00:00+08:00"), "none": None},
        valid=DateTimeTZRange(at("2021-01-01T00:00:00+00:00"), None, "[)"),
        seen_at=at("2021-03-05T10:00:00.123456+08:00"),
        secret=bytes(range(256)),
    )


def as_rows(model: type[Any]) -> list[dict[str, Any]]:
    """Give a table's content without its keys."""
    rows = model._base_manager.order_by("id").values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def test_every_kind_of_column_is_copied_as_it_is_inserted() -> None:
    """COPY and INSERT write the same values; so do UPDATE and the temporary table."""
    with act(KEEPER, "one") as work:
        work.add(full("a", 1))
    with batch(KEEPER), act(KEEPER, "two") as work:
        work.add(full("b", 1))
    one, two = as_rows(Thing)
    assert one | {"name": ""} == two | {"name": ""}
    with batch(KEEPER), act(KEEPER, "three") as work:
        for record in found():
            record.extra, record.units, record.mood = {"x": [1]}, [], Mood.CALM
            record.valid, record.seen_at, record.secret = None, None, b"\\x00\n"
            work.change(record, "extra", "units", "mood", "valid", "seen_at", "secret")
    one, two = as_rows(Thing)
    assert one | {"name": ""} == two | {"name": ""}
    assert (two["extra"], two["units"], two["mood"], two["valid"]) == ({"x": [1]}, [], "calm", None)
    assert bytes(two["secret"]) == b"\\x00\n"


Step = Callable[[Work, dict[str, Thing]], None]


def walk(random: Random, steps: int, around: Callable[[], Any]) -> None:
    """Do random acts, some of which fail half way, in the given surroundings."""
    known: dict[str, Thing] = {}
    with around():
        for number in range(steps):
            failing = random.random() < 0.3
            with pytest.raises(Refused) if failing else nullcontext():
                one_act(random, number, known, failing=failing)


def one_act(random: Random, number: int, known: dict[str, Thing], *, failing: bool) -> None:
    """Add or change things; a failing act raises after its changes."""
    with act(KEEPER, "walk") as work:
        name = f"thing-{number}"
        made = full(name, number)
        made.pk = work.next_id(Thing)
        work.add(made)
        for chosen in random.sample(sorted(known), min(len(known), 3)):
            taken = known[chosen] if work.batch else found(name=chosen)[0]
            taken.count += 1
            taken.units = [*taken.units, number]
            work.change(taken, "count", "units")
        work.add(Once(thing=number % 7, side=number % 7, note=name))
        work.row(object=name, facts={"number": number})
        work.notice("walked", about=name, seq=number, recipient="r")
        if failing:
            raise Refused("no")
        known[name] = made


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(seed: int, around: Callable[[], Any]) -> list[list[dict[str, Any]]]:
    """Give what stands in every table after a walk, and take it back."""
    with undone():
        walk(Random(seed), 40, around)  # noqa: S311 - a walk that can be repeated
        rows = Row.objects.order_by("id").values("verb", "object", "facts", "actor")
        return [as_rows(Thing), as_rows(Once), as_rows(Outbox), [dict(row) for row in rows]]


@pytest.mark.parametrize("seed", range(5))
def test_batch_equals_one_by_one(seed: int) -> None:
    """Whatever acts, failing ones among them: the same rows stand at the end."""
    one_by_one = outcome(seed, nullcontext)
    assert outcome(seed, lambda: batch(KEEPER, notices=True)) == one_by_one
    assert all(one_by_one)


def test_batch_writes_nothing_before_its_end_and_few_statements_then() -> None:
    """Acts stay in memory; keys come 2,000 at once; no submissions, no notices unasked."""
    with CaptureQueriesContext(connection) as captured, batch(KEEPER) as whole:
        for number in range(300):
            with act(KEEPER, "add") as work:
                work.add(thing(f"t{number}"))
                work.row(object=str(number))
                work.notice("t", about=str(number), seq=1, recipient="r")
        assert not Thing._base_manager.exists()
        whole.flush()
        assert Thing._base_manager.count() == 300
    assert len(captured) < 12
    assert Row.objects.count() == 300
    assert not Outbox.objects.exists()
    assert not Submission.objects.exists()


def test_a_failed_batch_writes_nothing() -> None:
    """What was flushed before goes too."""
    with pytest.raises(Refused), batch(KEEPER) as whole:  # noqa: PT012 - the failing act itself
        with act(KEEPER, "add") as work:
            work.add(thing("lamp"))
        whole.flush()
        raise Refused("no")
    assert not found()


def test_changes_go_before_new_records_in_a_batch_too() -> None:
    """A leg ends before the next one begins, or the exclusion would refuse it."""
    start, middle = at("2021-01-01T00:00:00+00:00"), at("2021-02-01T00:00:00+00:00")
    with act(KEEPER, "open") as work:
        work.add(thing("leg", valid=DateTimeTZRange(start, None, "[)")))
    with batch(KEEPER), act(KEEPER, "next") as work:
        first = found()[0]
        box = Box(name="new")
        work.add(thing("leg", valid=DateTimeTZRange(middle, None, "[)"), box=box))
        work.add(box)
        first.valid = DateTimeTZRange(start, middle, "[)")
        work.change(first, "valid")
    assert [one.box_id is None for one in found()] == [True, False]


def test_add_once_leaves_what_is_there_and_still_refuses_other_conflicts() -> None:
    """Only the named constraint is passed over: an exclusion stays an error."""
    with act(KEEPER, "first") as work:
        work.add(Once(thing=1, side=1, note="first"))
    for around in (nullcontext, lambda: batch(KEEPER)):
        with around(), act(KEEPER, "again") as work:
            work.add(Once(thing=1, side=1, note="again"))
        for _ in range(2):
            with pytest.raises(IntegrityError), around(), act(KEEPER, "other") as work:
                work.add(Once(thing=1, side=2))
    assert [one.note for one in Once._base_manager.all()] == ["first"]


def test_a_failed_act_of_a_batch_is_undone_in_memory_and_queue() -> None:
    """Records, relations, cached content and tokens are as before it."""
    with act(KEEPER, "start") as work:
        box = Box(id=work.next_id(Box), name="box")
        other = Box(id=work.next_id(Box), name="other")
        work.add(box)
        work.add(other)
    with batch(KEEPER) as whole:
        with act(KEEPER, "add") as work:
            lamp = thing("lamp", id=work.next_id(Thing), box=box)
            work.add(lamp)
            whole.cache["lamp"] = lamp
        before = dict(vars(lamp))
        with pytest.raises(Refused), act(KEEPER, "fail") as work:  # noqa: PT012 - the failing act itself
            lamp.box, lamp.count = other, 9
            work.change(lamp, "box", "count")
            with act(KEEPER, "inner") as inner:
                lamp.mood = "loud"
                inner.change(lamp, "mood")
            raise Refused("no")
        assert vars(lamp) == before
        assert lamp.box == box
    assert [(one.count, one.mood, one.box_id) for one in found()] == [(0, "calm", box.pk)]


def test_moment_needs_its_right_and_lies_in_the_past() -> None:
    """CO4: earlier only with ``history.backdate``, never later; None is now again."""
    past = at("2015-05-05T12:00:00+08:00")
    with batch(keeper()) as whole, pytest.raises(NoRight):
        whole.moment = past
    with batch(KEEPER) as whole:
        whole.moment = past
        with act(KEEPER, "v") as work:
            assert work.occurred_at == past < work.now
        with pytest.raises(Invalid):
            whole.moment = work.now + timedelta(seconds=5)
        whole.moment = None
        with act(KEEPER, "v") as work:
            assert work.occurred_at == work.now


def test_time_goes_on_in_a_batch() -> None:
    """Acts of one batch happen one after another."""
    with batch(KEEPER):
        moments = []
        for _ in range(3):
            with act(KEEPER, "v") as work:
                moments.append(work.now)
    assert moments == sorted(set(moments))


def test_batches_do_not_nest() -> None:
    """A batch inside a batch or an act is a mistake of the caller."""
    with pytest.raises(RuntimeError, match="by itself"), batch(KEEPER), batch(KEEPER):
        pass
    with pytest.raises(RuntimeError, match="by itself"), act(KEEPER, "v"), batch(KEEPER):
        pass


def test_token_is_issued_and_spent_in_one_batch() -> None:
    """A token that is not written yet can be spent, once."""
    token = new_token()
    with batch(KEEPER):
        with act(KEEPER, "issue") as work:
            until = work.now + timedelta(hours=1)
            issue_token(work, purpose="confirm", about="2103-0001", expires=until, token=token)
        with act(KEEPER, "spend") as work:
            assert spend_token(work, "confirm", token) == "2103-0001"
        with pytest.raises(NotFound), act(KEEPER, "again") as work:
            spend_token(work, "confirm", token)
    assert Token.objects.get().spent is not None


def test_row_that_is_gone_fails_the_batch(things: psycopg.Connection) -> None:
    """A change that finds no row is no success."""
    del things
    ghost = thing("ghost", id=10**12)
    for around in (nullcontext, lambda: batch(KEEPER)):
        with pytest.raises(RuntimeError, match="gone"), around(), act(KEEPER, "v") as work:  # noqa: PT012 - the failing act itself
            ghost.count = 1
            work.change(ghost, "count")


def test_batch_is_the_works_batch() -> None:
    """An act knows the batch around it."""
    with batch(KEEPER) as whole, act(KEEPER, "v") as work:
        assert isinstance(work.batch, Batch)
        assert work.batch is whole
        assert work.cache is whole.cache

"""What an action gets to work with: time, ids, and a queue that is written at the end."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection
from django.db.models import Max

from lianxin.foundation.audit.actions.columns import meta
from lianxin.foundation.audit.actions.queue import Queue, hold
from lianxin.foundation.audit.models import Outbox, Record, Row
from lianxin.foundation.audit.queries.looking import since_lock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line

IDS_AT_ONCE = 2_000
"""Keys that a batch draws in one query (MODEL section 3)."""

_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('audit.news ' || %s, 0))"
"""Lets one act at a time number news about one thing."""

_sequences: dict[type[Record], str] = {}


class Clock:
    """The database's clock: asked once, then carried on by the time that passed since."""

    def __init__(self) -> None:
        """Ask nothing yet: an action that waits for a lock must read the time after it."""
        self._asked: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Give the database's time (SECURITY CO4)."""
        if self._asked is None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT clock_timestamp()")
                self._asked = (cursor.fetchone()[0], monotonic())
        moment, then = self._asked
        return moment + timedelta(seconds=monotonic() - then)


class Ids:
    """Draws keys from the sequences of the tables."""

    def __init__(self, at_once: int) -> None:
        """Draw ``at_once`` keys in one query."""
        self._at_once = at_once
        self._drawn: dict[type[Record], list[int]] = {}

    def next(self, model: type[Record]) -> int:
        """Give a key that no row has."""
        waiting = self._drawn.setdefault(model, [])
        if not waiting:
            waiting += self._draw(model)
        return waiting.pop()

    def _draw(self, model: type[Record]) -> list[int]:
        with connection.cursor() as cursor:
            if model not in _sequences:
                table, key = meta(model).db_table, meta(model).pk.column
                cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
                _sequences[model] = cursor.fetchone()[0]
            query = "SELECT nextval(%s::regclass) FROM generate_series(1, %s)"
            cursor.execute(query, [_sequences[model], self._at_once])
            return [row[0] for row in reversed(cursor.fetchall())]


class Unit:
    """One transaction: what the acts inside it share."""

    def __init__(
        self, writer: Callable[[Queue], None], *, ids_at_once: int = 1, notices: bool = True
    ) -> None:
        """Start with nothing queued; ``writer`` says how the queue is written."""
        self._writer = writer
        self.queue = Queue()
        self.cache: dict[Any, Any] = {}
        self.clock = Clock()
        self.ids = Ids(ids_at_once)
        self.notices = notices
        self.batch: Batch | None = None
        self.work: Work | None = None

    def write(self) -> None:
        """Write everything that is queued, in this transaction."""
        if self.queue:
            self._writer(self.queue)
            self.queue.clear()


class Batch:
    """Many acts in one transaction, kept in memory until ``flush`` or the end."""

    def __init__(self, by: Actor, unit: Unit) -> None:
        """Belong to the one who opened the batch."""
        self.by = by
        self._unit = unit
        self._moment: datetime | None = None
        self._backdates = False

    @property
    def cache(self) -> dict[Any, Any]:
        """Give what the acts of this batch share."""
        return self._unit.cache

    @property
    def moment(self) -> datetime | None:
        """Give when the next acts happened; None is now."""
        return self._moment

    @moment.setter
    def moment(self, moment: datetime | None) -> None:
        """Say when the next acts happened.

        Raises NoRight("audit.backdate") without the right to, which is asked once in a batch,
        Invalid("audit.future") for a time to come (SECURITY CO4).
        """
        if moment is not None:
            self._backdates = self._backdates or self.by.holds(Right.HISTORY_BACKDATE)
            if not self._backdates:
                raise NoRight("audit.backdate")
            if moment > self._unit.clock.now():
                raise Invalid("audit.future", where="occurred_at", moment=moment)
        self._moment = moment

    def flush(self) -> None:
        """Write what is queued, within the batch's transaction."""
        self._unit.write()


class Work:
    """One act: ``by`` does ``verb``. Everything is queued and written when the act ends."""

    def __init__(self, by: Actor, verb: str, unit: Unit, outer: "Work | None" = None) -> None:
        """Belong to a unit; an act inside another act shares its moment."""
        self.by = by
        self.verb = verb
        self.replay: dict[str, Any] | None = None
        self.receipt: dict[str, Any] | None = None
        self._unit = unit
        self._outer = outer
        self._now: datetime | None = None

    @property
    def now(self) -> datetime:
        """Give the database's time, the same for the whole act: read it after the lock."""
        if self._outer is not None:
            return self._outer.now
        if self._now is None:
            self._now = self._unit.clock.now()
        return self._now

    @property
    def occurred_at(self) -> datetime:
        """Give when the act happened: now, or the batch's moment."""
        return (self.batch.moment if self.batch else None) or self.now

    @property
    def batch(self) -> Batch | None:
        """Give the batch around this act."""
        return self._unit.batch

    @property
    def cache(self) -> dict[Any, Any]:
        """Give what lives as long as the outermost act or the batch.

        A failed inner act loses the entries it added. Before it changes the content of an older
        entry that is no record, it calls ``hold`` on it.
        """
        return self._unit.cache

    def hold(self, thing: Any) -> None:
        """Let a failed act restore this list, dict, set or object; records need no call."""
        hold(thing)

    def locked(self) -> None:
        """Say that this act holds its lock now: what it looks up from here on is asked once.

        What was looked up before, as posts and the tree of units, is asked again (SECURITY AZ8).
        """
        since_lock.set({})

    def next_id(self, model: type[Record]) -> int:
        """Give a key for a new record of the model."""
        return self._unit.ids.next(model)

    def add(self, record: Record) -> None:
        """Queue an INSERT."""
        if record.pk is None and self.batch is not None:
            record.pk = self.next_id(type(record))
        self._unit.queue.add(record)

    def change(self, record: Record, *fields: str) -> None:
        """Queue an UPDATE of these fields; several of one record become one."""
        self._unit.queue.change(record, fields)

    def row(
        self,
        *,
        object: str,  # noqa: A002 - the column's name
        reason: str = "",
        facts: Mapping[str, object] | None = None,
        verb: str | None = None,
    ) -> None:
        """Queue an audit row about ``object``: a number or code, never a secret."""
        row = Row(
            verb=verb or self.verb,
            object=tidy_line(object),
            actor=self.by.id,
            actor_name=tidy_line(self.by.name),
            unit=self.by.unit or "",
            reason=tidy_line(reason),
            facts=dict(facts or {}),
        )
        self._unit.queue.rows.append(row)

    def notice(
        self,
        topic: str,
        *,
        about: str,
        seq: int,
        recipient: str,
        not_before: datetime | None = None,
    ) -> None:
        """Queue something to be told after the commit; the same four words are told once.

        A batch without notices keeps what is planned for a time to come: that is work, not news.
        """
        if self._is_told(not_before):
            told = Outbox(
                topic=topic, about=about, seq=seq, recipient=recipient, not_before=not_before
            )
            self._unit.queue.outbox.append(told)

    def news(
        self, topic: str, *, about: str, recipient: str, not_before: datetime | None = None
    ) -> None:
        """Queue one more piece of news about something, told whatever was told before.

        It is numbered after all that is stored or queued; an act that tells of the same waits
        until this one ends.
        """
        if self._is_told(not_before):
            seq = self._next_news(topic, about)
            self.notice(topic, about=about, seq=seq, recipient=recipient, not_before=not_before)

    def _is_told(self, not_before: datetime | None) -> bool:
        return self._unit.notices or (not_before is not None and not_before > self.now)

    def _next_news(self, topic: str, about: str) -> int:
        last: list[int] = self.cache.setdefault((Outbox, topic, about), [])
        hold(last)
        if not last:
            with connection.cursor() as cursor:
                cursor.execute(_ALONE, [f"{topic} {about}"])
            stored = Outbox.objects.filter(topic=topic, about=about)
            last.append(stored.aggregate(seq=Max("seq"))["seq"] or 0)
        last[0] += 1
        return last[0]

    def keep(self, receipt: Mapping[str, Any]) -> None:
        """Keep the receipt under the submission key: the same key gets the same answer."""
        self.receipt = dict(receipt)

"""What a unit of work will write, in memory and in order, and how a failed act is taken out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import ForeignKey

from lianxin.foundation.audit.actions.columns import AnyField, field_of, meta
from lianxin.foundation.audit.models import Held, Outbox, Record, Row, held

Key = tuple[type[Record], Any]
"""Which row: its model and its key."""
Fields = dict[str, Record]
"""Changed fields of one row, each with the instance that holds its value."""


def hold(thing: Any) -> None:
    """Keep a shallow copy of a list, dict, set or object, once an act; a failed act restores it."""
    touched = held.get()
    if touched is not None and id(thing) not in touched:
        plain = isinstance(thing, list | dict | set)
        touched[id(thing)] = (thing, thing.copy() if plain else thing.__dict__.copy())


def _forget_relations(record: Record) -> None:
    for field in meta(type(record)).concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(record):
            found = field.get_cached_value(record)
            if found is None or found.pk != getattr(record, field.attname):
                field.delete_cached_value(record)


def _restore(touched: Held) -> None:
    for thing, before in touched.values():
        if isinstance(thing, list):
            thing[:] = before
            continue
        if isinstance(thing, Record) and not before:
            continue
        content: dict[Any, Any] | set[Any]
        content = thing if isinstance(thing, dict | set) else thing.__dict__
        content.clear()
        content.update(before)
        if isinstance(thing, Record):
            _forget_relations(thing)


class Queue:
    """Queued changes, new records, audit rows and notices of one transaction."""

    def __init__(self) -> None:
        """Start empty."""
        self.adds: list[Record] = []
        self.rows: list[Row] = []
        self.outbox: list[Outbox] = []
        self.changes: dict[Key, Fields] = {}
        self._fresh: dict[Key, Record] = {}
        self._journal: list[tuple[Key, str, Record | None]] = []

    def __bool__(self) -> bool:
        """Tell whether anything waits to be written."""
        return bool(self.adds or self.rows or self.outbox or self.changes)

    def clear(self) -> None:
        """Forget everything, after it was written."""
        for part in (self.adds, self.rows, self.outbox, self._journal):
            part.clear()
        self.changes.clear()
        self._fresh.clear()

    def add(self, record: Record) -> None:
        """Queue a new record."""
        self.adds.append(record)
        if record.pk is not None:
            self._fresh[type(record), record.pk] = record

    def change(self, record: Record, fields: tuple[str, ...]) -> None:
        """Queue changed fields of a record; a record that is queued as new needs nothing."""
        if not fields:
            raise ValueError("a change names its fields")
        key = (type(record), record.pk)
        fresh = self._fresh.get(key)
        if fresh is not None:
            for field in self._fields(record, fields) if fresh is not record else ():
                setattr(fresh, field.attname, getattr(record, field.attname))
            return
        if record.pk is None:
            return
        changed = self.changes.setdefault(key, {})
        for field in self._fields(record, fields):
            self._journal.append((key, field.name, changed.get(field.name)))
            changed[field.name] = record

    @staticmethod
    def _fields(record: Record, names: tuple[str, ...]) -> list[AnyField]:
        return [field_of(type(record), name) for name in names]

    def changes_in_order(self) -> list[tuple[Key, Fields]]:
        """Give the changes, lower ``change_rank`` first, else as they were queued."""
        return sorted(self.changes.items(), key=lambda item: item[0][0].change_rank)

    def adds_in_order(self) -> list[tuple[type[Record], list[Record]]]:
        """Give the new records by model, lower ``add_rank`` first, else as they were queued."""
        groups: dict[type[Record], list[Record]] = {}
        for record in self.adds:
            groups.setdefault(type(record), []).append(record)
        return sorted(groups.items(), key=lambda item: item[0].add_rank)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Let an inner act queue; if it fails, nothing of it stays, here or in its records.

        Cheap when it goes well: four lengths, and one shallow copy of each record it touches.
        """
        marks = len(self.adds), len(self.rows), len(self.outbox), len(self._journal)
        touched: Held = {}
        around = held.set(touched)
        try:
            yield
        except BaseException:
            held.reset(around)
            self._cut(*marks)
            _restore(touched)
            raise
        held.reset(around)
        outer = held.get()
        if outer is not None:
            for name, thing in touched.items():
                outer.setdefault(name, thing)

    def _cut(self, adds: int, rows: int, outbox: int, journal: int) -> None:
        for record in self.adds[adds:]:
            self._fresh.pop((type(record), record.pk), None)
        for key, name, before in reversed(self._journal[journal:]):
            if before is not None:
                self.changes[key][name] = before
                continue
            del self.changes[key][name]
            if not self.changes[key]:
                del self.changes[key]
        del self.adds[adds:], self.rows[rows:], self.outbox[outbox:], self._journal[journal:]

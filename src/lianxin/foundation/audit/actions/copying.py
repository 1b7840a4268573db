"""Writes the queue of a batch by COPY: straight into the tables, or through temporary ones."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import ForeignKey
from django.db.models.expressions import DatabaseDefault

from lianxin.foundation.audit.actions.columns import (
    AnyField,
    columns_of,
    field_of,
    key_fields,
    meta,
    once_columns,
    table_of,
)
from lianxin.foundation.audit.actions.queue import Key, Queue
from lianxin.foundation.audit.actions.writing import deliver
from lianxin.foundation.audit.models import Record

_SENT_AS_THEY_ARE = frozenset(
    {
        "BigAutoField",
        "BigIntegerField",
        "BooleanField",
        "CharField",
        "DateField",
        "DateTimeField",
        "ForeignKey",
        "IntegerField",
        "OneToOneField",
        "PositiveIntegerField",
        "PositiveSmallIntegerField",
        "SmallIntegerField",
        "TextField",
        "UUIDField",
    }
)
"""Fields whose values psycopg writes as Django would; the others are asked one by one."""


def _asked(fields: Iterable[AnyField]) -> frozenset[str]:
    return frozenset(
        field.attname for field in fields if field.get_internal_type() not in _SENT_AS_THEY_ARE
    )


def _value(record: Record, field: AnyField, asked: frozenset[str]) -> Any:
    value = getattr(record, field.attname)
    return field.get_db_prep_save(value, connection) if field.attname in asked else value


def _copy(table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({columns_of(fields)}) FROM STDIN") as copied,
    ):
        for row in rows:
            copied.write_row(row)


def _execute(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


@contextmanager
def _beside(model: type[Record], fields: Sequence[AnyField]) -> Iterator[str]:
    """Make a temporary table with some columns of a model's table."""
    name = f'"beside_{meta(model).db_table}"'
    source = f"SELECT {columns_of(fields)} FROM {table_of(model)} WITH NO DATA"  # noqa: S608 - own names
    _execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {source}")
    yield f"pg_temp.{name}"
    _execute(f"DROP TABLE pg_temp.{name}")


def _written(model: type[Record], first: Record) -> list[AnyField]:
    """Give the fields to write: not what the database makes itself."""
    return [
        field
        for field in meta(model).concrete_fields
        if not field.generated
        and not isinstance(getattr(first, field.attname), DatabaseDefault)
        and not (field.primary_key and first.pk is None)
    ]


def _settle(record: Record, relations: Sequence[ForeignKey[Any, Any]]) -> None:
    """Take over the key of a related record that got its key after it was named here."""
    for field in relations:
        if getattr(record, field.attname) is None and field.is_cached(record):
            setattr(record, field.name, field.get_cached_value(record))


def _add(model: type[Record], records: Sequence[Record]) -> None:
    fields = _written(model, records[0])
    relations = [field for field in fields if isinstance(field, ForeignKey)]
    for record in records:
        _settle(record, relations)
    asked = _asked(fields)
    rows = ([_value(record, field, asked) for field in fields] for record in records)
    if not model.add_once:
        _copy(table_of(model), fields, rows)
        return
    columns = columns_of(fields)
    with _beside(model, fields) as beside:
        _copy(beside, fields, rows)
        _execute(
            f"INSERT INTO {table_of(model)} ({columns}) SELECT {columns} FROM {beside} "  # noqa: S608 - own names
            f"ON CONFLICT ({once_columns(model)}) DO NOTHING"
        )


def _change(queue: Queue, model: type[Record], names: Sequence[str], keys: Sequence[Key]) -> None:
    """Update equal fields of many rows. Raises RuntimeError when one is gone."""
    primary = key_fields(model)
    fields = [field_of(model, name) for name in names]
    asked = _asked([*primary, *fields])
    changed = (queue.changes[key] for key in keys)
    rows = (
        [
            *(_value(of[names[0]], field, asked) for field in primary),
            *(_value(of[name], field, asked) for name, field in zip(names, fields, strict=True)),
        ]
        for of in changed
    )
    values = ", ".join(f'"{field.column}" = b."{field.column}"' for field in fields)
    same = " AND ".join(f't."{field.column}" = b."{field.column}"' for field in primary)
    with _beside(model, [*primary, *fields]) as beside:
        _copy(beside, [*primary, *fields], rows)
        count = _execute(f"UPDATE {table_of(model)} t SET {values} FROM {beside} b WHERE {same}")  # noqa: S608 - own names
    if count != len(keys):
        raise RuntimeError(f"{model.__name__}: {len(keys) - count} rows are gone")


def _alike(queue: Queue) -> dict[tuple[type[Record], tuple[str, ...]], list[Key]]:
    """Give the changed rows by model and changed fields, in the order of their change."""
    groups: dict[tuple[type[Record], tuple[str, ...]], list[Key]] = {}
    for key, changed in queue.changes_in_order():
        groups.setdefault((key[0], tuple(sorted(changed))), []).append(key)
    return groups


def write(queue: Queue) -> None:
    """Write changes, then new records, then audit rows, then the outbox."""
    for (model, names), keys in _alike(queue).items():
        _change(queue, model, names, keys)
    for model, records in queue.adds_in_order():
        _add(model, records)
    for written in (queue.rows, queue.outbox):
        if written:
            _add(type(written[0]), written)
    if queue.outbox:
        deliver(queue.outbox)

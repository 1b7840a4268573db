"""Writes the queue of a batch by COPY: straight into the tables, or through temporary ones."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Field
from django.db.models.expressions import DatabaseDefault

from lianxin.foundation.audit.actions.queue import Key, Queue
from lianxin.foundation.audit.actions.writing import column_names, deliver
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

AnyField = Field[Any, Any]


def _values(record: Record, fields: Sequence[AnyField], asked: frozenset[str]) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(record, field.attname), connection)
        if field.attname in asked
        else getattr(record, field.attname)
        for field in fields
    ]


def _asked(fields: Iterable[AnyField]) -> frozenset[str]:
    return frozenset(
        field.attname for field in fields if field.get_internal_type() not in _SENT_AS_THEY_ARE
    )


def _copy(
    table: str, model: type[Record], fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]
) -> None:
    columns = column_names(model, [field.name for field in fields])
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copied,
    ):
        for row in rows:
            copied.write_row(row)


def _written(model: type[Record], first: Record) -> list[AnyField]:
    """Give the fields to write: not what the database makes itself."""
    return [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - as Django says
        if not field.generated
        and not isinstance(getattr(first, field.attname), DatabaseDefault)
        and not (field.primary_key and first.pk is None)
    ]


@contextmanager
def _beside(model: type[Record], fields: Sequence[AnyField]) -> Iterator[str]:
    """Make a temporary table with some columns of a model's table."""
    table = f'pg_temp."beside_{model._meta.db_table}"'  # noqa: SLF001 - as Django says
    columns = column_names(model, [field.name for field in fields])
    source = f'public."{model._meta.db_table}"'  # noqa: SLF001 - as Django says
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table.partition('.')[2]} ON COMMIT DROP AS "  # noqa: S608 - own names
            f"SELECT {columns} FROM {source} WITH NO DATA"
        )
        yield table
        cursor.execute(f"DROP TABLE {table}")


def _add(model: type[Record], records: Sequence[Record]) -> None:
    fields = _written(model, records[0])
    asked = _asked(fields)
    rows = (_values(record, fields, asked) for record in records)
    table = f'public."{model._meta.db_table}"'  # noqa: SLF001 - as Django says
    if not model.add_once:
        _copy(table, model, fields, rows)
        return
    columns = column_names(model, [field.name for field in fields])
    target = column_names(model, model.add_once)
    with _beside(model, fields) as beside:
        _copy(beside, model, fields, rows)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {beside} "  # noqa: S608 - own names
                f"ON CONFLICT ({target}) DO NOTHING"
            )


def _grouped(queue: Queue) -> dict[tuple[type[Record], tuple[str, ...]], list[Key]]:
    groups: dict[tuple[type[Record], tuple[str, ...]], list[Key]] = {}
    for key, changed in queue.changes_in_order():
        groups.setdefault((key[0], tuple(sorted(changed))), []).append(key)
    return groups


def _change(queue: Queue, model: type[Record], names: Sequence[str], keys: Sequence[Key]) -> None:
    meta = model._meta  # noqa: SLF001 - as Django says
    primary = list(meta.pk_fields)
    fields = [meta.get_field(name) for name in names]
    asked = _asked([*primary, *fields])
    rows = (
        [
            *_values(queue.changes[key][names[0]], primary, asked),
            *(_values(queue.changes[key][field.name], [field], asked)[0] for field in fields),
        ]
        for key in keys
    )
    with _beside(model, [*primary, *fields]) as beside:
        _copy(beside, model, [*primary, *fields], rows)
        changes = ", ".join(f'"{field.column}" = b."{field.column}"' for field in fields)
        same = " AND ".join(f't."{field.column}" = b."{field.column}"' for field in primary)
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE public."{meta.db_table}" t SET {changes} FROM {beside} b WHERE {same}'
            )
            if cursor.rowcount != len(keys):
                raise RuntimeError(f"{model.__name__}: {len(keys) - cursor.rowcount} rows are gone")


def write(queue: Queue) -> None:
    """Write changes, then new records, then audit rows, then the outbox."""
    for (model, names), keys in _grouped(queue).items():
        _change(queue, model, names, keys)
    for model, records in queue.adds_in_order():
        _add(model, records)
    for written in (queue.rows, queue.outbox):
        if written:
            _add(type(written[0]), written)
    if queue.outbox:
        deliver(queue.outbox)

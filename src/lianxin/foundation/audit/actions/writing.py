"""Writes the queue of one act: a statement a change, a statement a model of new records."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.sql import InsertQuery
from procrastinate.contrib.django import app

from lianxin.foundation.audit.actions.columns import field_of, meta, once_columns
from lianxin.foundation.audit.actions.queue import Fields, Key, Queue
from lianxin.foundation.audit.models import Outbox, Record
from lianxin.foundation.kernel.actor import Actor

DELIVER = "notices.deliver"
"""The job that sends the outbox, known here by name alone."""

_KEEP = "UPDATE audit_submission SET receipt = %s::jsonb WHERE actor = %s AND key = %s"


def _change(key: Key, fields: Fields) -> None:
    model, primary = key
    values = {}
    for name, record in fields.items():
        field = field_of(model, name)
        values[field.name] = getattr(record, field.attname)
    if model._base_manager.filter(pk=primary).update(**values) != 1:  # noqa: SLF001 - the plain one
        raise RuntimeError(f"{model.__name__} {primary} is gone")


def _add_once(model: type[Record], records: Sequence[Record]) -> None:
    """Insert rows, leaving alone what is there under the named constraint and nothing else."""
    drawn = records[0].pk is None and meta(model).auto_field
    fields = [
        field for field in meta(model).concrete_fields if field is not drawn and not field.generated
    ]
    query = InsertQuery(model)
    query.insert_values(fields, list(records))
    with connection.cursor() as cursor:
        for statement, parameters in query.get_compiler(DEFAULT_DB_ALIAS).as_sql():
            target = once_columns(model)
            cursor.execute(f"{statement} ON CONFLICT ({target}) DO NOTHING", parameters)


def _add(model: type[Record], records: list[Record]) -> None:
    if model.add_once:
        _add_once(model, records)
    else:
        model._base_manager.bulk_create(records)  # noqa: SLF001 - the plain one


def deliver(outbox: Sequence[Outbox]) -> None:
    """Have the outbox sent after the commit, by one job for each time that something is due."""
    task = app.configure_task(DELIVER)
    times: set[datetime | None] = {told.not_before for told in outbox}
    for moment in times:
        (task if moment is None else app.configure_task(DELIVER, schedule_at=moment)).defer()


def write(queue: Queue) -> None:
    """Write changes, then new records, then audit rows, then the outbox."""
    for key, fields in queue.changes_in_order():
        _change(key, fields)
    for model, records in queue.adds_in_order():
        _add(model, records)
    for written in (queue.rows, queue.outbox):
        if written:
            _add(type(written[0]), list(written))
    if queue.outbox:
        deliver(queue.outbox)


def keep(by: Actor, key: UUID, receipt: Mapping[str, Any]) -> None:
    """Keep the receipt under the submission key."""
    text = json.dumps(receipt, cls=DjangoJSONEncoder, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [text, by.id, key])

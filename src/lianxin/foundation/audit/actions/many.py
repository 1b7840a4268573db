"""Writing for many rows at once inside one act, where a record for each would cost too much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from lianxin.foundation.audit.actions.work import Work
from lianxin.foundation.kernel.text import tidy_line

_ROWS = """INSERT INTO public.audit_row (verb, object, actor, actor_name, unit, reason, facts)
SELECT %s, found.object, %s, %s, %s, %s, found.facts FROM ({query}) AS found (object, facts)"""


def execute(statement: str, arguments: Sequence[Any] = ()) -> int:
    """Run one statement in the transaction of the act; give how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(arguments))
        return int(cursor.rowcount)


@contextmanager
def beside(name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Iterator[None]:
    """Keep rows in a temporary table, filled by COPY, for the statements that follow.

    ``columns`` are its columns with their types; ``name`` and these are never a person's words.
    """
    listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    execute(f"CREATE TEMPORARY TABLE {name} ({listed}) ON COMMIT DROP")
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY pg_temp.{name} FROM STDIN") as copied,
    ):
        for row in rows:
            copied.write_row(row)
    execute(f"ANALYZE pg_temp.{name}")
    yield
    execute(f"DROP TABLE pg_temp.{name}")


def row_for_each(work: Work, query: str, *, reason: str = "") -> int:
    """Write an audit row for each object and its facts that a query gives; give how many."""
    by = work.by
    said = [work.verb, by.id, tidy_line(by.name), by.unit or "", tidy_line(reason)]
    return execute(_ROWS.format(query=query), said)

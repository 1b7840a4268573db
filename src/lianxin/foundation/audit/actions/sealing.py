"""Links rows that are committed for good into sealed batches (SECURITY AU2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lianxin.foundation.audit.queries import LINE
from lianxin.foundation.audit.rules.hashing import FIRST, SealContent, leaf, root_of

ROWS_AT_MOST = 8_192
"""Rows of one seal: what the sealer holds in memory."""
SEALER = 7_230_401
"""Advisory lock: one sealer at a time."""

_UNLINKED = f"""COPY (
SELECT r.id, {LINE} FROM audit_row r
WHERE r.xid >= '{{since}}' AND r.xid < '{{horizon}}'
AND NOT EXISTS (SELECT FROM audit_link l WHERE l.row_id = r.id)
ORDER BY r.id LIMIT {{limit}}) TO STDOUT"""  # noqa: S608 - numbers of our own
_LAST = "SELECT number, horizon::text, hash FROM audit_seal ORDER BY number DESC LIMIT 1"
_NOW = """SELECT pg_snapshot_xmin(pg_current_snapshot())::text, t.at,
extract(epoch FROM t.at)::text FROM (SELECT clock_timestamp() AS at) t"""
_LINKS = "COPY audit_link (row_id, seal_id, position, digest) FROM STDIN"
_SEAL = """INSERT INTO audit_seal (number, sealed_at, rows, horizon, root, previous, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s)"""


@dataclass(frozen=True, slots=True)
class _Head:
    number: int
    horizon: int
    hash: bytes


def _head(database: BaseDatabaseWrapper) -> _Head:
    with database.cursor() as cursor:
        cursor.execute(_LAST)
        found = cursor.fetchone()
    return _Head(found[0], int(found[1]), bytes(found[2])) if found else _Head(0, 0, FIRST)


def _unlinked(database: BaseDatabaseWrapper, since: int, horizon: int) -> list[tuple[int, bytes]]:
    """Give ids and leaves of rows that no running transaction can still precede."""
    query = _UNLINKED.format(since=since, horizon=horizon, limit=ROWS_AT_MOST + 1)
    rows: list[tuple[int, bytes]] = []
    with (
        database.cursor() as cursor,
        database.wrap_database_errors,
        cursor.copy(query) as copied,
    ):
        for line in copied:
            key, _, rest = bytes(line).rstrip(b"\n").partition(b"\t")
            rows.append((int(key), leaf(rest)))
    return rows


def _write(
    database: BaseDatabaseWrapper,
    content: SealContent,
    now: datetime,
    rows: Sequence[tuple[int, bytes]],
) -> None:
    with database.cursor() as cursor:
        horizon = str(content.horizon)
        parts = (content.rows, horizon, content.root, content.previous, content.hash)
        cursor.execute(_SEAL, [content.number, now, *parts])
        with database.wrap_database_errors, cursor.copy(_LINKS) as copied:
            for position, (key, digest) in enumerate(rows):
                copied.write_row((key, content.number, position, digest))


def _seal_once(database: BaseDatabaseWrapper) -> tuple[int, bool]:
    """Write one seal in one transaction; give its rows, and whether more are waiting."""
    with transaction.atomic(using=database.alias):
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
            if not cursor.fetchone()[0]:
                return 0, False
            cursor.execute(_NOW)
            xmin, now, moment = cursor.fetchone()
        head = _head(database)
        rows = _unlinked(database, head.horizon, int(xmin))
        more = len(rows) > ROWS_AT_MOST
        rows = rows[:ROWS_AT_MOST]
        if not rows:
            return 0, False
        content = SealContent(
            number=head.number + 1,
            sealed_at=moment,
            rows=len(rows),
            horizon=head.horizon if more else int(xmin),
            root=root_of(digest for _, digest in rows),
            previous=head.hash,
        )
        _write(database, content, now, rows)
    return len(rows), more


def seal(*, using: str = "seal") -> int:
    """Seal every row that is committed for good; give how many.

    Rows are taken by transaction, below the oldest one still running, never by id alone: a slow
    transaction commits low ids late. Another sealer at work is left to it.
    """
    database = connections[using]
    total, more = 0, True
    while more:
        count, more = _seal_once(database)
        total += count
    return total

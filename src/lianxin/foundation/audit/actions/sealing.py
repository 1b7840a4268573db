"""Links rows that are committed for good into sealed batches (SECURITY AU2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lianxin.foundation.audit.queries import LINE
from lianxin.foundation.audit.rules.hashing import FIRST, SealContent, leaf, root_of

ROWS_AT_MOST = 8_192
"""Rows of one seal: what the sealer holds in memory."""
BEFORE_ALL = -(2**63)
"""Less than the id of any row."""
SEALER = 7_230_401
"""Advisory lock: one sealer at a time."""

_UNLINKED = f"""COPY (
SELECT r.id, {LINE} FROM audit_row r
WHERE (r.xid, r.id) > ('{{xid}}'::xid8, {{row}}) AND r.xid < '{{horizon}}'
AND NOT EXISTS (SELECT FROM audit_link l WHERE l.row_id = r.id)
ORDER BY r.xid, r.id LIMIT {{limit}}) TO STDOUT"""  # noqa: S608 - numbers of our own
_LAST = "SELECT number, horizon::text, hash FROM audit_seal ORDER BY number DESC LIMIT 1"
_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
_NOW = "SELECT t.at, extract(epoch FROM t.at)::text FROM (SELECT clock_timestamp() AS at) t"
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


@dataclass(frozen=True, slots=True)
class _Unlinked:
    """A row without a seal: where it stands among the others, and its leaf."""

    xid: int
    row: int
    digest: bytes


def _unlinked(
    database: BaseDatabaseWrapper, after: tuple[int, int], horizon: int
) -> list[_Unlinked]:
    """Give rows of transactions that ended before the horizon, by transaction and id."""
    limit = ROWS_AT_MOST + 1
    query = _UNLINKED.format(xid=after[0], row=after[1], horizon=horizon, limit=limit)
    rows: list[_Unlinked] = []
    with (
        database.cursor() as cursor,
        database.wrap_database_errors,
        cursor.copy(query) as copied,
    ):
        for data in copied:
            key, _, line = bytes(data)[:-1].partition(b"\t")
            rows.append(_Unlinked(int(line.split(b"\t", 3)[2]), int(key), leaf(line)))
    return rows


def _write(
    database: BaseDatabaseWrapper, head: _Head, horizon: int, rows: Sequence[_Unlinked]
) -> None:
    with database.cursor() as cursor:
        cursor.execute(_NOW)
        now, moment = cursor.fetchone()
        content = SealContent(
            number=head.number + 1,
            sealed_at=moment,
            rows=len(rows),
            horizon=max(horizon, head.horizon),
            root=root_of(row.digest for row in rows),
            previous=head.hash,
        )
        said = (content.number, now, content.rows, str(content.horizon))
        cursor.execute(_SEAL, [*said, content.root, content.previous, content.hash])
        with database.wrap_database_errors, cursor.copy(_LINKS) as copied:
            for position, row in enumerate(rows):
                copied.write_row((row.row, content.number, position, row.digest))


def _seal_once(
    database: BaseDatabaseWrapper, after: tuple[int, int], horizon: int
) -> list[_Unlinked]:
    """Write one seal in one transaction; give what it holds, in the order it was found."""
    with transaction.atomic(using=database.alias):
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
            if not cursor.fetchone()[0]:
                return []
        head = _head(database)
        found = _unlinked(database, max(after, (head.horizon, BEFORE_ALL)), horizon)
        rows = found[:ROWS_AT_MOST]
        if rows:
            reached = horizon if len(found) == len(rows) else head.horizon
            _write(database, head, reached, sorted(rows, key=attrgetter("row")))
    return rows


def seal(*, using: str = "seal") -> int:
    """Seal every row that is committed for good; give how many.

    Rows are taken by transaction, below the oldest one still running, never by id alone: a slow
    transaction commits low ids late. Another sealer at work is left to it.
    """
    database = connections[using]
    with database.cursor() as cursor:
        cursor.execute(_HORIZON)
        horizon = int(cursor.fetchone()[0])
    total, after = 0, (0, BEFORE_ALL)
    while rows := _seal_once(database, after, horizon):
        total += len(rows)
        after = (rows[-1].xid, rows[-1].row)
    return total

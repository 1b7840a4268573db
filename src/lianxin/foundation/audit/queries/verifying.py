"""Recomputes every seal from its rows, in constant memory, and names the first wrong row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lianxin.foundation.audit.queries.lines import LINE
from lianxin.foundation.audit.rules.checking import Chain, Finding, Linked, Wrong
from lianxin.foundation.audit.rules.hashing import SealContent

SEALS_AT_ONCE = 64
"""Seals whose rows are read by one query."""

_SEALS = """SELECT number, extract(epoch FROM sealed_at)::text, rows,
horizon::text, root, previous, hash FROM audit_seal WHERE number > %s ORDER BY number LIMIT %s"""
_LINKS = f"""COPY (
SELECT l.seal_id, l.position, l.row_id, encode(l.digest, 'hex'), {LINE}
FROM audit_link l LEFT JOIN audit_row r ON r.id = l.row_id
WHERE l.seal_id > {{after}} AND l.seal_id <= {{until}} ORDER BY l.seal_id, l.position
) TO STDOUT"""  # noqa: S608 - numbers of our own
_LOOSE = "SELECT min(seal_id) FROM audit_link WHERE seal_id > %s OR seal_id < 1"
_UNSEALED = """SELECT count(*) FILTER (WHERE NOT u.late AND NOT u.changed),
count(*) FILTER (WHERE u.late), min(u.id) FILTER (WHERE u.late),
count(*) FILTER (WHERE u.changed AND NOT u.late), min(u.id) FILTER (WHERE u.changed AND NOT u.late)
FROM (SELECT r.id, r.xid < %s::xid8 AS late,
    r.xmin::text::numeric <> r.xid::text::numeric %% 4294967296 AS changed
    FROM audit_row r WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.row_id = r.id)) u"""
_GONE = b"\\N\t"

Progress = Callable[[int, int], None]
"""Told rows done and rows in all."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found; ``newest`` is the hash of the newest seal in hexadecimal."""

    rows: int
    seals: int
    unsealed: int
    newest: str
    wrongs: int
    first: Finding | None


@contextmanager
def _frozen(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Read one state of all three tables while the sealer goes on; take the time it needs."""
    with transaction.atomic(using=database.alias):
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def _seals(database: BaseDatabaseWrapper) -> Iterator[list[tuple[SealContent, bytes]]]:
    after = 0
    while True:
        with database.cursor() as cursor:
            cursor.execute(_SEALS, [after, SEALS_AT_ONCE])
            page = [
                (
                    SealContent(
                        number=number,
                        sealed_at=moment,
                        rows=rows,
                        horizon=int(horizon),
                        root=bytes(root),
                        previous=bytes(previous),
                    ),
                    bytes(kept),
                )
                for number, moment, rows, horizon, root, previous, kept in cursor.fetchall()
            ]
        if not page:
            return
        yield page
        after = page[-1][0].number


def _links(database: BaseDatabaseWrapper, after: int, until: int) -> Iterator[Linked]:
    with (
        database.cursor() as cursor,
        database.wrap_database_errors,
        cursor.copy(_LINKS.format(after=after, until=until)) as copied,
    ):
        for data in copied:
            seal, position, row, digest, line = bytes(data)[:-1].split(b"\t", 4)
            there = None if line.startswith(_GONE) else line
            yield Linked(int(seal), int(position), int(row), bytes.fromhex(digest.decode()), there)


def _check_page(
    database: BaseDatabaseWrapper, chain: Chain, page: list[tuple[SealContent, bytes]], after: int
) -> None:
    """Check some seals; links to a seal that is gone are passed over, its number is missed."""
    groups = groupby(_links(database, after, page[-1][0].number), attrgetter("seal"))
    group = next(groups, None)
    for seal, kept in page:
        while group and group[0] < seal.number:
            group = next(groups, None)
        if group and group[0] == seal.number:
            chain.take(seal, kept, list(group[1]))
            group = next(groups, None)
        else:
            chain.take(seal, kept, ())


def _check_tail(database: BaseDatabaseWrapper, chain: Chain, last: int) -> int:
    """Look at what no seal holds; give how many rows wait rightly for the next one."""
    with database.cursor() as cursor:
        cursor.execute(_LOOSE, [last])
        loose = cursor.fetchone()[0]
        cursor.execute(_UNSEALED, [str(chain.horizon)])
        waiting, late, first_late, changed, first_changed = cursor.fetchone()
    if loose is not None:
        chain.wrong(Finding(Wrong.CUT, seal=loose))
    chain.wrong(Finding(Wrong.INSERTED, row=first_late), times=late)
    chain.wrong(Finding(Wrong.CHANGED, row=first_changed), times=changed)
    return int(waiting)


def verify(
    *, anchor: str = "", progress: Progress | None = None, using: str = DEFAULT_DB_ALIAS
) -> Verified:
    """Recompute the whole audit.

    ``anchor`` is the hash of a seal in hexadecimal, kept elsewhere (a bulletin, another host):
    without it nobody can tell that the newest seals were cut off with all their rows.
    """
    database = connections[using]
    chain = Chain()
    newest, last, anchored = b"", 0, not anchor
    with _frozen(database):
        with database.cursor() as cursor:
            cursor.execute("SELECT coalesce(sum(rows), 0) FROM audit_seal")
            total = int(cursor.fetchone()[0])
        for page in _seals(database):
            _check_page(database, chain, page, last)
            anchored = anchored or any(kept.hex() == anchor.lower() for _, kept in page)
            last, newest = page[-1][0].number, page[-1][1]
            if progress:
                progress(chain.rows, total)
        unsealed = _check_tail(database, chain, last)
    if not anchored:
        chain.wrong(Finding(Wrong.CUT, seal=last + 1))
    first = chain.first()
    return Verified(chain.rows, chain.seals, unsealed, newest.hex(), chain.wrongs, first)

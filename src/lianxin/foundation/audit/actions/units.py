"""Opens and closes units of work: one act, or a batch of many."""

import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from lianxin.foundation.audit.actions import copying, writing
from lianxin.foundation.audit.actions.faults import one_transaction, running
from lianxin.foundation.audit.actions.work import IDS_AT_ONCE, Batch, Unit, Work
from lianxin.foundation.audit.queries.looking import since_lock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Busy, KeyReused
from lianxin.foundation.kernel.submissions import digest
from lianxin.foundation.kernel.tokens import same

_SUBMIT = """INSERT INTO audit_submission (actor, key, verb, digest, receipt, replays)
VALUES (%s, %s, %s, %s, '{}', 0) ON CONFLICT (actor, key) DO NOTHING"""
_REPLAY = """UPDATE audit_submission SET replays = replays + 1
WHERE actor = %s AND key = %s RETURNING digest, receipt::text"""
_PATIENCE = """SELECT set_config('statement_timeout', '0', true),
set_config('idle_in_transaction_session_timeout', '0', true)"""
"""A batch thinks long between its statements; its waits for locks stay limited."""


def _digest_key() -> bytes:
    """Give the key of digests, kept outside database and backup. Raises Busy("audit.pepper")."""
    secret: str = settings.KEYS["pepper"]
    if not secret:
        raise Busy("audit.pepper")
    return hmac.digest(secret.encode(), b"lianxin submissions", "sha256")


def _submit(by: Actor, verb: str, key: UUID, asked: bytes) -> dict[str, Any] | None:
    """Claim the key, waiting for a parallel holder; give the receipt if it was done before.

    Raises KeyReused when the key came with other content. A replay writes too, so that it is
    not answered before a replica has the first effect (SECURITY CO1).
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUBMIT, [by.id, key, verb, asked])
        if cursor.rowcount == 1:
            return None
        cursor.execute(_REPLAY, [by.id, key])
        known, receipt = cursor.fetchone()
    if not same(bytes(known), asked):
        raise KeyReused
    stored: dict[str, Any] = json.loads(receipt)
    return stored


@contextmanager
def _inner(unit: Unit) -> Iterator[None]:
    known = len(unit.cache)
    try:
        with unit.queue.attempt():
            yield
    except BaseException:
        while len(unit.cache) > known:
            unit.cache.popitem()
        raise


@contextmanager
def _opened(unit: Unit) -> Iterator[None]:
    token, looked = running.set(unit), since_lock.set(None)
    try:
        with one_transaction():
            yield
    finally:
        since_lock.reset(looked)
        running.reset(token)


@contextmanager
def _whole(
    by: Actor, verb: str, key: UUID | None, arguments: Mapping[str, object] | None
) -> Iterator[Work]:
    unit = Unit(writing.write)
    asked = digest(verb, arguments or {}, key=_digest_key()) if key is not None else b""
    with _opened(unit):
        work = unit.work = Work(by, verb, unit)
        if key is not None:
            work.replay = _submit(by, verb, key, asked)
        yield work
        if work.replay is not None and unit.queue:
            raise RuntimeError(f"{verb}: an action returns work.replay at once")
        unit.write()
        if key is not None and work.replay is None:
            writing.keep(by, key, work.receipt or {"verb": verb})


@contextmanager
def act(
    by: Actor,
    verb: str,
    *,
    key: UUID | None = None,
    arguments: Mapping[str, object] | None = None,
) -> Iterator[Work]:
    """Open one act: one transaction, written at its end in a fixed order.

    An act inside an act or batch joins it; its own key is not looked at. When it fails, nothing
    of it stays behind, so that the one around may go on. Raises KeyReused, Busy,
    OutcomeUnknown.
    """
    unit: Unit | None = running.get()
    if unit is None:
        with _whole(by, verb, key, arguments) as work:
            yield work
        return
    outer, unit.work = unit.work, Work(by, verb, unit, unit.work)
    try:
        with _inner(unit):
            yield unit.work
    finally:
        unit.work = outer


@contextmanager
def batch(by: Actor, *, notices: bool = False) -> Iterator[Batch]:
    """Open many acts in one transaction, written by COPY; no submissions, notices if asked.

    Raises Busy, OutcomeUnknown.
    """
    if running.get() is not None:
        raise RuntimeError("a batch stands by itself, not inside an act or batch")
    unit = Unit(copying.write, ids_at_once=IDS_AT_ONCE, notices=notices)
    with _opened(unit):
        with connection.cursor() as cursor:
            cursor.execute(_PATIENCE)
        unit.batch = Batch(by, unit)
        yield unit.batch
        unit.write()

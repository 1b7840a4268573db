"""What the database's faults mean for the one who acts, and which are tried again."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import Error, connection, transaction
from psycopg.errors import Diagnostic

from lianxin.foundation.kernel.errors import Busy, OutcomeUnknown

Given = ParamSpec("Given")
Result = TypeVar("Result")

CLASHES = frozenset({"40001", "40P01"})
"""Serialization failure and deadlock: the whole action may be tried again (SECURITY CO3)."""
BUSY = frozenset({"55P03", "57014", "25006", "25P03", "25P04"})
"""Lock or statement timeout, a server that only reads, a transaction that idled too long."""
BUSY_CLASSES = frozenset({"08", "53", "57"})
"""Lost connection, exhausted resources, operator's intervention."""
LOST = frozenset({"57P01", "57P02", "57P03"})
PAUSES = (0.05, 0.2)
"""Seconds at most before the second and the third try."""
REPLICATION_WAIT = "SyncRepWaitForLSN"
"""The function of PostgreSQL that warns of a commit which no replica has confirmed."""

running: ContextVar[Any] = ContextVar("running", default=None)
"""The unit of work of this thread, if one is open."""

_together: ContextVar[bool] = ContextVar("together", default=False)


class Clash(Busy):
    """Two acts got into each other's way; nothing was stored."""

    def __init__(self) -> None:
        """Name the one sentence of this case."""
        super().__init__("kernel.busy")


def _translated(fault: Error, *, committing: bool) -> Exception:
    state: str | None = getattr(fault.__cause__, "sqlstate", None)
    if state in CLASHES:
        return Clash()
    lost = state is None or state[:2] == "08" or state in LOST
    if lost and fault.__cause__ is None:
        return fault
    if lost and committing:
        return OutcomeUnknown()
    if lost or state in BUSY or (state and state[:2] in BUSY_CLASSES):
        return Busy("kernel.busy")
    return fault


class _Commit:
    """Watches one commit: whether it began, and whether the wait for a replica was cut."""

    def __init__(self) -> None:
        self.begun = False
        self.unconfirmed = False
        self._watched: Any = None

    def begin(self) -> None:
        """Listen from here to what the server says about the commit."""
        self.begun = True
        self._watched = connection.connection
        if self._watched is not None:
            self._watched.add_notice_handler(self._hear)

    def end(self) -> None:
        """Stop listening."""
        if self._watched is not None:
            self._watched.remove_notice_handler(self._hear)

    def _hear(self, notice: Diagnostic) -> None:
        self.unconfirmed |= notice.source_function == REPLICATION_WAIT


@contextmanager
def one_transaction() -> Iterator[None]:
    """Run in one transaction and say honestly how it ended.

    Raises Busy (nothing was stored, a retry is safe), its kind Clash, or OutcomeUnknown (the
    commit's answer was lost, or the wait for the replica was cancelled: SECURITY part 1).
    """
    commit = _Commit()
    try:
        with transaction.atomic(savepoint=not _together.get()):
            yield
            commit.begin()
    except Error as fault:
        known = _translated(fault, committing=commit.begun)
        if known is fault:
            raise
        raise known from fault
    finally:
        commit.end()
    if commit.unconfirmed:
        raise OutcomeUnknown


@contextmanager
def together() -> Iterator[None]:
    """Put several acts into one transaction, of which one that fails undoes all.

    No act in it opens a savepoint: the transaction that an audit row names must be the very one
    that wrote it, or ``verify`` takes the row for changed.
    """
    token = _together.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _together.reset(token)


def retried(action: Callable[Given, Result]) -> Callable[Given, Result]:
    """Call an action up to three times while it clashes with others; only the outermost one."""

    @wraps(action)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        if running.get() is None and not connection.in_atomic_block:
            for pause in PAUSES:
                try:
                    return action(*args, **kwargs)
                except Clash:
                    time.sleep(random.uniform(0, pause))  # noqa: S311 - spreads the tries
        return action(*args, **kwargs)

    return run

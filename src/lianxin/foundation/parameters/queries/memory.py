"""Memory of what is stored, renewed when its edition changes.

Each thread keeps its own copy, so that what a transaction has not committed yet is seen by
nobody else. The edition's mark is read again after a change in this thread or a commit in
another thread of the process, and a second after it was last read for changes elsewhere.
"""

import threading
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db import connection, transaction

from lianxin.foundation.parameters.models import Edition

T = TypeVar("T")

CHECKED_FOR: Final = 0.9
"""Seconds for which a mark that was read is trusted."""

_commits: Counter[str] = Counter()
"""Changes that this process made or was told of, by name."""


class _Slot(threading.local):
    """One thread's copy."""

    value: Any = None
    filled = False
    mark: UUID | None = None
    commits = 0
    trusted_until = 0.0
    touched = False
    transaction: object = None


class Memory(Generic[T]):
    """What ``load`` gives, kept until the edition ``name`` changes."""

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        """Keep the name of the edition and how to read what it stands for."""
        self.name = name
        self._load = load
        self._slot = _Slot()
        _memories.append(self)

    def get(self) -> T:
        """Give the value as the database has it now, within the bounds of this module."""
        slot = self._slot
        if not slot.filled or slot.touched or self._is_old(slot):
            self._check(slot)
        value: T = slot.value
        return value

    def touch(self) -> None:
        """Note that the running transaction of this thread changes what is stored."""
        self._slot.touched, self._slot.transaction = True, _outermost()

    def _is_old(self, slot: _Slot) -> bool:
        return slot.commits != _commits[self.name] or monotonic() >= slot.trusted_until

    def _check(self, slot: _Slot) -> None:
        commits = _commits[self.name]
        mark = edition(self.name)
        if not slot.filled or mark != slot.mark:
            slot.value = self._load()
            slot.filled, slot.mark = True, mark
        slot.commits = commits
        slot.trusted_until = monotonic() + CHECKED_FOR
        here = _outermost()
        slot.touched = slot.touched and here is not None and here is slot.transaction


def _outermost() -> object:
    """Give what stands for the transaction of this thread; None when there is none."""
    return connection.atomic_blocks[0] if connection.atomic_blocks else None


_memories: list[Memory[Any]] = []


def edition(name: str) -> UUID | None:
    """Give the mark of what is stored under the name now, None if nothing ever was."""
    return Edition.objects.filter(name=name).values_list("mark", flat=True).first()


def changed(name: str) -> None:
    """Tell every memory of the name that this transaction changed what is stored."""
    for memory in _memories:
        if memory.name == name:
            memory.touch()
    transaction.on_commit(lambda: _commits.update([name]))


def forget() -> None:
    """Let every memory look again, for a database that was exchanged as a whole."""
    _commits.update({memory.name for memory in _memories})

"""What a unit of work looked up since its last lock, so that it asks the database once."""

from contextvars import ContextVar
from typing import Any

since_lock: ContextVar[dict[Any, Any] | None] = ContextVar("since_lock", default=None)
"""None until a lock is held: before it, every question is asked anew (SECURITY AZ8)."""


def looked_up() -> dict[Any, Any] | None:
    """Give what was looked up since the last lock; None while no lock is held."""
    return since_lock.get()

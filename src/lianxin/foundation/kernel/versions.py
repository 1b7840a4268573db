"""Versions of editable records: the second writer learns of the first (SECURITY CO2)."""

from lianxin.foundation.kernel.errors import Conflict


def check_seen(where: str, *, seen: int | None, now: int) -> None:
    """Raise Conflict when the record moved on since the person saw it; None checks nothing."""
    if seen is not None and seen != now:
        raise Conflict(where=where, seen=seen, now=now)

"""The numbers that pages need; the parameters give them, which stand above this room."""

from collections.abc import Callable
from datetime import timedelta

FORM_HOURS = "faces.forms.hours"
"""Hours after which a public page's form token is too old."""
DRAFT_HOURS = "faces.drafts.hours"
"""Hours that what was typed waits for a new sign-in."""
DRAFTS_TOTAL = "faces.drafts.total"
"""How many drafts wait at once; beyond it a page keeps the words itself."""
POSTS_SECONDS = "faces.posts.seconds"
"""The window in which public posts are counted."""
POSTS_NETWORK = "faces.posts.network"
"""Public posts of one network in a window."""
POSTS_TOTAL = "faces.posts.total"
"""Public posts of all together in a window."""
NOTICE_SECONDS = "faces.notices.seconds"
"""Seconds for which an address may carry a notice to the next public page."""

Source = Callable[[str], int]


def _unwired(key: str) -> int:
    raise LookupError(f"no source of limits was named, so {key} is unknown")


class _Limits:
    """Holds the source that the house names at its start."""

    source: Source = staticmethod(_unwired)


def provide(source: Source) -> None:
    """Name the source of limits: a function from a parameter's key to today's number."""
    _Limits.source = staticmethod(source)


def limit(key: str) -> int:
    """Give today's number."""
    return _Limits.source(key)


def hours(key: str) -> timedelta:
    """Give today's number of hours as a span."""
    return timedelta(hours=limit(key))

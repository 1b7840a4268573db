"""Reading notices and the outbox: finished text for pages, counts, and what a handler gets."""

from lianxin.foundation.notices.queries.lists import page_size
from lianxin.foundation.notices.queries.outbox import (
    Counts,
    OutboxState,
    counts,
    held,
    outbox,
    wire_pending,
)
from lianxin.foundation.notices.queries.own import NoticeRow, mine, unread
from lianxin.foundation.notices.queries.texts import concealed, text_of
from lianxin.foundation.notices.queries.tries import OutboxItem, patience

__all__ = [
    "Counts",
    "NoticeRow",
    "OutboxItem",
    "OutboxState",
    "concealed",
    "counts",
    "held",
    "mine",
    "outbox",
    "page_size",
    "patience",
    "text_of",
    "unread",
    "wire_pending",
]

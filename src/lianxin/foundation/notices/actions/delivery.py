"""The outbox of every act: each row is handled once, by the function of its topic."""

import logging
from collections.abc import Callable, Mapping
from traceback import extract_tb
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest, Now

from lianxin.foundation.audit.actions import together
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.errors import NotYet
from lianxin.foundation.notices import queries, rules
from lianxin.foundation.notices.queries import OutboxItem

logger = logging.getLogger(__name__)

Handler = Callable[[OutboxItem], None]


class NoHandler(Exception):
    """A topic that nobody handles."""


def deliver_next(handlers: Mapping[str, Handler]) -> bool:
    """Handle one row that is due; give False when none is left.

    The row stays locked while its handler works, and the handler's writes and the mark stand
    in one transaction: a process that dies in between leaves the row as it was. A row that
    another process holds is skipped. A failure undoes that transaction and is marked by another
    one, never in a savepoint: the transaction that an audit row names must be the one that
    wrote it. The row waits longer each time and is set aside after ``notices.attempts`` tries.
    A handler that says "not yet" is no failure: the row waits until then, and no try is counted.
    """
    patience = queries.patience()
    row: Outbox | None = None
    try:
        with together():
            row = due(patience.tries).select_for_update(skip_locked=True).order_by("id").first()
            if row is None:
                return False
            handlers.get(row.topic, nobody)(item_of(row))
            Outbox.objects.filter(pk=row.pk).update(sent_at=Now(), failure="")
    except Exception as error:
        if row is None:
            raise
        Outbox.objects.filter(pk=row.pk).update(**put_off(row, error, patience))
    return True


def put_off(row: Outbox, error: Exception, patience: rules.Patience) -> dict[str, Any]:
    """Give the new values of a row whose handler raised."""
    if isinstance(error, NotYet):
        return {"not_before": Greatest(error.until, Now() + patience.pause(1))}
    tries = row.attempts + 1
    failure = told(item_of(row), error)
    return {"attempts": tries, "failure": failure, "not_before": Now() + patience.pause(tries)}


def due(tries: int) -> QuerySet[Outbox]:
    """Give the rows that may be handled now."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=Now())
    return Outbox.objects.filter(waited, sent_at__isnull=True, attempts__lt=tries)


def item_of(row: Outbox) -> OutboxItem:
    """Give what a handler gets to see of a row."""
    return OutboxItem(row.topic, row.about, row.seq, row.recipient)


def nobody(item: OutboxItem) -> None:
    """Stand in for the function of a topic that has none. Raises NoHandler."""
    raise NoHandler(item.topic)


def told(item: OutboxItem, error: Exception) -> str:
    """Log where a handler failed, without the words of the error, and give the cause."""
    cause = rules.cause(error)
    place = extract_tb(error.__traceback__)[-1]
    logger.error("%s failed: %s at %s:%s", item.dedupe, cause, place.filename, place.lineno)
    return cause

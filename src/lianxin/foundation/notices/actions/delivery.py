"""The outbox of every act: each row is handled once, by the function of its topic."""

import logging
from collections.abc import Callable, Mapping
from traceback import extract_tb

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from lianxin.foundation.audit.models import Outbox
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
    another process holds is skipped. A failure undoes the handler's writes alone; the row
    waits longer each time and is set aside after ``notices.attempts`` tries.
    """
    patience = queries.patience()
    with transaction.atomic():
        row = due(patience.tries).select_for_update(skip_locked=True).order_by("id").first()
        if row is None:
            return False
        failure = handled(row, handlers)
        if failure is None:
            Outbox.objects.filter(pk=row.pk).update(sent_at=Now(), failure="")
            return True
        tries = row.attempts + 1
        later = Now() + patience.pause(tries)
        Outbox.objects.filter(pk=row.pk).update(attempts=tries, failure=failure, not_before=later)
    return True


def due(tries: int) -> QuerySet[Outbox]:
    """Give the rows that may be handled now."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=Now())
    return Outbox.objects.filter(waited, sent_at__isnull=True, attempts__lt=tries)


def handled(row: Outbox, handlers: Mapping[str, Handler]) -> str | None:
    """Let the topic's function work in a savepoint; give the cause when it failed."""
    item = OutboxItem(row.topic, row.about, row.seq, row.recipient)
    try:
        with transaction.atomic():
            handlers.get(item.topic, nobody)(item)
    except Exception as error:  # noqa: BLE001 - one bad row must not stop the others; its cause is kept
        return told(item, error)
    return None


def nobody(item: OutboxItem) -> None:
    """Stand in for the function of a topic that has none. Raises NoHandler."""
    raise NoHandler(item.topic)


def told(item: OutboxItem, error: Exception) -> str:
    """Log where a handler failed, without the words of the error, and give the cause."""
    cause = rules.cause(error)
    place = extract_tb(error.__traceback__)[-1]
    logger.error("%s failed: %s at %s:%s", item.dedupe, cause, place.filename, place.lineno)
    return cause

"""Which rows of the outbox still have something to do; the others wait for nothing.

A job leaves a row alone whose reply was recalled or sent meanwhile, or whose window belongs to
an earlier round. The outbox page shows only what will really go out.
"""

from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, F, OuterRef

from lianxin.consultation.matters.models import Event, Reply
from lianxin.consultation.matters.rules.states import State

PENDING: Final[Mapping[str, Exists]] = {
    "matters.reply_due": Exists(
        Reply.objects.filter(
            matter__number=OuterRef("about"),
            seq=OuterRef("seq"),
            recalled_at=None,
            sent_at=None,
        )
    ),
    "matters.window_over": Exists(
        Event.objects.filter(
            matter__number=OuterRef("about"),
            seq=OuterRef("seq"),
            round=F("matter__round"),
            matter__state=State.WITH_CITIZEN,
        )
    ),
}
"""What must hold of a row of each topic, as a condition of the database."""

"""Which rows of the outbox still have something to do; the others wait for nothing.

A job leaves a row alone whose reply was recalled or sent meanwhile, or whose window belongs to
an earlier round. The outbox page shows only what will really go out.
"""

from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet

from lianxin.consultation.matters.models import Event, Reply
from lianxin.consultation.matters.rules.states import State

Value = str | int | OuterRef
"""A value, or the column of an outer query that holds it."""


def held_reply(about: Value, seq: Value) -> QuerySet[Reply]:
    """Give the reply of a row that neither went out nor was recalled."""
    live = Reply.objects.filter(recalled_at=None, sent_at=None)
    return live.filter(matter__number=about, seq=seq)


def open_window(about: Value, seq: Value) -> QuerySet[Event]:
    """Give the answer of a row on which the citizen may still speak, of this round alone."""
    sent = Event.objects.filter(round=F("matter__round"), matter__state=State.WITH_CITIZEN)
    return sent.filter(matter__number=about, seq=seq)


PENDING: Final[Mapping[str, Exists]] = {
    "matters.reply_due": Exists(held_reply(OuterRef("about"), OuterRef("seq"))),
    "matters.window_over": Exists(open_window(OuterRef("about"), OuterRef("seq"))),
}
"""What must hold of a row of each topic, as a condition of the database."""

"""The outbox as its page prints it: what waits, what was sent, what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Exists, F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.faces.dates import iso_text, moment_text
from lianxin.foundation.faces.paging import Place, Spot
from lianxin.foundation.faces.sentences import place, tell
from lianxin.foundation.notices import rules
from lianxin.foundation.notices.models import Channel, Message, MessageState
from lianxin.foundation.notices.queries.lists import at_spot, page_size
from lianxin.foundation.notices.queries.texts import shown_text
from lianxin.foundation.notices.queries.tries import patience
from lianxin.foundation.parameters import queries as parameters

_pending: dict[str, Exists] = {}


def wire_pending(conditions: Mapping[str, Exists]) -> None:
    """Take what must hold of a row of each topic; the schedule of the house calls it once."""
    _pending.update(conditions)


class OutboxState(StrEnum):
    """What the outbox page can be narrowed to."""

    ALL = "all"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Badge:
    """The look and the words of a state."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """Something that was sent or waits, as its page prints it; ``link`` only in the demo."""

    badge: Badge
    channel: str
    about: str
    to: str
    before: str
    link: str
    after: str
    when: str
    iso: str
    cause: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait, and how many were set aside."""

    waiting: int
    failed: int


def counts() -> Counts:
    """Count what waits and what was set aside."""
    waiting, failed = held_rows(OutboxState.WAITING), held_rows(OutboxState.FAILED)
    return Counts(
        waiting=waiting.count() + messages(OutboxState.WAITING).count(),
        failed=failed.count() + messages(OutboxState.FAILED).count(),
    )


def outbox(state: OutboxState, spot: Spot) -> list[tuple[Place, OutboxRow]]:
    """Give messages of a state from a spot on, newest first, one more than a page holds."""
    found = at_spot(messages(state), Message, spot)
    return [((str(message.ref),), message_row(message)) for message in found]


def held(state: OutboxState) -> tuple[OutboxRow, ...]:
    """Give a page of what nobody handled yet, the next one due first."""
    rows = held_rows(state).order_by(F("not_before").asc(nulls_first=True), "id")[: page_size()]
    return tuple(held_row(row) for row in rows)


def idle() -> Q:
    """Give the condition of rows that their handler would leave alone."""
    found = Q(pk__in=[])
    for topic, pending in _pending.items():
        found |= Q(topic=topic) & ~Q(pending)
    return found


def held_rows(state: OutboxState) -> QuerySet[Outbox]:
    """Give the rows of the outbox that nobody handled yet, narrowed to a state.

    What is planned for later than ``notices.ahead`` from now (the end of a window) is left out,
    and so is a row that its handler would leave alone.
    """
    tries = patience().tries
    ahead = timedelta(seconds=parameters.seconds("notices.ahead", on=timezone.localdate()))
    near = Q(not_before__isnull=True) | Q(not_before__lte=Now() + ahead)
    waiting, failed = near & Q(attempts__lt=tries) & ~idle(), Q(attempts__gte=tries)
    narrowed = {
        OutboxState.ALL: waiting | failed,
        OutboxState.WAITING: waiting,
        OutboxState.FAILED: failed,
        OutboxState.SENT: Q(pk__in=[]),
    }
    return Outbox.objects.filter(narrowed[state], sent_at__isnull=True)


def messages(state: OutboxState) -> QuerySet[Message]:
    """Give the messages of a state."""
    narrowed = {
        OutboxState.ALL: tuple(MessageState),
        OutboxState.WAITING: (MessageState.WAITING, MessageState.SENDING),
        OutboxState.FAILED: (MessageState.FAILED,),
        OutboxState.SENT: (MessageState.SENT,),
    }
    return Message.objects.filter(state__in=narrowed[state])


def exact_text(moment: datetime) -> str:
    """Give day, time and seconds."""
    return f"{moment_text(moment)}:{timezone.localtime(moment):%S}"


def planned_text(moment: datetime | None, *, again: bool) -> str:
    """Give when something goes out or is tried again; at once when there is no moment."""
    if moment is None:
        return _("马上发出")
    line = _("{moment} 再试") if again else _("{moment} 发出")
    return line.format(moment=exact_text(moment))


def held_row(row: Outbox) -> OutboxRow:
    """Prepare one row that nobody handled yet."""
    aside = row.attempts >= patience().tries
    told = tell(rules.parse_cause(row.failure)) if row.failure else None
    badge = Badge("late", _("没发出")) if aside else Badge("waiting", _("等发出"))
    return OutboxRow(
        badge=badge,
        channel="",
        about=row.about,
        to="",
        before=place(f"topic.{row.topic}") or row.topic,
        link="",
        after="",
        when="" if aside else planned_text(row.not_before, again=bool(row.failure)),
        iso=iso_text(row.not_before) if row.not_before else "",
        cause=told.text if told else "",
    )


def message_row(message: Message) -> OutboxRow:
    """Prepare one message; outside the demo its text shows no token and no link."""
    told = tell(rules.parse_cause(message.failure)) if message.failure else None
    text = shown_text(message)
    parts = rules.link_in(text)
    if not settings.DEMO:
        parts = (rules.hide_secrets(text), "", "")
    when = message.sent_at or message.created_at
    return OutboxRow(
        badge=message_badge(message),
        channel=_("邮件") if message.channel == Channel.MAIL else _("短信"),
        about=message.about,
        to=message.mask,
        before=parts[0],
        link=parts[1],
        after=parts[2],
        when=message_time(message, when),
        iso=iso_text(when),
        cause=told.text if told else "",
    )


def message_time(message: Message, moment: datetime) -> str:
    """Give when a message went out, is to go out, or was set aside."""
    if message.state in {MessageState.SENT, MessageState.FAILED}:
        return exact_text(moment)
    return planned_text(message.not_before, again=bool(message.failure))


def message_badge(message: Message) -> Badge:
    """Give the look of a message's state."""
    return {
        MessageState.WAITING.value: Badge("waiting", _("等发出")),
        MessageState.SENDING.value: Badge("moving", _("正在发")),
        MessageState.SENT.value: Badge("ended", _("已发出")),
        MessageState.FAILED.value: Badge("late", _("没发出")),
    }[message.state]

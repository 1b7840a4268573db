"""Handing messages to a gateway: recorded before, marked after, told apart by its ``ref``.

A process that dies between the two leaves the message ``sending``. The next process hands it
over again under the same ``ref``, by which the gateway knows it: no message is lost, and none
reaches a telephone twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from lianxin.foundation.accounts import queries as accounts
from lianxin.foundation.audit.actions import act
from lianxin.foundation.faces.concealing import NotConcealed
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import queries, rules
from lianxin.foundation.notices.adapters import Gateway, Outgoing, gateway
from lianxin.foundation.notices.models import Channel, Message, MessageState
from lianxin.foundation.notices.rules import Undelivered
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.vault import actions as vault

SENDER = job("notices", Right.NOTICES_SEND, Right.VAULT_DELIVER)
REASON = "delivery"
"""Why the vault is opened; the vault keeps its own fixed reason for this job."""
OPEN = (MessageState.WAITING, MessageState.SENDING)
LOOKED_AT = 100
"""A technical ceiling: how many messages one look into the table brings."""


def send_next() -> bool:
    """Hand over one message that is due; give False when none is left for this process."""
    for key in waiting():
        with held(key) as mine:
            message = claimed(key) if mine else None
            if message is not None:
                finish(message)
                return True
    return False


def open_messages() -> QuerySet[Message]:
    """Give the messages that are due, and those a dead process left half done."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=Now())
    return Message.objects.filter(waited, state__in=OPEN)


def waiting() -> list[int]:
    """Give the keys of some messages to try, oldest first."""
    return list(open_messages().order_by("id").values_list("pk", flat=True)[:LOOKED_AT])


@contextmanager
def held(key: int) -> Iterator[bool]:
    """Hold a message for this process alone; the hold ends with the process."""
    name = f"notices.message:{key}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def claimed(key: int) -> Message | None:
    """Mark a message as on its way, before a gateway sees it; None when it went out meanwhile."""
    marked = (
        open_messages()
        .filter(pk=key)
        .update(state=MessageState.SENDING, attempts=F("attempts") + 1)
    )
    return Message.objects.get(pk=key) if marked else None


def finish(message: Message) -> None:
    """Hand a message over and record how it ended."""
    try:
        given = hand_over(message)
    except Exception as error:  # noqa: BLE001 - one bad message must not stop the others; its cause is kept
        put_off(message, error)
    else:
        mark_sent(message, given)


def hand_over(message: Message) -> str:
    """Give a message to its gateway and return the gateway's id. Raises Undelivered."""
    today = timezone.localdate()
    if message.attempts > queries.patience().tries:
        raise Undelivered("notices.interrupted", final=True)
    way: Gateway = gateway(
        message.channel, timeout=parameters.number("notices.gateway.timeout", on=today)
    )
    to = telephone(message) if message.channel == Channel.SMS else checked_address(message)
    return way.send(Outgoing(message.ref, to, message.subject, text(message)))


def text(message: Message) -> str:
    """Give what is to be sent. Raises Undelivered when it was set aside under a key now gone."""
    try:
        return queries.text_of(message)
    except NotConcealed as fault:
        raise Undelivered("notices.key_gone", final=True) from fault


def telephone(message: Message) -> str:
    """Open the telephone by a logged reading; only its mask is kept here."""
    if message.contact is None:
        raise Undelivered("notices.receiver.gone", final=True)
    reading = vault.note(by=SENDER, person=message.contact, reason=REASON, about=message.about)
    opened = vault.open(by=SENDER, reading=reading, about=message.about)
    message.mask = rules.masked(opened)
    return opened


def checked_address(message: Message) -> str:
    """Give the address if its owner still holds the right. Raises Undelivered."""
    try:
        actor = accounts.actor_of(message.login)
    except NotFound as fault:
        raise Undelivered("notices.receiver.gone", final=True) from fault
    if not actor.holds(Right(message.right), message.unit or None):
        raise Undelivered("notices.receiver.gone", final=True)
    return message.address


def mark_sent(message: Message, given: str) -> None:
    """Record that a gateway took the message; outside the demo its secrets go now."""
    with act(SENDER, "notices.send") as work:
        message.state, message.sent_at = MessageState.SENT, work.now
        message.gateway, message.failure = given, ""
        if not settings.DEMO:
            message.body = rules.hide_secrets(text(message))
        work.change(message, "state", "sent_at", "gateway", "failure", "body", "mask")
        work.row(object=message.about, facts=facts(message))


def put_off(message: Message, error: Exception) -> None:
    """Record why a message did not go out: tried again later, or set aside and shown."""
    patience = queries.patience()
    final = isinstance(error, Undelivered) and error.final
    with act(SENDER, "notices.fail") as work:
        given_up = final or message.attempts >= patience.tries
        message.state = MessageState.FAILED if given_up else MessageState.WAITING
        message.body = queries.concealed(message)
        message.failure = rules.cause(error)
        message.not_before = work.now + patience.pause(message.attempts)
        work.change(message, "state", "failure", "not_before", "body", "mask")
        work.row(object=message.about, facts=facts(message))


def facts(message: Message) -> dict[str, object]:
    """Give what the audit keeps of a message."""
    return {
        "message": str(message.ref),
        "channel": message.channel,
        "to": message.mask,
        "state": message.state,
        "attempts": message.attempts,
        "failure": message.failure,
    }

"""Notices to staff, and messages that leave the house."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from lianxin.foundation.audit.models import Record


class Channel(models.TextChoices):
    """How a message leaves the house."""

    SMS = "sms"
    MAIL = "mail"


class MessageState(models.TextChoices):
    """Where a message stands; ``sending`` means that a gateway may already have it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Notice(Record):
    """What one member of staff is told at the desk: a sentence's code and its arguments.

    Older rows have no code; what they say stands in ``title`` and ``body``.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    topic = models.TextField()
    about = models.TextField()
    code = models.TextField(blank=True)
    arguments = models.JSONField(default=dict)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    href = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    dedupe = models.TextField(unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notice_words", condition=~models.Q(code="") | ~models.Q(title="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("person", models.F("id").desc(), name="notice_person"),
            models.Index("person", name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        """Name topic and matter."""
        return f"{self.topic} {self.about}"


class Message(Record):
    """An SMS or a mail; the telephone stands in the vault alone, here only its mask.

    ``ref`` is what the gateway tells a repeated message by. ``login``, ``right`` and ``unit``
    are checked again at sending, for staff. The body is concealed till it is sent;
    outside the demo a sent one keeps no token.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    channel = models.TextField(choices=Channel.choices)
    contact = models.UUIDField(null=True)
    address = models.TextField(blank=True)
    login = models.TextField(blank=True)
    right = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    mask = models.TextField(blank=True)
    about = models.TextField()
    subject = models.TextField(blank=True)
    body = models.TextField()
    state = models.TextField(choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.IntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    gateway = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    dedupe = models.TextField(unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="message_receiver",
                condition=models.Q(channel=Channel.SMS, contact__isnull=False, address="")
                | (models.Q(channel=Channel.MAIL, contact__isnull=True) & ~models.Q(address="")),
            ),
            models.CheckConstraint(
                name="message_sent",
                condition=models.Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MessageState.SENT) & models.Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_failed",
                condition=~models.Q(state=MessageState.FAILED) | ~models.Q(failure=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                "id", name="message_open", condition=models.Q(state__in=["waiting", "sending"])
            ),
            models.Index("state", models.F("id").desc(), name="message_state"),
            models.Index("about", name="message_about"),
        ]

    def __str__(self) -> str:
        """Name channel and matter."""
        return f"{self.channel} {self.about}"

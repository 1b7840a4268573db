"""Audit's tables: rows, their links into sealed batches, submissions, tokens, the outbox."""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from lianxin.foundation.audit.models.record import Record


class XidField(models.Field[int, int]):
    """A full transaction id of PostgreSQL (``xid8``), which never wraps around."""

    description = "transaction id"

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - PostgreSQL only
        """Name the type of the column."""
        return "xid8"

    def from_db_value(self, value: str | None, *_: object) -> int | None:
        """Give the id as a number."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        """Send the id as text, which PostgreSQL casts; integers it would refuse."""
        return str(value) if isinstance(value, int) else value


class CurrentXid(models.Func):
    """The id of the running transaction."""

    function = "pg_current_xact_id"
    output_field: ClassVar[models.Field[Any, Any]] = XidField()


class Row(Record):
    """What was done, in the same transaction (SECURITY AU1); the database sets id, time, xid."""

    recorded_at = models.DateTimeField(db_default=Now())
    xid = XidField(db_default=CurrentXid())
    verb = models.TextField()
    object = models.TextField()
    actor = models.TextField()
    actor_name = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["object", "id"], name="audit_row_object"),
            models.Index(fields=["actor", "id"], name="audit_row_actor"),
            models.Index(fields=["xid", "id"], name="audit_row_xid"),
        ]


class Seal(Record):
    """One sealed batch of rows, chained to the one before (SECURITY AU2)."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    rows = models.IntegerField()
    horizon = XidField()
    root = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()


class Link(Record):
    """The place of a row in a seal; ``digest`` lets a changed row be named."""

    row = models.OneToOneField(
        Row, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="link"
    )
    seal = models.ForeignKey(Seal, models.DO_NOTHING, db_constraint=False, db_index=False)
    position = models.IntegerField()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seal", "position"], name="audit_link_place"),
        ]


class Submission(Record):
    """One key of one actor: one effect, one receipt (SECURITY CO1)."""

    actor = models.TextField()
    key = models.UUIDField()
    verb = models.TextField()
    digest = models.BinaryField()
    receipt = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    replays = models.IntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="audit_submission_key"),
        ]


class Token(Record):
    """A secret of 128 bits given to someone, kept as a digest (SECURITY TK1)."""

    purpose = models.TextField()
    about = models.TextField()
    digest = models.BinaryField()
    expires = models.DateTimeField()
    spent = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="audit_token_digest"),
        ]


class Outbox(Record):
    """Something to be told, written with the act and sent after it; ``about`` is a number."""

    add_rank: ClassVar[int] = 90
    add_once: ClassVar[tuple[str, ...]] = ("about", "seq", "topic", "recipient")

    topic = models.TextField()
    about = models.TextField()
    seq = models.IntegerField()
    recipient = models.TextField()
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "seq", "topic", "recipient"], name="audit_outbox_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="audit_outbox_waiting",
                condition=models.Q(sent_at__isnull=True),
            ),
        ]

"""Who brought a matter, what proves its mending, and the code by which it is looked up."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lianxin.consultation.matters.models.matter import Matter
from lianxin.foundation.audit.models import Record


class Party(Record):
    """A person of the matter; who it is stays in the vault, here stands a mask."""

    add_rank: ClassVar[int] = 50

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    capacity = models.CharField(max_length=20, default="reporter")
    contact = models.UUIDField(null=True)
    mask = models.CharField(max_length=40, blank=True)
    wants_reply = models.BooleanField(default=True)
    may_publish = models.BooleanField(default=False)

    class Meta:
        """One reporter."""

        constraints = (
            models.UniqueConstraint(
                fields=["matter"], condition=Q(capacity="reporter"), name="party_one_reporter"
            ),
        )

    def __str__(self) -> str:
        """Give the matter and the capacity."""
        return f"{self.matter_id}/{self.capacity}"


class Evidence(Record):
    """A photo that belongs to an event; before and after make a pair."""

    add_rank: ClassVar[int] = 50

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="evidence")
    seq = models.PositiveIntegerField()
    ordinal = models.PositiveSmallIntegerField()
    role = models.CharField(
        max_length=10, choices=[("report", "report"), ("before", "before"), ("after", "after")]
    )
    pair = models.PositiveSmallIntegerField(null=True)
    file = models.BigIntegerField()

    class Meta:
        """A number per matter serves as its address."""

        constraints = (
            models.UniqueConstraint(fields=["matter", "ordinal"], name="evidence_ordinal"),
        )

    def __str__(self) -> str:
        """Give the matter and the ordinal."""
        return f"{self.matter_id}/{self.ordinal}"


class Lookup(Record):
    """A look-up code: eight digits find the matter, of twelve only an HMAC is kept (AY4)."""

    add_rank: ClassVar[int] = 50

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="lookups")
    find = models.CharField(max_length=8, unique=True)
    secret = models.BinaryField(max_length=32)
    shown = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A resend ends the old code."""

        constraints = (
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ended_at__isnull=True), name="lookup_one_live"
            ),
        )

    def __str__(self) -> str:
        """Give the matter alone: a code is never printed."""
        return f"{self.matter_id}"

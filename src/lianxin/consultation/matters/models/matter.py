"""The matter: one record, its counted columns, its version."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.audit.models import Record


class Matter(Counted, Record):
    """One thing that somebody asked to be mended, from intake to conclusion.

    ``seq`` counts its events and is its version; ``last_at`` is when the last one happened;
    ``unit_ids`` are the first receiver and every unit that had a leg: they may see it.
    """

    add_rank: ClassVar[int] = 10
    change_rank: ClassVar[int] = 20

    number = models.CharField(max_length=12, unique=True)
    urgency = models.CharField(max_length=10, default="normal")
    source = models.CharField(max_length=20)
    origin = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=12, blank=True)
    first_receiver = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_on = models.DateField()
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    last_at = models.DateTimeField()
    seq = models.PositiveIntegerField(default=0)
    unit_ids = ArrayField(models.IntegerField(), default=list)

    class Meta:
        """Indexes of MODEL section 7; facts that belong together are constraints."""

        constraints = (
            models.CheckConstraint(
                name="matter_concluded",
                condition=Q(state=State.CONCLUDED, concluded_at__isnull=False)
                | (~Q(state=State.CONCLUDED) & Q(concluded_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="matter_concluded_outcome",
                condition=~Q(state=State.CONCLUDED) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="matter_merged",
                condition=Q(merged_into__isnull=True)
                | (Q(state=State.CONCLUDED) & ~Q(merged_into=F("id"))),
            ),
            models.CheckConstraint(
                name="matter_received", condition=Q(received_on__lte=F("registered_on"))
            ),
        )
        indexes = (
            models.Index(
                fields=["unit", "registered_on"], include=["state", "guard"], name="matter_unit_day"
            ),
            models.Index(F("registered_on").desc(), F("id").desc(), name="matter_newest"),
            GinIndex(fields=["unit_ids"], name="matter_scope", fastupdate=False),
            GinIndex(
                fields=["unit_ids"],
                condition=~Q(state=State.CONCLUDED),
                name="matter_scope_open",
                fastupdate=False,
            ),
            models.Index(
                fields=["id"],
                include=["guard", "unit_ids", "unit"],
                condition=~Q(state=State.CONCLUDED),
                name="matter_open",
            ),
        )

    def __str__(self) -> str:
        """Give the human number."""
        return self.number

"""What is asked of the approver, what paused a turn, and every move of a due date."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from lianxin.consultation.matters.models.legs import Leg
from lianxin.consultation.matters.models.matter import Matter
from lianxin.consultation.matters.rules.states import Asked, Cause, Decision
from lianxin.foundation.audit.models import Record


class Request(Record):
    """A later date, a pause or parking, asked by the unit before its due and decided above it.

    ``until`` is the last day asked for; ``promised`` tells that the citizen's date moves too.
    Its words are wordings of the events ``seq`` (asked) and ``decided_seq``. A request whose
    leg ended lapsed: nobody decides it any more.
    """

    add_rank: ClassVar[int] = 50
    change_rank: ClassVar[int] = 30

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="requests")
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="requests", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(a, a) for a in Asked])
    reason = models.CharField(max_length=60)
    until = models.DateField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True, choices=[(d, d) for d in Decision])
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_seq = models.PositiveIntegerField(null=True)
    promised = models.BooleanField(default=False)

    class Meta:
        """One that waits per leg and kind."""

        constraints = (
            models.UniqueConstraint(
                fields=["leg", "kind"], condition=Q(decision=""), name="request_one_undecided"
            ),
            models.CheckConstraint(
                name="request_decided",
                condition=Q(decision="", decided_at__isnull=True, decided_seq__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_seq__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=["asked_at"], condition=Q(decision=""), name="request_waiting"),
        )

    def __str__(self) -> str:
        """Give matter, kind and decision."""
        return f"{self.matter_id}/{self.kind}/{self.decision}"


class Pause(Record):
    """A time that does not count in a turn; it ends at its planned end unless ended before."""

    add_rank: ClassVar[int] = 50
    change_rank: ClassVar[int] = 30

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="pauses")
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="pauses", db_index=False)
    during = DateTimeRangeField()
    reason = models.CharField(max_length=60)

    class Meta:
        """Pauses of a leg never overlap."""

        constraints = (
            ExclusionConstraint(
                name="pause_apart",
                expressions=[("leg", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="pause_bounded",
                condition=Q(during__lower_inf=False, during__upper_inf=False),
            ),
        )

    def __str__(self) -> str:
        """Give matter and reason."""
        return f"{self.matter_id}/{self.reason}"


class DueChange(Record):
    """One move of a due date by the event ``seq``; the old date stays for ever.

    ``leg`` is the turn whose step moved; without one it is the date of the whole matter.
    ``run`` names the counting anew that moved it, empty for a person's act.
    """

    add_rank: ClassVar[int] = 51

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="due_changes")
    seq = models.PositiveIntegerField()
    leg = models.ForeignKey(
        Leg, on_delete=models.PROTECT, null=True, related_name="due_changes", db_index=False
    )
    was = models.DateTimeField()
    due = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=[(c, c) for c in Cause])
    run = models.CharField(max_length=60, blank=True)

    class Meta:
        """One for each clock of an event."""

        constraints = (
            models.UniqueConstraint(
                fields=["matter", "seq", "leg"], nulls_distinct=False, name="due_change_once"
            ),
        )
        indexes = (models.Index(fields=["run"], condition=~Q(run=""), name="due_change_run"),)

    def __str__(self) -> str:
        """Give matter, seq and cause."""
        return f"{self.matter_id}/{self.seq} {self.cause}"

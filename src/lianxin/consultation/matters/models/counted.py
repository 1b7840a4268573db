"""The columns that figures count: on the matter as they stand, on each event as they then stood."""

from typing import ClassVar

from django.db import models

from lianxin.consultation.matters.rules.states import Answer, Grade, Guard, State


class Counted(models.Model):
    """Everything a figure or a list asks; the past is the last event before a time."""

    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=60, blank=True)
    guard = models.CharField(max_length=10, default=Guard.OPEN, choices=[(g, g) for g in Guard])
    state = models.CharField(max_length=20, choices=[(s, s) for s in State])
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in Answer])
    grade = models.CharField(max_length=20, blank=True, choices=[(g, g) for g in Grade])
    due = models.DateTimeField(null=True)
    first_contact_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    merged_into = models.BigIntegerField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    parked = models.BooleanField(default=False)

    class Meta:
        """No table of its own."""

        abstract = True

    COUNTED: ClassVar[tuple[str, ...]] = (
        "kind",
        "category",
        "guard",
        "state",
        "round",
        "unit_id",
        "outcome",
        "answer",
        "grade",
        "due",
        "first_contact_at",
        "replied_at",
        "concluded_at",
        "merged_into",
        "reopened",
        "parked",
    )
    """The names of the counted columns, as attributes."""

"""Legs: one unit's turn with a clock; hands: who handled and who judged."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from lianxin.consultation.matters.models.matter import Matter
from lianxin.consultation.matters.rules.states import SIDES, Ending, LegRole, State
from lianxin.foundation.audit.models import Record


class TsTzRange(Func):
    """The half-open time range of a leg."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Legs(models.QuerySet["Leg"]):
    """Turns, and which of them stand now."""

    def standing(self) -> "Legs":
        """Give the open chain legs: of each open matter the one turn that it is at."""
        return self.filter(ended_at=None).exclude(role=LegRole.ASSIST)


class Leg(Record):
    """One unit's turn. Chain legs (all but assist) tile the time of a matter without a gap.

    ``counted_from`` is set on a turn that a taking back restored: its limits still count from
    when the turn first began.
    """

    add_rank: ClassVar[int] = 20
    change_rank: ClassVar[int] = 10

    objects = Legs.as_manager()

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="legs")
    seq = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=[(r, r) for r in LegRole])
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=[(s, s) for s in State])
    started_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, blank=True, choices=[(e, e) for e in Ending])
    first_due = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    rule = models.CharField(max_length=80, blank=True)
    designated = models.BooleanField(default=False)
    side = models.GeneratedField(
        expression=Case(
            *(When(role=role, then=Value(side)) for role, side in SIDES.items()), default=None
        ),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
    )

    class Meta:
        """One owner at a time; who handled never judges, nor the reverse (SECURITY AZ7)."""

        constraints = (
            ExclusionConstraint(
                name="leg_one_owner",
                expressions=[
                    ("matter", RangeOperators.EQUAL),
                    (
                        TsTzRange("started_at", "ended_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(role=LegRole.ASSIST),
            ),
            ExclusionConstraint(
                name="leg_sides",
                expressions=[
                    ("matter", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("side", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(side=1) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="leg_ended",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__gte=F("started_at")) & ~Q(ending="")),
            ),
            models.UniqueConstraint(fields=["matter", "seq"], name="leg_seq"),
        )
        indexes = (
            models.Index(
                fields=["unit", "state", "due", "id"],
                condition=Q(ended_at__isnull=True),
                name="leg_unit_open",
            ),
            models.Index(
                fields=["state", "due", "id"],
                condition=Q(ended_at__isnull=True),
                name="leg_open",
            ),
        )

    @property
    def since(self) -> datetime:
        """Give from when the limits of this turn count."""
        return self.counted_from or self.started_at

    def __str__(self) -> str:
        """Give matter, role and round."""
        return f"{self.matter_id}/{self.role}/{self.round}"


class Hand(Record):
    """A person who laid a hand on a matter, on one side; the other side is closed to them."""

    add_rank: ClassVar[int] = 40

    pk = models.CompositePrimaryKey("matter", "person", "side")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="hands")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    side = models.SmallIntegerField()

    class Meta:
        """AZ7 by person, held by the database."""

        constraints = (
            ExclusionConstraint(
                name="hand_sides",
                expressions=[
                    ("matter", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("side", RangeOperators.NOT_EQUAL),
                ],
            ),
        )

    def __str__(self) -> str:
        """Give matter, person, side."""
        return f"{self.matter_id}/{self.person_id}/{self.side}"

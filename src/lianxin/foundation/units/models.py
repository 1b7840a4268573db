"""Records of the room: units, what is true of them when, and the tree over time."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from lianxin.foundation.audit.models import Record


class Unit(Record):
    """An organisation that answers for matters: a bureau, a station, another agency."""

    code = models.TextField(unique=True)

    def __str__(self) -> str:
        """Give the code."""
        return self.code


class Term(Record):
    """What is true of a unit over some days: parent, kind, name, area.

    A unit's terms follow each other without a gap from its founding, for ever: a closed
    unit stands under its successor.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    name = models.TextField()
    area = models.TextField(default="")
    valid = DateRangeField()

    class Meta:
        """One term of a unit at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="units_term_one_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="units_term_days", condition=models.Q(valid__isempty=False)
            ),
            models.CheckConstraint(
                name="units_term_not_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("unit")),
            ),
        ]


class Reach(Record):
    """The tree's closure over time: ``ancestor`` stands ``depth`` steps above ``unit``.

    Each unit reaches itself at depth 0. Written by this room's actions alone, from the terms.
    """

    ancestor = models.ForeignKey(Unit, models.PROTECT, related_name="below")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="above")
    depth = models.SmallIntegerField()
    valid = DateRangeField()

    class Meta:
        """One way from a unit to each ancestor at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="units_reach_one_way",
                expressions=[
                    ("ancestor", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GistIndex("unit", "valid", name="units_reach_unit"),
        ]


class Succession(Record):
    """A closed unit and the one that answers for it from this day on."""

    old = models.OneToOneField(Unit, models.PROTECT, related_name="succession")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()


class Tree(Record):
    """One row: a mark that every change of the tree renews, and the lock of such changes."""

    mark = models.UUIDField()

"""Records of the room: units, what is true of them when, the tree over time, and areas."""

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
    """A closed unit and one of those that answer for it from this day on.

    The first in ``place`` is the main one, under which the closed unit stands.
    """

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    on = models.DateField()
    place = models.SmallIntegerField(default=1)

    class Meta:
        """A unit is closed once, by one day, for others than itself."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("old", "place", name="units_succession_one_place"),
            models.UniqueConstraint("old", "new", name="units_succession_once"),
            ExclusionConstraint(
                name="units_succession_one_day",
                expressions=[("old", RangeOperators.EQUAL), ("on", RangeOperators.NOT_EQUAL)],
            ),
            models.CheckConstraint(
                name="units_succession_not_itself", condition=~models.Q(old=models.F("new"))
            ),
            models.CheckConstraint(name="units_succession_place", condition=models.Q(place__gte=1)),
        ]


class Area(Record):
    """What is true of an area over some days: its name, its kind, the area it lies in.

    ``code`` is that of GB/T 2260, six digits, or nine for a subdistrict; an area that has none,
    such as a development zone, has an own code with a letter in it, and ``statistical`` keeps
    the code that statistics use for it. ``parent`` is a code, empty at the top.
    """

    code = models.TextField()
    name = models.TextField()
    kind = models.TextField()
    parent = models.TextField(default="")
    statistical = models.TextField(default="")
    source = models.TextField()
    valid = DateRangeField()

    class Meta:
        """One name of an area at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="units_area_one_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="units_area_days", condition=models.Q(valid__isempty=False)
            ),
            models.CheckConstraint(
                name="units_area_not_in_itself", condition=~models.Q(code=models.F("parent"))
            ),
        ]


class Tree(Record):
    """One row: a mark that every change of the tree renews, and the lock of such changes."""

    mark = models.UUIDField()

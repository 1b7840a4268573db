"""Sets of routes: which unit a matter goes to, version by version."""

from typing import ClassVar, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.lookups import IsNull

from lianxin.consultation.matters.rules.routing import Hours, Near
from lianxin.foundation.audit.models import Record

LONGEST_CODE: Final = 32
LONGEST_WORD: Final = 20
LONGEST_NOTE: Final = 200
"""Letters of an area's code, of a word and of a note, as the table holds them."""


class RouteSet(Record):
    """A version of all routes: a draft until it is in force, then kept for ever.

    ``valid`` is the time in which it decides, None for the draft; ``edition`` counts changes of
    the draft. The rules of a set in force never change (trigger of migration 0004).
    """

    number = models.PositiveIntegerField(unique=True)
    valid = DateTimeRangeField(null=True)
    edition = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        """One set in force at a time, one draft."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="routeset_one_in_force",
                expressions=[("valid", RangeOperators.OVERLAPS)],
            ),
            models.UniqueConstraint(
                IsNull(F("valid"), True),  # noqa: FBT003 - the lookup's own shape
                condition=Q(valid__isnull=True),
                name="routeset_one_draft",
            ),
            models.CheckConstraint(
                name="routeset_some_time",
                condition=Q(valid__isnull=True) | Q(valid__isempty=False),
            ),
        ]

    def __str__(self) -> str:
        """Give the number of the version."""
        return str(self.number)


class Route(Record):
    """A rule of a set at its position; what is empty asks for nothing.

    Sets in force never overlap in time, so that no two rules hold one position at one time.
    """

    routes = models.ForeignKey(RouteSet, models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=LONGEST_CODE, blank=True)
    words = ArrayField(models.CharField(max_length=LONGEST_WORD), default=list)
    hours = models.CharField(max_length=10, blank=True, choices=[(h, h) for h in Hours])
    valid = DateRangeField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60, blank=True)
    near = models.CharField(max_length=10, choices=[(n, n) for n in Near], default=Near.PLACE)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        """One rule at a position; a rule leads to one unit or to a kind."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["routes", "position"],
                name="route_position",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="route_one_target",
                condition=Q(unit__isnull=False, kind="") | (Q(unit__isnull=True) & ~Q(kind="")),
            ),
            models.CheckConstraint(name="route_some_day", condition=Q(valid__isempty=False)),
            models.CheckConstraint(
                name="route_known_words",
                condition=Q(hours__in=[hours.value for hours in Hours])
                & Q(near__in=[near.value for near in Near]),
            ),
        ]

    def __str__(self) -> str:
        """Give the set and the position."""
        return f"{self.routes_id}/{self.position}"

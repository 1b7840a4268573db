"""Tables of parameters: values with the days they hold, and the edition caches compare."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Q

from lianxin.foundation.audit.models import Record
from lianxin.foundation.parameters.rules.values import Confidence, Kind


class Origin(models.TextChoices):
    """Where a value came from: a data file, or a person at the desk, who wins over the file."""

    FILE = "file"
    DESK = "desk"


class Value(Record):
    """One value of a key on the days ``valid``, everywhere or in one scope.

    The database refuses two values on a day, a key of two kinds, and a day between two general
    values without one (trigger of migrations 0002 and 0004).
    """

    key = models.TextField()
    scope = models.TextField(blank=True, default="")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    valid = DateRangeField()
    value = models.JSONField()
    source = models.TextField()
    source_en = models.TextField(blank=True, default="")
    confidence = models.TextField(choices=[(each.value, each.value) for each in Confidence])
    origin = models.TextField(choices=Origin.choices, default=Origin.FILE)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="parameters_one_value_a_day",
                expressions=[
                    (F("key"), RangeOperators.EQUAL),
                    (F("scope"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
            ExclusionConstraint(
                name="parameters_one_kind",
                expressions=[
                    (F("key"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.NOT_EQUAL),
                ],
            ),
            models.CheckConstraint(name="parameters_some_day", condition=Q(valid__isempty=False)),
            models.CheckConstraint(
                name="parameters_known_words",
                condition=Q(kind__in=[kind.value for kind in Kind])
                & Q(confidence__in=[each.value for each in Confidence])
                & Q(origin__in=Origin.values)
                & ~Q(source=""),
            ),
        ]


class Edition(Record):
    """The mark of what is stored under a name; a new one with every change, never used again."""

    name = models.TextField(unique=True)
    mark = models.UUIDField(default=uuid.uuid4)


class Decision(models.TextChoices):
    """How a change that was asked for stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Change(Record):
    """A change of one key in one scope that somebody asked for and another one decides.

    ``base`` is the version of the values that the asker saw, ``was`` what held there. ``ends``
    lets the general value hold in the scope again. The database refuses a second open change of
    the same place, and a decision by the one who asked (SECURITY AN7).
    """

    key = models.TextField()
    number = models.PositiveIntegerField()
    scope = models.TextField(blank=True, default="")
    value = models.JSONField(null=True)
    ends = models.BooleanField(default=False)
    since = models.DateField()
    source = models.TextField()
    source_en = models.TextField(blank=True, default="")
    confidence = models.TextField(choices=[(each.value, each.value) for each in Confidence])
    why = models.TextField()
    was = models.JSONField(null=True)
    base = models.PositiveIntegerField()
    asked_by = models.TextField()
    asked_name = models.TextField()
    asked_at = models.DateTimeField()
    state = models.TextField(choices=Decision.choices, default=Decision.ASKED)
    decided_by = models.TextField(blank=True, default="")
    decided_name = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, default="")
    held_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="parameters_change_number"),
            models.UniqueConstraint(
                fields=["key", "scope"],
                condition=Q(state=Decision.ASKED),
                name="parameters_one_open_change",
            ),
            models.CheckConstraint(
                name="parameters_second_person",
                condition=Q(state=Decision.ASKED, decided_by="", decided_at=None)
                | (
                    Q(state__in=[Decision.CONFIRMED, Decision.REFUSED], decided_at__isnull=False)
                    & ~Q(decided_by="")
                    & ~Q(decided_by=F("asked_by"))
                )
                | Q(state=Decision.WITHDRAWN, decided_by=F("asked_by"), decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="parameters_change_words",
                condition=Q(confidence__in=[each.value for each in Confidence])
                & ~Q(source="")
                & ~Q(why="")
                & ~Q(asked_by="")
                & (
                    Q(ends=True, value__isnull=True) & ~Q(scope="")
                    | Q(ends=False, value__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="parameters_change_held",
                condition=Q(state=Decision.CONFIRMED, held_from__isnull=False)
                | ~Q(state=Decision.CONFIRMED) & Q(held_from=None),
            ),
        ]

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

    The database refuses two values on a day, a day between two values without one (trigger of
    migration 0002), and a key of two kinds.
    """

    key = models.TextField()
    scope = models.TextField(blank=True, default="")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    valid = DateRangeField()
    value = models.JSONField()
    source = models.TextField()
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

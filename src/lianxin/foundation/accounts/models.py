"""Records of the room: people, posts, sessions, and counts of wrong passwords."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from lianxin.foundation.accounts.roles import APART
from lianxin.foundation.audit.models import Record

IS_APART = models.Case(
    models.When(role__in=APART, then=models.Value(1)),
    default=models.Value(0),
    output_field=models.SmallIntegerField(),
)


class Person(AbstractBaseUser, Record):
    """A member of staff with a sign-in; never deleted, closed instead."""

    last_login = None
    login = models.TextField(unique=True)
    name = models.TextField()
    pinyin = models.TextField(default="")
    must_change = models.BooleanField(default=False)
    first_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager["Person"]()

    class Meta:
        """People in the order of their names' sound."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index("pinyin", "login", name="accounts_person_order"),
        ]

    def __str__(self) -> str:
        """Give the login."""
        return self.login


class Post(Record):
    """A role that a person holds at a unit for some days; it covers all units below."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    role = models.TextField()
    valid = DateRangeField()

    class Meta:
        """A post once at a time; an administrator of the three holds nothing else (AN7)."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="accounts_post_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="accounts_post_one_of_three",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role__in=APART),
            ),
            ExclusionConstraint(
                name="accounts_post_three_apart",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (IS_APART, RangeOperators.NOT_EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Session(Record):
    """A running sign-in. The key stands in the cookie alone; here is its digest."""

    digest = models.BinaryField(unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="sessions")
    data = models.TextField(default="")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle = models.DurationField()
    until = models.DateTimeField()


class Tries(Record):
    """How often a password was tried for one account from one network or known device.

    ``bucket`` is a keyed digest: neither the typed login nor the network stands here.
    """

    bucket = models.BinaryField(unique=True)
    count = models.IntegerField()
    last_at = models.DateTimeField()
    next_at = models.DateTimeField()
    let_in = models.BooleanField()

"""Records of the room: people, posts, wardens, factors, sessions, and counts of wrong passwords."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from lianxin.foundation.accounts.roles import APART
from lianxin.foundation.audit.models import Record

IS_APART = models.Case(
    models.When(role__in=APART, then=models.Value(1)),
    default=models.Value(0),
    output_field=models.SmallIntegerField(),
)


class Person(AbstractBaseUser, Record):
    """A member of staff with a sign-in; never deleted, closed instead.

    ``email`` is an address that the person entered and confirmed alone (SECURITY AN6);
    ``email_asked`` one that waits for that; ``email_asks`` were entered on ``email_asked_on``.
    """

    last_login = None
    login = models.TextField(unique=True)
    name = models.TextField()
    pinyin = models.TextField(default="")
    must_change = models.BooleanField(default=False)
    first_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    email = models.TextField(default="")
    email_asked = models.TextField(default="")
    email_asked_on = models.DateField(null=True)
    email_asks = models.PositiveSmallIntegerField(default=0)
    mail_wanted = models.BooleanField(default=False)

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


def _lasting(day: date) -> models.Q:
    """Ask for days that are not over on a day; days without an end are not, no days at all are."""
    return models.Q(valid__endswith__gt=day) | models.Q(valid__upper_inf=True)


class Posts(models.QuerySet["Post"]):
    """Posts, held some days each."""

    def lasting(self, day: date) -> "Posts":
        """Give those that hold on a day or will."""
        return self.filter(_lasting(day))


class Wardens(models.QuerySet["Warden"]):
    """Buildings looked after, some days each."""

    def lasting(self, day: date) -> "Wardens":
        """Give those that are looked after on a day or will be."""
        return self.filter(_lasting(day))


class Post(Record):
    """A role that a person holds at a unit for some days; it covers all units below.

    ``acting_for`` is who holds the post otherwise, during whose leave it is held.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    role = models.TextField()
    valid = DateRangeField()
    acting_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Posts.as_manager()

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
            models.CheckConstraint(
                name="accounts_post_acting_ends",
                condition=models.Q(acting_for__isnull=True)
                | (models.Q(valid__upper_inf=False) & ~models.Q(acting_for=models.F("person"))),
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


class Asking(Record):
    """What one administrator asked for a person, until another decides (SECURITY AN7).

    ``what`` is a post with its days, or that the second factor be taken off. Nobody decides what
    they asked for, and neither of the two asks or decides for themself. It lapses, by nobody's
    decision, when what it rests on ends. ``words`` say why it was refused.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    what = models.TextField(choices=[("post", "post"), ("factor", "factor")])
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    role = models.TextField(default="")
    valid = DateRangeField(null=True)
    acting_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(
        default="waiting",
        choices=[
            (word, word) for word in ("waiting", "confirmed", "refused", "withdrawn", "lapsed")
        ],
    )
    words = models.TextField(default="")

    class Meta:
        """Two people, neither of them the one it is about; one asking waits at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_asking_for_another",
                condition=~models.Q(asked_by=models.F("person"))
                & (models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("person"))),
            ),
            models.CheckConstraint(
                name="accounts_asking_two_people",
                condition=models.Q(decision__in=["waiting", "lapsed"], decided_by__isnull=True)
                | models.Q(decision="withdrawn", decided_by=models.F("asked_by"))
                | (
                    models.Q(decision__in=["confirmed", "refused"], decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="accounts_asking_whole",
                condition=models.Q(what="factor", unit__isnull=True, valid__isnull=True)
                | (
                    models.Q(what="post", unit__isnull=False, valid__isnull=False)
                    & ~models.Q(role="")
                ),
            ),
            models.UniqueConstraint(
                name="accounts_asking_once",
                fields=["person", "what", "role", "unit"],
                nulls_distinct=False,
                condition=models.Q(decision="waiting"),
            ),
        ]


class Warden(Record):
    """A person who looks after a building for some days, beside any post (民警楼长).

    What is heard there goes to the ``station`` of the place, wherever the person's posts are.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.TextField()
    area = models.TextField(default="")
    station = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    valid = DateRangeField()

    objects = Wardens.as_manager()

    class Meta:
        """One building once for one person on a day."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="accounts_warden_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Factor(Record):
    """What a person proves a sign-in with beside the password (SECURITY AN4).

    ``secret`` is the sealed secret of one-time codes, or a passkey's public key; ``last`` the
    counter of the last code or signature that was taken, so that none is taken twice.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="factors")
    kind = models.TextField(choices=[("passkey", "passkey"), ("codes", "codes")])
    name = models.TextField()
    secret = models.BinaryField()
    last = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class RecoveryCode(Record):
    """A code on paper that lets in once when the factor is not at hand; kept as a digest."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.BinaryField(unique=True)
    spent_at = models.DateTimeField(null=True)


class Freeze(Record):
    """A span in which nothing may be exported; one runs at a time (SECURITY IR1)."""

    since = models.DateTimeField()
    by = models.TextField()
    reason = models.TextField()
    until = models.DateTimeField(null=True)

    class Meta:
        """One that runs."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                models.Value(1),
                name="accounts_freeze_runs",
                condition=models.Q(until__isnull=True),
            ),
        ]


class Session(Record):
    """A running sign-in. The key stands in the cookie alone; here is its digest.

    Where a second factor is due and ``factor_at`` is empty, it opens the factor's pages alone.
    """

    ref = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    digest = models.BinaryField(unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="sessions")
    data = models.TextField(default="")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle = models.DurationField()
    until = models.DateTimeField()
    owes_factor = models.BooleanField(default=False)
    factor_at = models.DateTimeField(null=True)
    device = models.TextField(default="")


class Tries(Record):
    """How often a password was tried for one account from one network or known device.

    ``bucket`` is a keyed digest: neither the typed login nor the network stands here.
    """

    bucket = models.BinaryField(unique=True)
    count = models.IntegerField()
    last_at = models.DateTimeField()
    next_at = models.DateTimeField()
    let_in = models.BooleanField()

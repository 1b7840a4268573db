"""What a person's posts give today: the authority of an actor, and who holds a right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.queries import looked_up
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

ALSO_FACTOR = "accounts.factor.also"
"""The parameter that lists the roles asked for a factor beside those of ``roles``."""

POSTS_NOW = """
SELECT post.role, unit.code
FROM accounts_person AS person
JOIN accounts_post AS post ON post.person_id = person.id
JOIN units_unit AS unit ON unit.id = post.unit_id
WHERE person.id = %s AND person.closed_at IS NULL AND NOT person.must_change
  AND post.valid @> (now() AT TIME ZONE %s)::date
ORDER BY lower(post.valid), post.id
"""


def posts_now(person: int) -> tuple[PostAt, ...]:
    """Give the posts a person holds today, the longest held first.

    None for a closed account, and none before the first password is changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(POSTS_NOW, [person, settings.TIME_ZONE])
        return tuple(PostAt(role, unit) for role, unit in cursor.fetchall())


@dataclass(slots=True)
class PostAuthority:
    """What a person's posts give; inside a transaction they are read afresh at each question.

    So an action that asks after its lock sees a post that ended while the page was open
    (SECURITY AZ8). From an act's lock to its end they are read once. Between transactions the
    posts of one request are kept.
    """

    person: int
    kept: tuple[PostAt, ...] | None = field(default=None)

    def posts(self) -> tuple[PostAt, ...]:
        """Give the posts held today."""
        if not connection.in_atomic_block and self.kept is not None:
            return self.kept
        looked = looked_up()
        if looked is None:
            self.kept = posts_now(self.person)
        else:
            key = (PostAuthority, self.person)
            self.kept = looked[key] if key in looked else posts_now(self.person)
            looked[key] = self.kept
        return self.kept

    def holds(self, right: Right, unit: str | None = None) -> bool:
        """Tell whether a post gives the right over the unit (any unit, if None)."""
        if right in {Right.PUBLIC, Right.SIGNED_IN}:
            return True
        giving = _units_giving(self.posts(), right)
        if unit is None or not giving:
            return bool(giving)
        return any(entry.code in giving for entry in units.directory().above(unit))

    def units(self, right: Right) -> frozenset[str] | None:
        """Give the units whose subtrees the right covers; None when that is every unit."""
        giving = _units_giving(self.posts(), right)
        directory = units.directory()
        everything = giving and len(directory.subtree(giving)) == len(directory.entries)
        return None if everything else giving


def _units_giving(posts: Iterable[PostAt], right: Right) -> frozenset[str]:
    return frozenset(
        post.unit for post in posts if post.role in ROLES and right in ROLES[post.role].rights
    )


def actor_for(person: Person, posts: tuple[PostAt, ...]) -> Actor:
    """Make the actor of a person whose posts were just read."""
    return Actor(
        id=f"staff:{person.login}",
        name=person.name,
        kind=ActorKind.STAFF,
        authority=PostAuthority(person.pk, posts),
        unit=posts[0].unit if posts else None,
        posts=tuple(post.code for post in posts),
        person=person.pk,
    )


def actor_of(login: str) -> Actor:
    """Give the actor who signs in as ``login``; the account must be open.

    Raises NotFound("accounts.unknown").
    """
    person = Person.objects.filter(login=login, closed_at__isnull=True).first()
    if person is None:
        raise NotFound("accounts.unknown", where="login", login=login)
    return actor_for(person, posts_now(person.pk))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose post gives a right over a unit."""

    login: str
    name: str
    person_id: int


def _held_on(day: date) -> QuerySet[Post]:
    return Post.objects.filter(
        valid__contains=day, person__closed_at__isnull=True, person__must_change=False
    )


def holders(right: Right, unit_code: str) -> list[Holder]:
    """List the people whose posts give the right over the unit today, by name."""
    directory = units.directory()
    above = [entry.id for entry in directory.above(unit_code)]
    roles = [role.code for role in ROLES.values() if right in role.rights]
    rows = (
        _held_on(directory.day)
        .filter(role__in=roles, unit__in=above)
        .order_by("person__pinyin", "person__login")
        .values_list("person__login", "person__name", "person_id")
    )
    return [Holder(*row) for row in dict.fromkeys(rows)]


def confirmers(right: Right = Right.PEOPLE_CONFIRM) -> list[Holder]:
    """List the people who may confirm, as a second person, somewhere today, by name."""
    roles = [role.code for role in ROLES.values() if right in role.rights]
    rows = (
        _held_on(units.today())
        .filter(role__in=roles)
        .order_by("person__pinyin", "person__login")
        .values_list("person__login", "person__name", "person_id")
    )
    return [Holder(*row) for row in dict.fromkeys(rows)]


def factor_due(posts: Iterable[PostAt], day: date) -> bool:
    """Tell whether one of the posts asks for a second factor (SECURITY AN4).

    Where the folder is marked as a demo none is due (SECURITY AN7).
    """
    if settings.DEMO:
        return False
    held = {post.role for post in posts}
    by_role = any(code in ROLES and ROLES[code].factor for code in held)
    return by_role or bool(held and held.intersection(parameters.codes(ALSO_FACTOR, on=day)))


def strict(posts: Iterable[PostAt]) -> bool:
    """Tell whether one of the posts asks for short sessions."""
    return any(post.role in ROLES and ROLES[post.role].strict for post in posts)

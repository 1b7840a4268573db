"""Who people are and what their posts give them today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from lianxin.foundation.accounts.models import Person, Post, Session
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

PAGE = 50
"""People on one page."""

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
    (SECURITY AZ8). Between transactions the posts of one request are kept.
    """

    person: int
    kept: tuple[PostAt, ...] | None = field(default=None)

    def posts(self) -> tuple[PostAt, ...]:
        """Give the posts held today."""
        if connection.in_atomic_block or self.kept is None:
            self.kept = posts_now(self.person)
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


def strict(posts: Iterable[PostAt]) -> bool:
    """Tell whether one of the posts asks for short sessions."""
    return any(post.role in ROLES and ROLES[post.role].strict for post in posts)


def running_sessions() -> QuerySet[Session]:
    """Give the sessions that have not ended by time."""
    return Session.objects.filter(
        until__gt=Now(), seen_at__gt=Now() - F("idle"), person__closed_at__isnull=True
    )


@dataclass(frozen=True, slots=True)
class SignedInSince:
    """One of a person's running sessions; ``here`` is the one that asks."""

    started_at: datetime
    seen_at: datetime
    here: bool


def sessions_of(person: int, digest: bytes) -> list[SignedInSince]:
    """List a person's running sessions, the newest first; ``digest`` marks one's own."""
    rows = running_sessions().filter(person=person).order_by("-started_at")
    return [
        SignedInSince(row.started_at, row.seen_at, here=bytes(row.digest) == digest) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as a page shows it; ``until`` is the first day it no longer holds."""

    role: str
    unit: str
    unit_name: str
    since: date
    until: date | None
    running: bool


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the people pages show one."""

    login: str
    name: str
    posts: tuple[HeldPost, ...]
    must_change: bool
    first_until: datetime | None
    closed_at: datetime | None
    sessions: int


def visible(who: Actor) -> QuerySet[Person]:
    """Give the accounts one may see: with a post in one's subtree, or with none at all."""
    scope = who.authority.units(Right.PEOPLE_READ)
    if scope is None:
        return Person.objects.all()
    if not scope:
        return Person.objects.none()
    keys = units.directory().subtree(scope)
    inside = Post.objects.filter(unit__in=keys).values("person")
    return Person.objects.filter(Q(pk__in=inside) | Q(posts__isnull=True))


def _held_posts(people: list[Person]) -> dict[int, list[HeldPost]]:
    directory = units.directory()
    names = {entry.id: entry.name for entry in directory.entries}
    held: dict[int, list[HeldPost]] = {}
    for post in (
        Post.objects.filter(person__in=people).select_related("unit").order_by("valid", "id")
    ):
        if post.valid.isempty:
            continue
        held.setdefault(post.person_id, []).append(
            HeldPost(
                role=post.role,
                unit=post.unit.code,
                unit_name=names.get(post.unit_id, post.unit.code),
                since=post.valid.lower,
                until=post.valid.upper,
                running=directory.day in post.valid,
            )
        )
    return held


def _accounts(people: list[Person]) -> list[Account]:
    held = _held_posts(people)
    running: dict[int, int] = {}
    sessions = running_sessions().filter(person__in=people)
    for person in sessions.values_list("person_id", flat=True):
        running[person] = running.get(person, 0) + 1
    return [
        Account(
            login=person.login,
            name=person.name,
            posts=tuple(held.get(person.pk, ())),
            must_change=person.must_change,
            first_until=person.first_until,
            closed_at=person.closed_at,
            sessions=running.get(person.pk, 0),
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of people is narrowed to; empty texts narrow nothing."""

    words: str = ""
    unit: str = ""
    role: str = ""
    closed: bool = False


Place = tuple[str, str]
"""Where an account stands in the list: the sound of the name, the login."""


def people(
    who: Actor, *, wanted: Filter, place: Place | None = None, back: bool = False
) -> list[tuple[Place, Account]]:
    """List accounts by the sound of names: one more than a page, right after a place.

    ``back`` lists those right before it, the nearest first.
    """
    rows = visible(who).filter(closed_at__isnull=not wanted.closed)
    if wanted.words:
        words = wanted.words
        rows = rows.filter(
            Q(login__startswith=words.lower())
            | Q(name__contains=words)
            | Q(pinyin__startswith=words.lower())
        )
    rows = _with_posts(rows, wanted)
    if place is not None:
        sound, login = place
        beyond = Q(pinyin=sound, login__lt=login) | Q(pinyin__lt=sound)
        rows = rows.filter(beyond if back else ~beyond & ~Q(pinyin=sound, login=login))
    order = ("-pinyin", "-login") if back else ("pinyin", "login")
    found = list(rows.order_by(*order).distinct()[: PAGE + 1])
    places = [(person.pinyin, person.login) for person in found]
    return list(zip(places, _accounts(found), strict=True))


def _with_posts(rows: QuerySet[Person], wanted: Filter) -> QuerySet[Person]:
    if not wanted.unit and not wanted.role:
        return rows
    directory = units.directory()
    posts = Post.objects.filter(valid__contains=directory.day)
    if wanted.unit:
        posts = posts.filter(unit__in=directory.subtree([wanted.unit]))
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    return rows.filter(pk__in=posts.values("person"))


def account(who: Actor, login: str) -> Account:
    """Give one account. Raises NotFound when it is absent or out of one's scope."""
    person = visible(who).filter(login=login).first()
    if person is None:
        raise NotFound("accounts.unknown", where="login", login=login)
    return _accounts([person])[0]

"""Accounts as the people pages show them, within one's scope."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from lianxin.foundation.accounts.models import Factor, Person, Post
from lianxin.foundation.accounts.queries.sessions import running_sessions
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

PAGE = 50
"""People on one page: what is quick to draw and to look through."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as a page shows it; ``until`` is the first day it no longer holds.

    It is ``running`` when it holds today, ``lasting`` when it does or will.
    ``acting_for`` is the name of who holds it otherwise, and is on leave.
    """

    role: str
    unit: str
    unit_name: str
    since: date
    until: date | None
    running: bool
    lasting: bool
    acting_for: str = ""


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
    factors: int


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
    posts = Post.objects.filter(person__in=people)
    lasting = set(posts.lasting(directory.day).values_list("pk", flat=True))
    held: dict[int, list[HeldPost]] = {}
    for post in posts.select_related("unit", "acting_for").order_by("valid", "id"):
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
                lasting=post.pk in lasting,
                acting_for=post.acting_for.name if post.acting_for else "",
            )
        )
    return held


def _accounts(people: list[Person]) -> list[Account]:
    held = _held_posts(people)
    sessions = running_sessions().filter(person__in=people)
    running = Counter(sessions.values_list("person_id", flat=True))
    proofs = Factor.objects.filter(person__in=people)
    factors = Counter(proofs.values_list("person_id", flat=True))
    return [
        Account(
            login=person.login,
            name=person.name,
            posts=tuple(held.get(person.pk, ())),
            must_change=person.must_change,
            first_until=person.first_until,
            closed_at=person.closed_at,
            sessions=running[person.pk],
            factors=factors[person.pk],
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


def posted_at(who: Actor, unit: str) -> list[Account]:
    """Give the open accounts that have a post of their own at a unit, or will, by name.

    Only those one may see; a post below the unit does not count.
    """
    rows = visible(who).filter(pk__in=_posted(unit))
    return _accounts(list(rows.order_by("pinyin", "login").distinct()))


def count_posted(unit: str) -> int:
    """Count the open accounts that have a post of their own at a unit, or will."""
    return _posted(unit).count()


def _posted(unit: str) -> QuerySet[Person]:
    lasting = Post.objects.lasting(units.directory().day)
    posts = lasting.filter(unit__code=unit, acting_for=None)
    return Person.objects.filter(closed_at=None, pk__in=posts.values("person"))

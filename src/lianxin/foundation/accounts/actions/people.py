"""Acts on people and their posts; every change ends the person's sessions (SECURITY AN5)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.accounts import adapters, rules
from lianxin.foundation.accounts.actions.checks import (
    FirstPassword,
    check_open,
    check_over,
    check_roles,
    check_units,
    drawn,
    end_all,
    seconds,
    taken,
)
from lianxin.foundation.accounts.models import Person, Post, Session
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

EXCLUSIONS = {
    "accounts_post_once": "accounts.post_held",
    "accounts_post_one_of_three": "accounts.apart",
    "accounts_post_three_apart": "accounts.apart",
}


@retried
def open_account(
    *,
    by: Actor,
    login: str,
    name: str,
    posts: Sequence[PostAt],
    key: UUID | None = None,
) -> FirstPassword:
    """Open an account with posts from today on; its first password is shown once.

    Raises Invalid for login and name, Refused for posts that exclude each other, NoRight.
    """
    login, name = rules.parse_login(login), rules.parse_name(name)
    password = drawn(login, key)
    encoded = adapters.hashed(password)
    arguments = {"login": login, "name": name, "posts": [post.code for post in posts]}
    with act(by, "accounts.open", key=key, arguments=arguments) as work:
        if work.replay:
            return FirstPassword(login, password, datetime.fromisoformat(work.replay["until"]))
        today = units.today()
        check_roles(by, [post.role for post in posts])
        check_units(by, [post.unit for post in posts])
        until = work.now + seconds("accounts.first_password.valid", today)
        person = _new_person(login, name, encoded, until)
        for post in posts:
            _add_post(person, post, today)
        work.row(object=f"person:{login}", facts=arguments)
        work.keep({"until": until.isoformat()})
        return FirstPassword(login, password, until)


def _new_person(login: str, name: str, encoded: str, until: datetime) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create(
                login=login,
                name=name,
                pinyin=rules.pinyin_of(name),
                password=encoded,
                must_change=True,
                first_until=until,
            )
    except IntegrityError:
        raise Invalid("accounts.login_taken", where="login", login=login) from None


def _add_post(person: Person, post: PostAt, since: date, until: date | None = None) -> None:
    unit = units.directory(since).by_code(post.unit)
    if unit.closed:
        raise Refused("accounts.unit_closed", where="unit", unit=post.unit)
    days = DateRange(since, until)
    try:
        with transaction.atomic():
            Post.objects.create(person=person, unit_id=unit.id, role=post.role, valid=days)
    except IntegrityError as fault:
        name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "")
        if name not in EXCLUSIONS:
            raise
        raise Refused(EXCLUSIONS[name], where="role", login=person.login, post=post.code) from None


@contextmanager
def _changing(
    by: Actor, verb: str, login: str, key: UUID | None, **facts: Any
) -> Iterator[tuple[Work, Person | None]]:
    """Open an act on one account; gives no person when the key was done before."""
    arguments = {"login": login, **facts}
    with act(by, verb, key=key, arguments=arguments) as work:
        if work.replay:
            yield work, None
            return
        person = taken(login)
        check_over(by, person, units.today())
        yield work, person
        ended = end_all(person)
        work.row(object=f"person:{login}", facts={**facts, "sessions_ended": ended})
        work.keep({"login": login})


@retried
def grant_post(
    *,
    by: Actor,
    login: str,
    post: PostAt,
    since: date | None = None,
    until: date | None = None,
    key: UUID | None = None,
) -> None:
    """Give a person a post from a day on (today by default), up to ``until`` if it is given.

    Raises NotFound, NoRight, Refused for a post that is held already or excluded.
    """
    facts = {"post": post.code, "since": str(since or ""), "until": str(until or "")}
    with _changing(by, "accounts.grant_post", login, key, **facts) as (_, person):
        if person is not None:
            check_open(person)
            check_roles(by, [post.role])
            check_units(by, [post.unit])
            start = since or units.today()
            if until is not None and until <= start:
                raise Invalid("accounts.days", where="until", since=start, until=until)
            _add_post(person, post, start, until)


@retried
def end_post(
    *, by: Actor, login: str, post: PostAt, on: date | None = None, key: UUID | None = None
) -> None:
    """End a post; ``on`` is the first day it no longer holds, today by default: at once.

    Raises NotFound, NoRight, Refused when no such post holds then.
    """
    facts = {"post": post.code, "on": str(on or "")}
    with _changing(by, "accounts.end_post", login, key, **facts) as (_, person):
        if person is not None:
            _cut(person, on or units.today(), lambda held: held == post, post.code)


def _cut(person: Person, day: date, wanted: Callable[[PostAt], bool], code: str = "") -> None:
    """End the wanted posts by a day; those that would only begin later never hold."""
    found = False
    for held in Post.objects.filter(person=person).select_related("unit"):
        days = held.valid
        over = days.isempty or (days.upper is not None and days.upper <= day)
        if over or not wanted(PostAt(held.role, held.unit.code)):
            continue
        held.valid = DateRange(days.lower, max(day, days.lower))
        held.save(update_fields=["valid"])
        found = True
    if code and not found:
        raise Refused("accounts.post_not_held", where="post", login=person.login, post=code)


@retried
def rename_person(*, by: Actor, login: str, name: str, key: UUID | None = None) -> None:
    """Correct a person's name. Raises Invalid, NotFound, NoRight."""
    name = rules.parse_name(name)
    with _changing(by, "accounts.rename", login, key, name=name) as (_, person):
        if person is not None:
            person.name, person.pinyin = name, rules.pinyin_of(name)
            person.save(update_fields=["name", "pinyin"])


@retried
def close_account(*, by: Actor, login: str, key: UUID | None = None) -> None:
    """Close an account: its posts end today and it lets nobody in. Raises NotFound, NoRight."""
    with _changing(by, "accounts.close", login, key) as (work, person):
        if person is not None:
            check_open(person)
            person.closed_at = work.now
            person.save(update_fields=["closed_at"])
            _cut(person, units.today(), lambda _: True)


@retried
def end_sessions(*, by: Actor, login: str | None = None, key: UUID | None = None) -> int:
    """End the sessions of one account, or of all (SECURITY IR1); give how many there were.

    Raises NotFound, NoRight.
    """
    with act(by, "accounts.end_sessions", key=key, arguments={"login": login}) as work:
        if work.replay:
            return int(work.replay["ended"])
        if login is None:
            if (
                not by.holds(Right.PEOPLE_MANAGE)
                or by.authority.units(Right.PEOPLE_MANAGE) is not None
            ):
                raise NoRight("accounts.no_right")
            ended = Session.objects.all().delete()[0]
        else:
            person = taken(login)
            if by.person != person.pk:
                check_over(by, person, units.today())
            ended = end_all(person)
        work.row(object=f"person:{login or '*'}", facts={"sessions_ended": ended})
        work.keep({"ended": ended})
        return ended

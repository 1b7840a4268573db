"""Acts on posts: give, end, act for somebody on leave; every change ends the person's sessions.

A post that needs a second person waits as an asking (SECURITY AN7); the others hold at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.db.models.functions import Now

from lianxin.foundation.accounts.actions.checks import (
    check_open,
    check_over,
    check_roles,
    check_units,
    end_all,
    needs_second,
    news_of_asking,
    news_of_leaving,
    taken_together,
)
from lianxin.foundation.accounts.models import Asking, Person, Post, Warden
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.clock.queries import start_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

EXCLUSIONS = {
    "accounts_post_once": "accounts.post_held",
    "accounts_post_one_of_three": "accounts.apart",
    "accounts_post_three_apart": "accounts.apart",
    "accounts_post_acting_ends": "accounts.acting_own",
    "accounts_asking_once": "accounts.asked_already",
    "accounts_warden_once": "accounts.warden_held",
    "accounts_freeze_runs": "accounts.frozen",
}


@contextmanager
def told_apart(**arguments: object) -> Iterator[None]:
    """Say in words which constraint of the database a row would break. Raises Refused."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "")
        if name not in EXCLUSIONS:
            raise
        raise Refused(EXCLUSIONS[name], where="role", **arguments) from None


def add_post(
    person: Person,
    post: PostAt,
    since: date,
    until: date | None = None,
    acting_for: Person | None = None,
) -> None:
    """Give a post at once. Raises Refused for a closed unit, and for what excludes it."""
    unit = units.directory(since).by_code(post.unit)
    if unit.closed:
        raise Refused("accounts.unit_closed", where="unit", unit=post.unit)
    with told_apart(login=person.login, post=post.code):
        Post.objects.create(
            person=person,
            unit_id=unit.id,
            role=post.role,
            valid=DateRange(since, until),
            acting_for=acting_for,
        )


def give(
    work: Work,
    person: Person,
    post: PostAt,
    *,
    since: date,
    until: date | None = None,
    acting_for: Person | None = None,
) -> bool:
    """Give a post to a locked person, or ask a second one for it; tell whether it holds.

    What would be excluded is refused now, not when somebody confirms it.
    """
    if not needs_second(work.by, post.role, units.today()):
        add_post(person, post, since, until, acting_for)
        if until is not None:
            news_of_leaving(work, person, start_of(until))
        return True
    with transaction.atomic():
        add_post(person, post, since, until, acting_for)
        transaction.set_rollback(True)
    with told_apart(login=person.login, post=post.code):
        asking = Asking.objects.create(
            what="post",
            person=person,
            unit_id=units.directory(since).by_code(post.unit).id,
            role=post.role,
            valid=DateRange(since, until),
            acting_for=acting_for,
            asked_by_id=work.by.person or 0,
            asked_at=work.now,
        )
    news_of_asking(work, asking)
    return False


@contextmanager
def changing(
    by: Actor, verb: str, login: str, key: UUID | None, also: str = "", **facts: Any
) -> Iterator[tuple[Work, Person | None]]:
    """Open an act on one account; gives no person when the key was done before.

    Who acts in the person's posts is locked too, and ``also`` one more.
    """
    arguments = {"login": login, **facts}
    with act(by, verb, key=key, arguments=arguments) as work:
        if work.replay:
            yield work, None
            return
        person = taken_together(login, also)
        check_over(by, person, units.today())
        yield work, person
        ended = end_all(person)
        work.row(object=f"person:{login}", facts={**facts, "sessions_ended": ended})
        work.keep({"login": login, **(work.receipt or {})})


def _days(since: date | None, until: date | None) -> tuple[date, date | None]:
    """Check the days of a post. Raises Invalid("accounts.days")."""
    start = since or units.today()
    if until is not None and until <= start:
        raise Invalid("accounts.days", where="until", since=start, until=until)
    return start, until


@retried
def grant_post(
    *,
    by: Actor,
    login: str,
    post: PostAt,
    since: date | None = None,
    until: date | None = None,
    key: UUID | None = None,
) -> bool:
    """Give a person a post from a day on (today by default), up to ``until`` if it is given.

    Gives True when it holds, False when it waits for a second person. Raises NotFound, NoRight,
    Refused for a post that is held already or excluded.
    """
    facts = {"post": post.code, "since": str(since or ""), "until": str(until or "")}
    with changing(by, "accounts.grant_post", login, key, **facts) as (work, person):
        if person is None:
            return bool(work.replay and work.replay["holds"])
        check_open(person)
        check_roles([post.role])
        check_units(by, [post.unit])
        start, end = _days(since, until)
        holds = give(work, person, post, since=start, until=end)
        work.keep({"holds": holds})
        return holds


@retried
def act_for(
    *,
    by: Actor,
    login: str,
    absent: str,
    post: PostAt,
    since: date | None = None,
    until: date,
    key: UUID | None = None,
) -> bool:
    """Let somebody act in the post of a person who is away, from a day up to ``until``.

    It ends by itself, never later than the post acted in, and not beyond the parameter
    ``accounts.posts.acting_longest`` in days. Gives as ``grant_post``. Raises NotFound, NoRight,
    Invalid("accounts.acting_long" | "accounts.days"), Refused("accounts.post_not_held").
    """
    facts = {"post": post.code, "for": absent, "since": str(since or ""), "until": str(until)}
    with changing(by, "accounts.act_for", login, key, absent, **facts) as (work, person):
        if person is None:
            return bool(work.replay and work.replay["holds"])
        check_open(person)
        check_units(by, [post.unit])
        start, _ = _days(since, until)
        longest = parameters.number("accounts.posts.acting_longest", on=start)
        if until - start > timedelta(days=longest):
            raise Invalid("accounts.acting_long", where="until", longest=longest)
        held = held_by(absent, post, start)
        end = min(until, held.valid.upper or until)
        holds = give(work, person, post, since=start, until=end, acting_for=held.person)
        work.keep({"holds": holds})
        return holds


def held_by(login: str, post: PostAt, day: date) -> Post:
    """Give the post that somebody holds themself on a day. Raises Refused."""
    held = Post.objects.filter(
        person__login=login,
        person__closed_at__isnull=True,
        role=post.role,
        unit__code=post.unit,
        valid__contains=day,
        acting_for__isnull=True,
    )
    found = held.select_related("person").first()
    if found is None:
        raise Refused("accounts.post_not_held", where="post", login=login, post=post.code)
    return found


@retried
def end_post(
    *, by: Actor, login: str, post: PostAt, on: date | None = None, key: UUID | None = None
) -> None:
    """End a post; ``on`` is the first day it no longer holds, today by default: at once.

    Who acted in it acts no longer either. Raises NotFound, NoRight, Refused when no such post
    holds then.
    """
    facts = {"post": post.code, "on": str(on or "")}
    with changing(by, "accounts.end_post", login, key, **facts) as (work, person):
        if person is not None:
            day = on or units.today()
            if not cut(person, day, lambda held: held == post):
                raise Refused("accounts.post_not_held", where="post", login=login, post=post.code)
            news_of_leaving(work, person, day_begins(day))


def day_begins(day: date) -> datetime | None:
    """Give when a day to come begins; None for today, which is at once."""
    return start_of(day) if day > units.today() else None


def cut(person: Person, day: date, wanted: Callable[[PostAt], bool]) -> bool:
    """End the wanted posts by a day, with those who act in them; tell whether there was one.

    Those that would only begin later never hold, and who was asked to act in them will not.
    """
    found = False
    for held in Post.objects.lasting(day).filter(person=person).select_related("unit"):
        if not wanted(PostAt(held.role, held.unit.code)):
            continue
        _shorten(held, day)
        found = True
        lapse(Asking.objects.filter(acting_for=person, role=held.role, unit=held.unit))
        acting = Post.objects.lasting(day).filter(acting_for=person, role=held.role)
        for one in acting.filter(unit=held.unit):
            _shorten(one, day)
            end_all(one.person)
    return found


def _shorten(held: Post | Warden, day: date) -> None:
    held.valid = DateRange(held.valid.lower, max(day, held.valid.lower))
    held.save(update_fields=["valid"])


def lapse(askings: QuerySet[Asking]) -> None:
    """Let those of the askings that wait lapse: what they rest on ends."""
    askings.filter(decision="waiting").update(decision="lapsed", decided_at=Now())


def cut_all(person: Person, day: date) -> None:
    """End every post and building of a person by a day; posts asked for them lapse."""
    cut(person, day, lambda _: True)
    lapse(Asking.objects.filter(person=person, what="post"))
    for building in Warden.objects.lasting(day).filter(person=person):
        _shorten(building, day)

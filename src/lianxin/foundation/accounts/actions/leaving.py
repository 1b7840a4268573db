"""Leaving and moving: one act each, after which access has ended (consultation.md case 12)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lianxin.foundation.accounts.actions.checks import (
    check_open,
    check_roles,
    check_units,
    news_of_leaving,
)
from lianxin.foundation.accounts.actions.people import shut
from lianxin.foundation.accounts.actions.posts import (
    changing,
    cut,
    cut_all,
    day_begins,
    give,
    lapse,
)
from lianxin.foundation.accounts.models import Asking, Person, Post
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.units import queries as units


@dataclass(frozen=True, slots=True)
class Left:
    """Who left, which units they left (each has a hand-over list), and from which day.

    ``waits`` tells that the new post of a move waits for a second person.
    """

    login: str
    units: tuple[str, ...]
    on: date
    waits: bool = False


def _units(person: Person, day: date) -> list[str]:
    """List the units where a person still has or will have a post."""
    held = Post.objects.lasting(max(day, units.today())).filter(person=person).order_by("id")
    return list(dict.fromkeys(held.values_list("unit__code", flat=True)))


def _day(on: date | None) -> date:
    """Give the first day without the old posts. Raises Invalid("accounts.past")."""
    today = units.today()
    if on is not None and on < today:
        raise Invalid("accounts.past", where="on", on=on)
    return on or today


def _told(receipt: dict[str, object], login: str) -> Left:
    codes = receipt["units"]
    listed = tuple(str(code) for code in codes) if isinstance(codes, list) else ()
    return Left(login, listed, date.fromisoformat(str(receipt["on"])), bool(receipt["waits"]))


@retried
def leave(*, by: Actor, login: str, on: date | None = None, key: UUID | None = None) -> Left:
    """Let somebody leave the house: posts and buildings end on a day, today by default.

    Today the account closes too and its sessions end that moment; on a later day the posts end
    when it begins, and an account without posts sees nothing. What was begun stays with the unit,
    which is told. Raises NotFound, NoRight, Refused, Invalid("accounts.past").
    """
    day = _day(on)
    with changing(by, "accounts.leave", login, key, on=str(day)) as (work, person):
        if person is None:
            return _told(work.replay or {}, login)
        check_open(person)
        codes = _units(person, day)
        if day == units.today():
            shut(person, work.now)
        else:
            cut_all(person, day)
        news_of_leaving(work, person, day_begins(day))
        work.keep({"units": codes, "on": day.isoformat(), "waits": False})
        return Left(login, tuple(codes), day)


@retried
def move(
    *, by: Actor, login: str, post: PostAt, on: date | None = None, key: UUID | None = None
) -> Left:
    """Move somebody: all posts end on a day and the new one begins, buildings stay.

    The new post waits where its role asks for a second person; the old ones end in any case, and
    posts that were asked before lapse.
    Raises NotFound, NoRight, Refused, Invalid("accounts.past").
    """
    day = _day(on)
    with changing(by, "accounts.move", login, key, post=post.code, on=str(day)) as (work, person):
        if person is None:
            return _told(work.replay or {}, login)
        check_open(person)
        check_roles([post.role])
        check_units(by, [post.unit])
        codes = [code for code in _units(person, day) if code != post.unit]
        cut(person, day, lambda _: True)
        lapse(Asking.objects.filter(person=person, what="post"))
        holds = give(work, person, post, since=day)
        news_of_leaving(work, person, day_begins(day))
        work.keep({"units": codes, "on": day.isoformat(), "waits": not holds})
        return Left(login, tuple(codes), day, waits=not holds)

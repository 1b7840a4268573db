"""Acts on accounts: open, rename, close, end sessions; each ends the person's sessions (AN5)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.foundation.accounts import adapters, rules
from lianxin.foundation.accounts.actions.checks import (
    FirstPassword,
    check_open,
    check_over,
    check_roles,
    check_units,
    drawn,
    end_all,
    news_of_leaving,
    seconds,
    taken,
)
from lianxin.foundation.accounts.actions.posts import changing, cut_all, give, lapse
from lianxin.foundation.accounts.models import Asking, Person, Session
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units


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

    Posts that need a second person wait for one. Raises Invalid for login and name, Refused for
    posts that exclude each other, NoRight.
    """
    login, name = rules.parse_login(login), rules.parse_name(name)
    password = drawn(login, key)
    encoded = adapters.hashed(password)
    arguments = {"login": login, "name": name, "posts": [post.code for post in posts]}
    with act(by, "accounts.open", key=key, arguments=arguments) as work:
        if work.replay:
            return FirstPassword(login, password, datetime.fromisoformat(work.replay["until"]))
        today = units.today()
        check_roles(post.role for post in posts)
        check_units(by, [post.unit for post in posts])
        until = work.now + seconds("accounts.first_password.valid", today)
        person = _new_person(login, name, encoded, until)
        waiting = [post.code for post in posts if not give(work, person, post, since=today)]
        work.row(object=f"person:{login}", facts={**arguments, "waiting": waiting})
        work.keep({"until": until.isoformat()})
        return FirstPassword(login, password, until, waits=bool(waiting))


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


@retried
def rename_person(*, by: Actor, login: str, name: str, key: UUID | None = None) -> None:
    """Correct a person's name. Raises Invalid, NotFound, NoRight."""
    name = rules.parse_name(name)
    with changing(by, "accounts.rename", login, key, name=name) as (_, person):
        if person is not None:
            person.name, person.pinyin = name, rules.pinyin_of(name)
            person.save(update_fields=["name", "pinyin"])


@retried
def close_account(*, by: Actor, login: str, key: UUID | None = None) -> None:
    """Close an account: its posts end today and it lets nobody in. Raises NotFound, NoRight."""
    with changing(by, "accounts.close", login, key) as (work, person):
        if person is not None:
            check_open(person)
            shut(person, work.now)
            news_of_leaving(work, person)


def shut(person: Person, now: datetime) -> None:
    """Close a locked account, and end its posts and buildings today; what was asked lapses."""
    person.closed_at = now
    person.save(update_fields=["closed_at"])
    cut_all(person, units.today())
    lapse(Asking.objects.filter(person=person))


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

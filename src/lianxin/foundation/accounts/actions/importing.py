"""People and posts from a table: tried whole first, then written whole or not at all.

The same table again changes nothing. Only the server's command line imports.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import transaction

from lianxin.foundation.accounts import adapters, rules
from lianxin.foundation.accounts.actions.checks import (
    FirstPassword,
    check_open,
    check_roles,
    check_units,
    drawn,
    end_all,
    seconds,
)
from lianxin.foundation.accounts.actions.posts import give
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.rules import Line
from lianxin.foundation.audit.actions import Work, act
from lianxin.foundation.faces.columns import Wrong
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Fault, Invalid, LianxinError
from lianxin.foundation.units import queries as units

UNREADY = "!"
"""What stands for a password in a trial: it fits nothing."""
Keep = Callable[[Sequence[FirstPassword]], None]
"""Puts the first passwords where the operator wants them, before anything is written for good."""


@dataclass(slots=True)
class Outcome:
    """What an import would do or did: counts, first passwords, and every fault of a trial."""

    opened: list[str] = field(default_factory=list)
    granted: int = 0
    unchanged: int = 0
    wrongs: list[Wrong] = field(default_factory=list)


def import_people(
    *, by: Actor, lines: Sequence[Line], keep: Keep | None = None, dry: bool = False
) -> Outcome:
    """Open accounts and give posts as the lines say; give what was done, or every fault.

    With a fault, or ``dry``, nothing is written. ``keep`` gets the first passwords once.
    Raises NoRight.
    """
    tried = _try(by, lines)
    if tried.wrongs or dry:
        return tried
    until = seconds("accounts.first_password.valid", units.today())
    passwords = {login: drawn(login, None) for login in tried.opened}
    hashes = {login: adapters.hashed(password) for login, password in passwords.items()}
    with act(by, "accounts.import", arguments={"lines": len(lines)}) as work:
        done = Outcome()
        for line in lines:
            _apply(work, line, hashes, done)
        facts = {"opened": done.opened, "granted": done.granted, "unchanged": done.unchanged}
        work.row(object="accounts", facts=facts)
        if keep is not None and done.opened:
            keep([FirstPassword(one, passwords[one], work.now + until) for one in done.opened])
        return done


def _try(by: Actor, lines: Iterable[Line]) -> Outcome:
    """Do everything once and undo it; gather what is wrong with each line."""
    tried = Outcome()
    with suppress(_Undone), act(by, "accounts.import") as work:
        for line in lines:
            try:
                with transaction.atomic():
                    _apply(work, line, {}, tried)
            except LianxinError as error:
                fault = Fault(error.code, error.where, error.arguments)
                tried.wrongs.append(Wrong(line.line, fault))
        raise _Undone
    return tried


class _Undone(Exception):
    """Ends a trial."""


def _apply(work: Work, line: Line, hashes: Mapping[str, str], done: Outcome) -> None:
    check_roles([line.post.role])
    check_units(work.by, [line.post.unit])
    person = Person.objects.select_for_update(no_key=True).filter(login=line.login).first()
    opens = person is None
    if person is None:
        person = _open(work, line, hashes.get(line.login, UNREADY))
    check_open(person)
    if person.name != line.name:
        raise Invalid("accounts.table.other_name", where="name", login=line.login, name=person.name)
    held = Post.objects.filter(
        person=person, role=line.post.role, unit__code=line.post.unit, valid__contains=line.since
    )
    if not held.exists():
        give(work, person, line.post, since=line.since)
        end_all(person)
        facts = {"post": line.post.code, "since": str(line.since), "until": ""}
        work.row(object=f"person:{line.login}", verb="accounts.grant_post", facts=facts)
        done.granted += 1
    elif not opens:
        done.unchanged += 1
    if opens:
        done.opened.append(line.login)


def _open(work: Work, line: Line, encoded: str) -> Person:
    valid = seconds("accounts.first_password.valid", units.today())
    facts = {"login": line.login, "name": line.name, "posts": []}
    work.row(object=f"person:{line.login}", verb="accounts.open", facts=facts)
    return Person.objects.create(
        login=line.login,
        name=line.name,
        pinyin=rules.pinyin_of(line.name),
        password=encoded,
        must_change=True,
        first_until=work.now + valid,
    )

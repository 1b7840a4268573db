"""The incident kit (SECURITY IR1): end sessions, freeze exports, list what an account did and read.

Each act leaves a row, the looking itself too.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lianxin.foundation.accounts.actions.checks import end_all, taken, why_said
from lianxin.foundation.accounts.actions.posts import told_apart
from lianxin.foundation.accounts.models import Freeze, Person, Post, Session
from lianxin.foundation.audit import queries as audit
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.audit.queries import Entry
from lianxin.foundation.clock.queries import start_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right

MOST = 5_000
"""Rows of one list; a longer period is looked at in parts."""
READING = frozenset({"vault.note", "vault.open"})
"""Verbs by which a contact was read."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What an account did and read in a period; ``cut`` tells that there is more."""

    login: str
    name: str
    since: date
    until: date
    entries: tuple[Entry, ...]
    cut: bool

    @property
    def readings(self) -> tuple[Entry, ...]:
        """Give those by which a contact was read."""
        return tuple(entry for entry in self.entries if entry.verb in READING)

    @property
    def objects(self) -> tuple[str, ...]:
        """Give the numbers and codes that were touched, each once, in their order."""
        return tuple(dict.fromkeys(entry.object for entry in self.entries if entry.object))


def _check_over(by: Actor, person: Person) -> None:
    """Check the right over some unit of the person's posts, past ones too. Raises NotFound."""
    held = Post.objects.filter(person=person).values_list("unit__code", flat=True)
    asked: list[str | None] = [*held] or [None]
    if not any(by.holds(Right.INCIDENT, unit) for unit in asked):
        raise NotFound("accounts.unknown", where="login", login=person.login)


def _check_whole(by: Actor, code: str = "accounts.incident_whole") -> None:
    """Check the right over every unit. Raises NoRight of the code."""
    if not by.holds_everywhere(Right.INCIDENT):
        raise NoRight(code)


@retried
def cut_off(*, by: Actor, login: str = "", reason: str, key: UUID | None = None) -> int:
    """End every session of one account, the three administrators' too, or of all (no ``login``).

    Gives how many there were. Raises NotFound, NoRight, Invalid("accounts.reason").
    """
    reason = why_said(reason)
    asked = {"login": login, "reason": reason}
    with act(by, "accounts.cut_off", key=key, arguments=asked) as work:
        if work.replay:
            return int(work.replay["ended"])
        if login:
            person = taken(login)
            _check_over(by, person)
            ended = end_all(person)
        else:
            _check_whole(by)
            ended = Session.objects.all().delete()[0]
        facts = {"sessions_ended": ended}
        work.row(object=f"person:{login or '*'}", facts=facts, reason=reason)
        work.keep({"ended": ended})
        return ended


@retried
def freeze_exports(*, by: Actor, reason: str, key: UUID | None = None) -> None:
    """Let nothing be exported until ``thaw_exports``. Raises NoRight, Refused, Invalid."""
    reason = why_said(reason)
    with act(by, "accounts.freeze_exports", key=key, arguments={"reason": reason}) as work:
        if work.replay:
            return
        if not by.holds(Right.INCIDENT):
            raise NoRight("accounts.incident_right")
        with told_apart():
            Freeze.objects.create(since=work.now, by=by.id, reason=reason)
        work.row(object="exports", reason=reason)
        work.keep({"frozen": True})


@retried
def thaw_exports(*, by: Actor, key: UUID | None = None) -> None:
    """Let exports go on: whoever may freeze them in an emergency, the whole city thaws them.

    Raises NoRight, Refused("accounts.not_frozen").
    """
    with act(by, "accounts.thaw_exports", key=key) as work:
        if work.replay:
            return
        _check_whole(by, "accounts.thaw_whole")
        if not Freeze.objects.filter(until__isnull=True).update(until=work.now):
            raise Refused("accounts.not_frozen")
        work.row(object="exports")
        work.keep({"frozen": False})


@retried
def look_up(*, by: Actor, login: str, since: date, until: date, reason: str) -> Deeds:
    """List what an account did and read from a day up to and with another; leaves a row itself.

    Raises NotFound, Invalid("accounts.period" | "accounts.reason").
    """
    reason = why_said(reason)
    if until < since:
        raise Invalid("accounts.period", where="until", since=since, until=until)
    given = {"since": str(since), "until": str(until)}
    with act(by, "accounts.look_up", arguments={"login": login, **given}) as work:
        person = Person.objects.filter(login=login).first()
        if person is None:
            raise NotFound("accounts.unknown", where="login", login=login)
        _check_over(by, person)
        work.row(object=f"person:{login}", facts=given, reason=reason)
        found = audit.acts_of(
            login, since=start_of(since), until=start_of(until + timedelta(days=1)), most=MOST + 1
        )
        return Deeds(login, person.name, since, until, tuple(found[:MOST]), len(found) > MOST)

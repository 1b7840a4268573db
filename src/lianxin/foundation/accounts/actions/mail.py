"""One's own mail address: entered and confirmed by oneself, never by another (SECURITY AN6)."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from lianxin.foundation.accounts.actions.checks import seconds, taken
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.audit.actions import act, issue_token, retried, spend_token
from lianxin.foundation.clock.queries import local_day, start_of
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused, TooMany
from lianxin.foundation.kernel.text import tidy_code
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

TOPIC = "accounts.address"
"""Under what the room of notices hears that an address waits for its token."""
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")


@dataclass(frozen=True, slots=True)
class AddressToken:
    """What confirms an address: sent there, and nowhere else."""

    address: str
    token: str


def _purpose(address: str) -> str:
    """Bind a token to one address, so that it confirms no later one."""
    return f"accounts.email:{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def _own(by: Actor) -> Person:
    """Lock one's own account. Raises NoRight for anybody but staff."""
    if by.kind is not ActorKind.STAFF:
        raise NoRight("accounts.no_right")
    return taken(by.id.partition(":")[2])


@retried
def ask_address(*, by: Actor, address: str, key: UUID | None = None) -> None:
    """Enter one's own address; a link that confirms it is sent there.

    The address before stays until then. Raises Invalid("accounts.email"), TooMany beyond the
    parameter ``accounts.email.daily``.
    """
    address = tidy_code(address)
    longest = parameters.number("accounts.email.longest", on=units.today())
    if len(address) > longest or not _ADDRESS.fullmatch(address):
        raise Invalid("accounts.email", where="address")
    with act(by, "accounts.ask_address", key=key, arguments={"address": address}) as work:
        if work.replay:
            return
        person = _own(by)
        _count(person, work.now)
        person.email_asked = address
        person.save(update_fields=["email_asked", "email_asked_on", "email_asks"])
        work.news(TOPIC, about=person.login, recipient="job")
        work.row(object=f"person:{person.login}")
        work.keep({"asked": True})


def _count(person: Person, now: datetime) -> None:
    """Count an address of today. Raises TooMany until the day is over."""
    today = local_day(now)
    asks = person.email_asks if person.email_asked_on == today else 0
    if asks >= parameters.number("accounts.email.daily", on=today):
        rest = start_of(today + timedelta(days=1)) - now
        raise TooMany("accounts.email_often", retry_after=ceil(rest.total_seconds()))
    person.email_asked_on, person.email_asks = today, asks + 1


def draw_address_token(*, by: Actor, login: str) -> AddressToken | None:
    """Draw the token for the address that waits; None when none waits any more.

    For the job that sends it at once: the token is kept as a digest alone.
    """
    with act(by, "accounts.draw_address_token") as work:
        person = Person.objects.filter(login=login, closed_at__isnull=True).first()
        if person is None or not person.email_asked:
            return None
        token = new_token()
        valid = seconds("accounts.email.token_valid", units.today())
        issue_token(
            work,
            purpose=_purpose(person.email_asked),
            about=login,
            expires=work.now + valid,
            token=token,
        )
        work.row(object=f"person:{login}")
        return AddressToken(person.email_asked, token)


@retried
def confirm_address(*, by: Actor, token: str, key: UUID | None = None) -> None:
    """Confirm one's own address by the token that was sent there; mail is wanted from then on.

    Raises NotFound for a token that is unknown, over, spent, of another person or address.
    """
    with act(by, "accounts.confirm_address", key=key, arguments={"token": token}) as work:
        if work.replay:
            return
        person = _own(by)
        if not person.email_asked:
            raise NotFound("audit.token", where="token")
        if spend_token(work, _purpose(person.email_asked), token) != person.login:
            raise NotFound("audit.token", where="token")
        person.email, person.email_asked, person.mail_wanted = person.email_asked, "", True
        person.save(update_fields=["email", "email_asked", "mail_wanted"])
        work.row(object=f"person:{person.login}")
        work.keep({"confirmed": True})


@retried
def want_mail(*, by: Actor, wanted: bool, key: UUID | None = None) -> None:
    """Say whether notices come by mail too. Raises Refused without a confirmed address."""
    with act(by, "accounts.want_mail", key=key, arguments={"wanted": wanted}) as work:
        if work.replay:
            return
        person = _own(by)
        if wanted and not person.email:
            raise Refused("accounts.email_none")
        person.mail_wanted = wanted
        person.save(update_fields=["mail_wanted"])
        work.row(object=f"person:{person.login}", facts={"wanted": wanted})
        work.keep({"wanted": wanted})


@retried
def forget_address(*, by: Actor, key: UUID | None = None) -> None:
    """Take one's own address away, a waiting one too."""
    with act(by, "accounts.forget_address", key=key) as work:
        if work.replay:
            return
        person = _own(by)
        person.email, person.email_asked, person.mail_wanted = "", "", False
        person.save(update_fields=["email", "email_asked", "mail_wanted"])
        work.row(object=f"person:{person.login}")
        work.keep({"forgotten": True})

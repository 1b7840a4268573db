"""Sign in and out; wrong passwords are counted per account and network (SECURITY AN3, AN6)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now

from lianxin.foundation.accounts import adapters, rules, sessions
from lianxin.foundation.accounts.actions import tries
from lianxin.foundation.accounts.actions.checks import seconds, taken
from lianxin.foundation.accounts.actions.passwords import Started, start_session
from lianxin.foundation.accounts.models import Person, Session, Tries
from lianxin.foundation.accounts.queries import actor_for, posts_now
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.text import fold_code
from lianxin.foundation.units import queries as units


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that succeeded: the session's key and the device's mark for their cookies.

    ``half`` tells that the second factor is still due; a device is known only when none is.
    """

    login: str
    key: str
    device: str
    device_valid: timedelta
    must_change: bool
    half: bool


def _refuse(person: Person | None) -> None:
    """Write that a sign-in was refused; what was typed as login is never kept."""
    with act(citizen(""), "accounts.sign_in_refused") as work:
        work.row(object=f"person:{person.login}" if person else "person:")


def sign_in(
    *, login: str, password: str, network: str, device: str = "", agent: str = ""
) -> SignedIn:
    """Sign in from a network (an address's /24 or /64), ``device`` being its cookie's text.

    ``agent`` is what the browser says of itself, from which the list of sign-ins names it. The
    answer and the work are the same for an unknown login, a wrong password and a closed account:
    one count, one hash, one row. Raises TooMany, Busy, Invalid("accounts.sign_in"),
    Refused("accounts.first_password_over").
    """
    today = units.today()
    login, password = fold_code(login), rules.plain_password(password)
    known = tries.device_of(device, today)
    bucket = known.bucket(login, network)
    tries.count(bucket, today)
    person = Person.objects.filter(login=login).first()
    stored = person.password if person and person.closed_at is None else adapters.nobody()
    if not adapters.fits(password, stored) or person is None or person.closed_at is not None:
        _refuse(person)
        raise Invalid("accounts.sign_in")
    renewed = adapters.hashed(password) if adapters.outdated(stored) else ""
    name = rules.device_name(agent)
    started = _begin(person, stored, renewed, bucket, name)
    return SignedIn(
        login=login,
        key=started.key,
        device="" if started.half else known.text_with(login, proved=False),
        device_valid=known.valid,
        must_change=person.must_change,
        half=started.half,
    )


@retried
def _begin(person: Person, stored: str, renewed: str, bucket: bytes, device: str) -> Started:
    """Start the session when nothing changed since the password was found right."""
    with act(actor_for(person, posts_now(person.pk)), "accounts.sign_in") as work:
        person = taken(person.login)
        if person.password != stored or person.closed_at is not None:
            raise Invalid("accounts.sign_in")
        if person.first_until is not None and person.first_until < work.now:
            raise Refused("accounts.first_password_over")
        if renewed:
            person.password = renewed
            person.save(update_fields=["password"])
        tries.forget(bucket)
        started = start_session(person, work.now, device=device)
        work.row(object=f"person:{person.login}", facts={"factor_due": started.half})
        return started


@retried
def sign_out(*, by: Actor, key: str) -> None:
    """End the session of this key."""
    with act(by, "accounts.sign_out") as work:
        Session.objects.filter(digest=sessions.digest(key)).delete()
        work.row(object=f"person:{by.id.partition(':')[2]}")


@retried
def end_other_sessions(*, by: Actor, key: str) -> int:
    """End all of one's own sessions but that of this key; give how many there were."""
    with act(by, "accounts.end_other_sessions") as work:
        others = Session.objects.filter(person=by.person or 0)
        ended = others.exclude(digest=sessions.digest(key)).delete()[0]
        work.row(object=f"person:{by.id.partition(':')[2]}", facts={"sessions_ended": ended})
        return ended


@retried
def end_session(*, by: Actor, ref: UUID) -> None:
    """End one of one's own sessions. Raises NotFound when it has ended already."""
    with act(by, "accounts.end_session") as work:
        if not Session.objects.filter(person=by.person or 0, ref=ref).delete()[0]:
            raise NotFound("accounts.session_unknown", where="ref")
        work.row(object=f"person:{by.id.partition(':')[2]}", facts={"sessions_ended": 1})


def tidy() -> None:
    """Remove sessions that ended by time and counts that are forgotten; nothing to record."""
    sessions.SessionStore.clear_expired()
    forget = seconds("accounts.sign_in.forget", units.today())
    Tries.objects.filter(last_at__lt=Now() - forget).delete()

"""Sign in and out; wrong passwords are counted per account and network (SECURITY AN3, AN6)."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db import connection
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from lianxin.foundation.accounts import adapters, rules, sessions
from lianxin.foundation.accounts.actions.checks import seconds, taken
from lianxin.foundation.accounts.actions.passwords import start_session
from lianxin.foundation.accounts.models import Person, Session, Tries
from lianxin.foundation.accounts.queries import actor_for, posts_now
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.errors import Invalid, Refused, TooMany
from lianxin.foundation.kernel.text import fold_code
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

SALT = "lianxin.accounts.device"
PEOPLE_OF_DEVICE = 8
"""Sign-ins that one device is known for; the oldest is forgotten first."""
MOST_DOUBLINGS = 20

COUNT = """
INSERT INTO accounts_tries AS tries (bucket, count, last_at, next_at, let_in)
VALUES (%(bucket)s, 1, statement_timestamp(), 'epoch', true)
ON CONFLICT (bucket) DO UPDATE SET
  count = CASE WHEN tries.last_at < statement_timestamp() - make_interval(secs => %(forget)s) THEN 1
               ELSE tries.count + 1 END,
  last_at = statement_timestamp(),
  let_in = tries.next_at <= statement_timestamp(),
  next_at = CASE
    WHEN tries.last_at < statement_timestamp() - make_interval(secs => %(forget)s) THEN 'epoch'
    WHEN tries.next_at > statement_timestamp() OR tries.count < %(free)s THEN tries.next_at
    ELSE statement_timestamp() + interval '1 second' * least(
      %(longest)s, 2 ^ least(tries.count + 1 - %(free)s, %(doublings)s)) END
RETURNING let_in, ceil(extract(epoch FROM next_at - statement_timestamp()))::int
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that succeeded: the session's key and the device's mark for their cookies."""

    login: str
    key: str
    device: str
    device_valid: timedelta
    must_change: bool


def _known(device: str, valid: timedelta) -> tuple[str, list[str]]:
    """Read a device's mark: its id, and marks of who signed in there; a new id if it is none."""
    try:
        stored = signing.loads(device, salt=SALT, max_age=valid)
        return str(stored["device"]), [str(mark) for mark in stored["people"]]
    except (signing.BadSignature, KeyError, TypeError):
        return secrets.token_urlsafe(12), []


def _mark(login: str) -> str:
    return salted_hmac(SALT, login, algorithm="sha256").hexdigest()[:24]


def _bucket(login: str, place: str) -> bytes:
    return salted_hmac("lianxin.accounts.tries", f"{login}|{place}", algorithm="sha256").digest()


def _count(bucket: bytes, today: date) -> None:
    """Count a try before its password is looked at. Raises TooMany with the seconds to wait."""
    given: dict[str, bytes | int] = {
        "bucket": bucket,
        "forget": parameters.number("accounts.sign_in.forget", on=today),
        "free": parameters.number("accounts.sign_in.free", on=today),
        "longest": parameters.number("accounts.sign_in.longest", on=today),
        "doublings": MOST_DOUBLINGS,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, given)
        let_in, wait = cursor.fetchone()
    if not let_in:
        raise TooMany("accounts.wait", retry_after=max(1, wait))


def _refuse(person: Person | None) -> None:
    """Write that a sign-in was refused; what was typed as login is never kept."""
    with act(citizen(""), "accounts.sign_in_refused") as work:
        work.row(object=f"person:{person.login}" if person else "person:")


def sign_in(*, login: str, password: str, network: str, device: str = "") -> SignedIn:
    """Sign in from a network (an address's /24 or /64), ``device`` being its cookie's text.

    The answer and the work are the same for an unknown login, a wrong password and a closed
    account: one count, one hash, one row. Raises TooMany, Busy, Invalid("accounts.sign_in"),
    Refused("accounts.first_password_over").
    """
    today = units.today()
    valid = seconds("accounts.device.valid", today)
    login, password = fold_code(login), rules.plain_password(password)
    device_id, people = _known(device, valid)
    bucket = _bucket(login, device_id if _mark(login) in people else network)
    _count(bucket, today)
    person = Person.objects.filter(login=login).first()
    stored = person.password if person and person.closed_at is None else adapters.nobody()
    if not adapters.fits(password, stored) or person is None or person.closed_at is not None:
        _refuse(person)
        raise Invalid("accounts.sign_in")
    renewed = adapters.hashed(password) if adapters.outdated(stored) else ""
    key = _begin(person, stored, renewed, bucket)
    marks = [*(mark for mark in people if mark != _mark(login)), _mark(login)][-PEOPLE_OF_DEVICE:]
    text = signing.dumps({"device": device_id, "people": marks}, salt=SALT)
    return SignedIn(login, key, text, valid, person.must_change)


@retried
def _begin(person: Person, stored: str, renewed: str, bucket: bytes) -> str:
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
        Tries.objects.filter(bucket=bucket).delete()
        work.row(object=f"person:{person.login}")
        return start_session(person, work.now)


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


def tidy() -> None:
    """Remove sessions that ended by time and counts that are forgotten; nothing to record."""
    sessions.SessionStore.clear_expired()
    forget = seconds("accounts.sign_in.forget", units.today())
    Tries.objects.filter(last_at__lt=Now() - forget).delete()

"""Counts of tries at passwords and codes, known devices apart (SECURITY AN3)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db import connection
from django.utils.crypto import salted_hmac

from lianxin.foundation.accounts.actions.checks import seconds
from lianxin.foundation.accounts.models import Tries
from lianxin.foundation.kernel.errors import TooMany
from lianxin.foundation.parameters import queries as parameters

SALT = "lianxin.accounts.device"
PEOPLE_OF_DEVICE = 8
"""Sign-ins that one device is known for, the oldest forgotten first: what a cookie has room for."""
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
class Device:
    """A browser that was here before: its id, and marks of who signed in there.

    ``proved`` are those who proved a second factor there; a password alone makes no such mark.
    """

    id: str
    people: tuple[str, ...]
    proved: tuple[str, ...]
    valid: timedelta

    def bucket(self, login: str, network: str) -> bytes:
        """Give where passwords for a login count: this device if known, else the network."""
        return bucket_of(login, self.id if _mark(login) in self.people else network)

    def factor_bucket(self, login: str) -> bytes:
        """Give where second factors count: the device that proved one, else the login alone.

        Who has the password can come from any network with any number of new devices.
        """
        return bucket_of(login, self.id if _mark(login) in self.proved else "", what="factor")

    def text_with(self, login: str, *, proved: bool) -> str:
        """Give the cookie's text when this login has signed in here too, wholly."""
        people = _with(self.people, _mark(login))
        marks = _with(self.proved, _mark(login)) if proved else self.proved
        kept = {"device": self.id, "people": people, "proved": marks}
        return signing.dumps(kept, salt=SALT)


def bucket_of(login: str, place: str, *, what: str = "") -> bytes:
    """Give under what the tries of a login count from one place."""
    word = f"{login}|{place}|{what}" if what else f"{login}|{place}"
    return salted_hmac("lianxin.accounts.tries", word, algorithm="sha256").digest()


def device_of(text: str, today: date) -> Device:
    """Read a device's cookie; a new device if it is none of ours."""
    valid = seconds("accounts.device.valid", today)
    try:
        stored = signing.loads(text, salt=SALT, max_age=valid)
        people, proved = (_marks(stored[name]) for name in ("people", "proved"))
        return Device(str(stored["device"]), people, proved, valid)
    except (signing.BadSignature, KeyError, TypeError):
        return Device(secrets.token_urlsafe(12), (), (), valid)


def _marks(stored: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(mark) for mark in stored)


def _with(marks: tuple[str, ...], mark: str) -> tuple[str, ...]:
    return (*(other for other in marks if other != mark), mark)[-PEOPLE_OF_DEVICE:]


def _mark(login: str) -> str:
    return salted_hmac(SALT, login, algorithm="sha256").hexdigest()[:24]


def count(bucket: bytes, today: date) -> None:
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


def forget(bucket: bytes) -> None:
    """Forget the tries of a bucket: the right word was given."""
    Tries.objects.filter(bucket=bucket).delete()

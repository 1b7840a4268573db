"""The second factor: set up and prove (SECURITY AN4); each code and signature counts once.

Who proves one has a session by the password alone, which these acts change for a whole one. They
take its key in place of an actor: nobody acts yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lianxin.foundation.accounts import adapters, sessions
from lianxin.foundation.accounts.actions import tries
from lianxin.foundation.accounts.actions.anew import check_anew
from lianxin.foundation.accounts.actions.checks import taken
from lianxin.foundation.accounts.actions.passwords import start_session
from lianxin.foundation.accounts.models import Factor, Person, RecoveryCode, Session
from lianxin.foundation.accounts.queries import (
    actor_for,
    factor_due,
    posts_now,
    running_sessions,
)
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.text import tidy_code, tidy_line
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

WRONG = "accounts.factor"
CODES, PASSKEY = "codes", "passkey"
NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Proved:
    """The key of the session that now is a whole one, and recovery codes to show once, if new.

    ``device`` is the mark of the device for its cookie, good for ``device_valid``.
    """

    key: str
    recovery: tuple[str, ...] = ()
    device: str = ""
    device_valid: timedelta = timedelta()


def _known(proved: Proved, device: tries.Device, login: str) -> Proved:
    """Let the device be one that proved a factor of this login."""
    text = device.text_with(login, proved=True)
    return replace(proved, device=text, device_valid=device.valid)


def _session(key: str) -> Session:
    row = running_sessions().filter(digest=sessions.digest(key)).select_related("person").first()
    if row is None:
        raise NoRight("accounts.session_over")
    return row


def _actor(person: Person) -> Actor:
    return actor_for(person, posts_now(person.pk))


def _whole(person: Person, row: Session, now: datetime) -> str:
    """Put a whole session in the place of the one that proved the factor; give its key."""
    Session.objects.filter(pk=row.pk).delete()
    return start_session(person, now, device=row.device, proved_at=now).key


def passkeys_of(person: int) -> list[bytes]:
    """Give the public parts of a person's passkeys, for the browser to be asked with."""
    rows = Factor.objects.filter(person=person, kind=PASSKEY).order_by("id")
    return [bytes(secret) for secret in rows.values_list("secret", flat=True)]


def prove_code(*, session: str, code: str, device: str = "") -> Proved:
    """Prove a one-time code or a recovery code, typed in the same field.

    ``device`` is its cookie's text; wrong codes from all the devices that never proved a factor
    count together. Raises TooMany, Invalid("accounts.factor"), NoRight when the session is over.
    """
    row, known = _session(session), tries.device_of(device, units.today())
    bucket = _counted(row.person, known)
    proved = _prove(row, bucket, tidy_code(code), None) or _refuse(row.person)
    return _known(proved, known, row.person.login)


def prove_passkey(
    *, session: str, state: Mapping[str, Any], answer: str, device: str = ""
) -> Proved:
    """Prove a passkey by the browser's answer to the challenge in ``state``.

    It counts with the codes. Raises TooMany, Invalid("accounts.passkey"), NoRight when the
    session is over.
    """
    row, known = _session(session), tries.device_of(device, units.today())
    bucket = _counted(row.person, known)
    try:
        found = adapters.passkeys.read_proof(state, passkeys_of(row.person_id), answer)
    except Invalid:
        _refuse(row.person, raising=False)
        raise
    proved = _prove(row, bucket, "", found) or _refuse(row.person)
    return _known(proved, known, row.person.login)


def _counted(person: Person, device: tries.Device) -> bytes:
    """Count a proof before it is looked at; give where. Raises TooMany."""
    bucket = device.factor_bucket(person.login)
    tries.count(bucket, units.today())
    return bucket


@retried
def _prove(
    row: Session, bucket: bytes, code: str, passkey: adapters.passkeys.Passkey | None
) -> Proved | None:
    with act(_actor(row.person), "accounts.prove_factor") as work:
        person = taken(row.person.login)
        if not Session.objects.filter(pk=row.pk).exists():
            raise NoRight("accounts.session_over")
        kind = _signed(person, passkey, work) if passkey else _typed(person, code, work)
        if not kind:
            return None
        tries.forget(bucket)
        work.row(object=f"person:{person.login}", facts={"kind": kind})
        return Proved(_whole(person, row, work.now))


def _signed(person: Person, passkey: adapters.passkeys.Passkey, work: Work) -> str:
    """Take a signature whose counter grew; one that went back was made by a copy of the key."""
    for factor in Factor.objects.filter(person=person, kind=PASSKEY):
        if bytes(factor.secret) == passkey.credential:
            if factor.last and passkey.signed <= factor.last:
                return ""
            return _take(factor, passkey.signed, work)
    return ""


def _typed(person: Person, code: str, work: Work) -> str:
    drift = parameters.number("accounts.factor.drift", on=units.today())
    for factor in Factor.objects.filter(person=person, kind=CODES):
        secret = adapters.codes.opened(bytes(factor.secret), person.login)
        counter = secret and adapters.codes.counter_of(
            secret, code, now=work.now, drift=drift, after=factor.last
        )
        if counter:
            return _take(factor, counter, work)
    digest = adapters.codes.recovery_digest(person.login, code)
    unspent = RecoveryCode.objects.filter(person=person, digest=digest, spent_at__isnull=True)
    return "recovery" if unspent.update(spent_at=work.now) else ""


def _take(factor: Factor, counter: int, work: Work) -> str:
    factor.last, factor.used_at = counter, work.now
    factor.save(update_fields=["last", "used_at"])
    return factor.kind


def _refuse(person: Person, *, raising: bool = True) -> Proved:
    """Write that a factor was refused, then say so."""
    with act(_actor(person), "accounts.factor_refused") as work:
        work.row(object=f"person:{person.login}")
    if raising:
        raise Invalid(WRONG, where="code")
    return Proved("")


def add_codes(
    *,
    session: str,
    name: str,
    secret: str,
    code: str,
    key: UUID,
    device: str = "",
    password: str = "",
) -> Proved:
    """Set up an authenticator app, proved by a first code of the secret that it was shown.

    It asks the password anew, unless the sign-in goes on here. Raises TooMany,
    Invalid("accounts.factor_first" | "accounts.password.old"), NoRight.
    """
    row, today = _session(session), units.today()
    login = row.person.login
    _ask_anew(row, password)
    bucket = tries.bucket_of(login, "", what="first")
    tries.count(bucket, today)
    added = _add_codes(row, name, secret, tidy_code(code), key)
    tries.forget(bucket)
    return _known(added, tries.device_of(device, today), login)


@retried
def _add_codes(row: Session, name: str, secret: str, code: str, key: UUID) -> Proved:
    with act(_actor(row.person), "accounts.add_factor") as work:
        person = _may_add(row)
        drift = parameters.number("accounts.factor.drift", on=units.today())
        counter = adapters.codes.counter_of(secret, code, now=work.now, drift=drift, after=0)
        if counter is None:
            raise Invalid("accounts.factor_first", where="code")
        sealed = adapters.codes.sealed(secret, person.login)
        kept = Factor(person=person, kind=CODES, name=name, secret=sealed, last=counter)
        return _added(work, row, kept, key)


def add_passkey(
    *,
    session: str,
    name: str,
    state: Mapping[str, Any],
    answer: str,
    key: UUID,
    device: str = "",
    password: str = "",
) -> Proved:
    """Set up a passkey or UKey by the browser's answer to the challenge in ``state``.

    It asks the password anew, unless the sign-in goes on here. Raises TooMany,
    Invalid("accounts.passkey" | "accounts.password.old"), NoRight.
    """
    row = _session(session)
    _ask_anew(row, password)
    found = adapters.passkeys.read_new(state, answer)
    added = _add_passkey(row, name, found, key)
    return _known(added, tries.device_of(device, units.today()), row.person.login)


@retried
def _add_passkey(row: Session, name: str, found: adapters.passkeys.Passkey, key: UUID) -> Proved:
    with act(_actor(row.person), "accounts.add_factor") as work:
        person = _may_add(row)
        kept = Factor(
            person=person, kind=PASSKEY, name=name, secret=found.credential, last=found.signed
        )
        return _added(work, row, kept, key)


def _ask_anew(row: Session, password: str) -> None:
    half = row.owes_factor or factor_due(posts_now(row.person_id), units.today())
    if row.factor_at is not None or not half:
        check_anew(row.person, password)


def _may_add(row: Session) -> Person:
    """Lock the person of a session that may add a factor: a whole one, or the first factor."""
    person = taken(row.person.login)
    if not Session.objects.filter(pk=row.pk).exists():
        raise NoRight("accounts.session_over")
    if row.factor_at is None and Factor.objects.filter(person=person).exists():
        raise NoRight("accounts.factor_first_prove")
    return person


def _added(work: Work, row: Session, factor: Factor, key: UUID) -> Proved:
    person = factor.person
    factor.name = tidy_line(factor.name)[:NAME_LENGTH]
    factor.added_at = factor.used_at = work.now
    factor.save()
    facts = {"kind": factor.kind, "name": factor.name}
    work.row(object=f"person:{person.login}", facts=facts)
    fresh = RecoveryCode.objects.filter(person=person, spent_at__isnull=True).exists()
    codes = () if fresh else draw_codes(person, key)
    return Proved(_whole(person, row, work.now), codes)


def draw_codes(person: Person, key: UUID) -> tuple[str, ...]:
    """Draw new recovery codes for a locked person; the old ones let in no more."""
    count = parameters.number("accounts.factor.recovery_codes", on=units.today())
    codes = adapters.codes.recovery_codes(person.login, key, count)
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=adapters.codes.recovery_digest(person.login, code))
        for code in codes
    )
    return tuple(codes)

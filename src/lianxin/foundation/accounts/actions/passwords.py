"""Acts on passwords: a new first one by an administrator, one's own by oneself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lianxin.foundation.accounts import adapters, rules, sessions
from lianxin.foundation.accounts.actions.anew import asked_anew, taken_unchanged
from lianxin.foundation.accounts.actions.checks import (
    FirstPassword,
    check_open,
    check_over,
    drawn,
    end_all,
    password_rules,
    seconds,
    taken,
)
from lianxin.foundation.accounts.models import Factor, Person, Session
from lianxin.foundation.accounts.queries import factor_due, posts_now, strict
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.units import queries as units


@retried
def reset_password(*, by: Actor, login: str, key: UUID | None = None) -> FirstPassword:
    """Give an open account a new first password; all its sessions end.

    Raises NotFound, NoRight, Refused for a closed account.
    """
    return _first(by, "accounts.reset_password", login, key, reopen=False)


@retried
def reopen_account(*, by: Actor, login: str, key: UUID | None = None) -> FirstPassword:
    """Open a closed account again, with a new first password and without posts.

    Raises NotFound, NoRight, Refused for an account that is open.
    """
    return _first(by, "accounts.reopen", login, key, reopen=True)


def _first(by: Actor, verb: str, login: str, key: UUID | None, *, reopen: bool) -> FirstPassword:
    password = drawn(login, key)
    encoded = adapters.hashed(password)
    with act(by, verb, key=key, arguments={"login": login}) as work:
        if work.replay:
            return FirstPassword(login, password, datetime.fromisoformat(work.replay["until"]))
        person = taken(login)
        check_over(by, person, units.today())
        if not reopen:
            check_open(person)
        elif person.closed_at is None:
            raise Refused("accounts.open", where="login", login=login)
        person.closed_at = None
        person.save(update_fields=["closed_at"])
        until, ended = begin_anew(work, person, encoded)
        work.row(object=f"person:{login}", facts={"sessions_ended": ended})
        work.keep({"until": until.isoformat()})
        return FirstPassword(login, password, until)


def begin_anew(work: Work, person: Person, encoded: str) -> tuple[datetime, int]:
    """Put a first password in place of a locked person's own; their sessions end.

    Gives until when it lets in, and how many sessions there were.
    """
    until = work.now + seconds("accounts.first_password.valid", units.today())
    person.password, person.must_change, person.first_until = encoded, True, until
    person.save(update_fields=["password", "must_change", "first_until"])
    return until, end_all(person)


@retried
def change_password(*, by: Actor, old: str, new: str, session: str = "", device: str = "") -> str:
    """Change one's own password; all one's sessions end.

    ``session`` is the key of the one that asks: a new one on the ``device`` takes its place and
    its key is given, else the empty text. It has proved a factor only if that one had.

    Raises TooMany, Invalid("accounts.password.old") and the faults of the new one, Busy.
    """
    old, new = rules.plain_password(old), rules.plain_password(new)
    asked = asked_anew(by, old, where="old_password")
    rules.check_password(new, password_rules(units.today()), own=(asked.login, asked.name))
    if new == old:
        raise Invalid("accounts.password.unchanged", where="new_password")
    encoded = adapters.hashed(new)
    with act(by, "accounts.change_password") as work:
        person = taken_unchanged(asked, where="old_password")
        person.password, person.must_change, person.first_until = encoded, False, None
        person.save(update_fields=["password", "must_change", "first_until"])
        asking = Session.objects.filter(person=person, digest=sessions.digest(session)).first()
        ended = end_all(person)
        work.row(object=f"person:{person.login}", facts={"sessions_ended": ended})
        if asking is None:
            return ""
        return start_session(person, work.now, device=device, proved_at=asking.factor_at).key


@dataclass(frozen=True, slots=True)
class Started:
    """A session that began; ``half`` tells that the second factor is still due."""

    key: str
    half: bool


def start_session(
    person: Person, now: datetime, *, device: str = "", proved_at: datetime | None = None
) -> Started:
    """Start a session as long as the person's posts allow.

    Where a second factor is due and was not proved, it lasts as long as that may take.
    """
    today = units.today()
    posts = posts_now(person.pk)
    owes = Factor.objects.filter(person=person).exists()
    half = proved_at is None and (owes or factor_due(posts, today))
    ending = "_privileged" if strict(posts) else ""
    idle: timedelta = seconds(f"accounts.session.idle{ending}", today)
    total: timedelta = seconds(f"accounts.session.total{ending}", today)
    if half:
        idle = total = seconds("accounts.factor.wait", today)
    key = sessions.start(
        person,
        now=now,
        idle=idle,
        total=total,
        passed=proved_at is not None,
        proved_at=proved_at,
        owes=owes and proved_at is None,
        device=device,
    )
    return Started(key, half)

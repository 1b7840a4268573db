"""Probes of the parameters that accounts read: passwords, tries, sessions, factors, posts."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import pyotp
from django.utils.timezone import now

from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.accounts import adapters
from lianxin.foundation.accounts.actions import checks, factors, passwords, tries
from lianxin.foundation.accounts.models import Factor, Person, Session
from lianxin.foundation.accounts.queries.posts import factor_due
from lianxin.foundation.accounts.rules import PostAt, check_password
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Token
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import TooMany
from lianxin.foundation.kernel.rights import Right
from tests.city import staff
from tests.contracts.probing import Probe, said, today, undone
from tests.contracts.world import Life

KEEPER: Final = job("test", Right.PEOPLE_MANAGE)
LONG_WORDS: Final = "heron quiet river seven"


def password(text: str) -> Any:
    """Give a look at whether a password is taken."""

    def look(_life: Life) -> str:
        rules = checks.password_rules(today())
        return said(lambda: check_password(text, rules, own=("wang.fang", "王芳")))

    return look


def session(login: str, *, passed: bool = True) -> Any:
    """Give a look at how long a session of somebody lasts."""

    def look(_life: Life) -> tuple[timedelta, timedelta]:
        moment = now()

        def begin() -> Session:
            proved_at = moment if passed else None
            passwords.start_session(Person.objects.get(login=login), moment, proved_at=proved_at)
            return Session.objects.order_by("-id")[0]

        made = undone(begin)
        return made.idle, made.until - moment

    return look


def tries_until_wait(_life: Life) -> int:
    """Count how many passwords are looked at before one has to wait."""
    bucket = uuid4().bytes
    for count in range(12):
        if said_once(bucket):
            return count
    return 12


def said_once(bucket: bytes) -> int:
    """Count one try; give the seconds to wait, 0 when it is looked at."""
    try:
        tries.count(bucket, today())
    except TooMany as wait:
        return wait.retry_after
    return 0


def first_wait(_life: Life) -> int:
    """Give the first wait in seconds."""
    bucket = uuid4().bytes
    return next(wait for wait in (said_once(bucket) for _ in range(12)) if wait)


def first_password(_life: Life) -> timedelta:
    """Give how long a first password is valid."""
    first = undone(lambda: accounts.reset_password(by=KEEPER, login="colleague", key=uuid4()))
    rest: timedelta = first.until - now()
    return timedelta(hours=round(rest / timedelta(hours=1)))


def early_code(_life: Life) -> bool:
    """Tell whether a code of an authenticator is taken ninety seconds late."""
    person, secret = Person.objects.get(login="colleague"), pyotp.random_base32()

    def take() -> bool:
        sealed = adapters.codes.sealed(secret, person.login)
        moment = now()
        Factor.objects.create(
            person=person, kind="codes", name="", secret=sealed, added_at=moment, used_at=moment
        )
        with act(staff("colleague"), "test.factor") as work:
            code = pyotp.TOTP(secret).at(work.now - timedelta(seconds=90))
            return bool(factors._typed(person, code, work))

    return bool(undone(take))


def recovery_codes(_life: Life) -> int:
    """Count the recovery codes that one gets."""
    person = Person.objects.get(login="colleague")
    return len(undone(lambda: factors.draw_codes(person, uuid4())))


def acting(_life: Life) -> str:
    """Give what refuses two months in somebody's post."""
    return said(
        lambda: accounts.act_for(
            by=KEEPER,
            login="driver",
            absent="officer",
            post=PostAt("officer", "order"),
            until=today() + timedelta(days=60),
        )
    )


def needs_second(_life: Life) -> bool:
    """Tell whether a leader's post waits for a second person."""
    return checks.needs_second(staff("system"), "leader", today())


def address(_life: Life) -> str:
    """Give what refuses a mail address of staff."""
    return said(lambda: accounts.ask_address(by=staff("officer"), address="wang@police.example.cn"))


def addresses_of_a_day(_life: Life) -> str:
    """Give what refuses a third address on one day."""

    def enter() -> None:
        for number in range(3):
            address = f"wang{number}@police.example.cn"
            accounts.ask_address(by=staff("officer"), address=address)

    return said(enter)


def address_token(_life: Life) -> timedelta:
    """Give how long the link is good that confirms a mail address."""

    def draw() -> datetime:
        accounts.ask_address(by=staff("officer"), address="wang@police.example.cn")
        accounts.draw_address_token(by=KEEPER, login="officer")
        return Token.objects.latest("id").expires

    return timedelta(hours=round((undone(draw) - now()) / timedelta(hours=1)))


ACCOUNTS: dict[str, Probe] = {
    "accounts.password.length": Probe(40, password("heronquietriverseven")),
    "accounts.password.length_mixed": Probe(14, password("Heron-Quiet7")),
    "accounts.password.kinds": Probe(4, password("heron-quiet77")),
    "accounts.password.longest": Probe(64, password("heron quiet river seven " * 3)),
    "accounts.password.unlike": Probe(20, password("heronquietriverseven")),
    "accounts.password.rest": Probe(30, password(LONG_WORDS)),
    "accounts.password.words": Probe(["heron", "quiet", "river", "seven"], password(LONG_WORDS)),
    "accounts.first_password.valid": Probe(7_200, first_password),
    "accounts.sign_in.free": Probe(2, tries_until_wait),
    "accounts.sign_in.longest": Probe(1, first_wait),
    "accounts.sign_in.forget": Probe(0, tries_until_wait),
    "accounts.device.valid": Probe(60, lambda _: tries.device_of("", today()).valid),
    "accounts.session.idle": Probe(60, session("officer")),
    "accounts.session.total": Probe(90, session("officer")),
    "accounts.session.idle_privileged": Probe(60, session("system")),
    "accounts.session.total_privileged": Probe(90, session("system")),
    "accounts.factor.wait": Probe(30, session("system", passed=False)),
    "accounts.factor.also": Probe([], lambda _: factor_due([PostAt("officer", "order")], today())),
    "accounts.factor.drift": Probe(4, early_code),
    "accounts.factor.recovery_codes": Probe(3, recovery_codes),
    "accounts.email.longest": Probe(10, address),
    "accounts.email.daily": Probe(2, addresses_of_a_day),
    "accounts.email.token_valid": Probe(7_200, address_token),
    "accounts.posts.acting_longest": Probe(30, acting),
    "accounts.posts.confirmed": Probe(["leader"], needs_second),
}
"""Another value for each key."""

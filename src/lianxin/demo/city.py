"""Builds the demo city once: parameters, calendar, units, people, and some sixty matters."""

from collections.abc import Callable
from typing import Final

from django.utils.timezone import localdate

from lianxin.demo import stories
from lianxin.demo.places import CAST, FOUNDED, PEOPLE, Somebody, everywhere, rows
from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.accounts.queries import account, actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import together
from lianxin.foundation.clock import actions as clock
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.parameters import queries as parameters_now
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import areas, directory

PASSWORD: Final = "Qiao-2026-lucheng"  # noqa: S105 - printed for everybody who tries the demo
OFFICE_PHONE: Final = "0472-5550110"
"""Invented, as everything here."""
BUILDER: Final = job(
    "demo",
    Right.PARAMETERS_MANAGE,
    Right.UNITS_MANAGE,
    Right.PEOPLE_READ,
    Right.PEOPLE_MANAGE,
    Right.HISTORY_BACKDATE,
)
HELD: Final = "matters.reply.held"
HELD_SECONDS: Final = 20
HELD_SOURCE: Final = "试用时缩短,便于看到发出"
HELD_SOURCE_EN: Final = "Shortened in the demo, so that one sees it go out"
SIGN_INS: Final = [
    *(f"{one.login:10} {PASSWORD}  {one.name} {one.what}" for one in PEOPLE),
]


def build(progress: Callable[[str], None]) -> None:
    """Build what is missing; a city that stands is left as it is."""
    parameters.load(by=BUILDER)
    clock.load_days(by=BUILDER)
    progress(f"{_found()} 个单位 · units")
    for somebody in CAST:
        _open(somebody)
    progress(f"{len(CAST)} 个账号 · sign-ins")
    _hold_shortly()
    stories.tell(BUILDER, progress)


def _found() -> int:
    """Found what does not stand yet, and say how many units there are."""
    units.load_areas(by=BUILDER)
    places = everywhere(areas())
    known = {entry.code for entry in directory().entries}
    missing = [place for place in places if place.code not in known]
    if missing:
        units.bring_in(by=BUILDER, rows=rows(missing), since=FOUNDED)
    return len(places)


def _open(somebody: Somebody) -> None:
    """Open an account whose password everybody knows, whole or not at all, and once for good."""
    try:
        account(BUILDER, somebody.login)
    except NotFound:
        with together():
            first = accounts.open_account(
                by=BUILDER,
                login=somebody.login,
                name=somebody.name,
                posts=[PostAt(somebody.role, somebody.unit)],
            )
            person = actor_of(somebody.login)
            accounts.change_password(by=person, old=first.password, new=PASSWORD)


def _hold_shortly() -> None:
    """Hold replies so shortly that one who tries the demo need not wait."""
    today = localdate()
    if parameters_now.number(HELD, on=today) != HELD_SECONDS:
        parameters.set_value(
            by=BUILDER,
            key=HELD,
            value=HELD_SECONDS,
            since=today,
            source=HELD_SOURCE,
            source_en=HELD_SOURCE_EN,
        )

"""Builds the demo city once: parameters, calendar, units, people, and some sixty matters."""

from collections.abc import Callable
from typing import Final

from lianxin.demo import stories
from lianxin.demo.places import FOUNDED, PEOPLE, PLACES, Somebody
from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.clock import actions as clock
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory

PASSWORD: Final = "Qiao-2026-lucheng"  # noqa: S105 - printed for everybody who tries the demo
BUILDER: Final = job(
    "demo",
    Right.PARAMETERS_MANAGE,
    Right.UNITS_MANAGE,
    Right.PEOPLE_MANAGE,
    Right.HISTORY_BACKDATE,
)
SIGN_INS: Final = [
    *(f"{one.login:10} {PASSWORD}  {one.name} {one.what}" for one in PEOPLE),
]


def build(progress: Callable[[str], None]) -> None:
    """Build what is missing; a city that stands is left as it is."""
    parameters.load(by=BUILDER)
    clock.load_days(by=BUILDER)
    known = {entry.code for entry in directory().entries}
    for place in PLACES:
        if place.code not in known:
            units.found(
                by=BUILDER,
                code=place.code,
                name=place.name,
                kind=place.kind,
                parent=place.parent,
                area=place.area,
                since=FOUNDED,
            )
    progress(f"{len(PLACES)} 个单位 · units")
    for somebody in PEOPLE:
        _open(somebody)
    progress(f"{len(PEOPLE)} 个账号 · sign-ins")
    stories.tell(BUILDER, progress)


def _open(somebody: Somebody) -> None:
    try:
        actor_of(somebody.login)
    except NotFound:
        first = accounts.open_account(
            by=BUILDER,
            login=somebody.login,
            name=somebody.name,
            posts=[PostAt(somebody.role, somebody.unit)],
        )
        person = actor_of(somebody.login)
        accounts.change_password(by=person, old=first.password, new=PASSWORD)

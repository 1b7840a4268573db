"""A small city with one person, for the tests of this room."""

from datetime import date

import pytest

from lianxin.foundation.accounts import actions
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.rules import parse_post
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units import actions as units

OPERATOR = job("test", Right.UNITS_MANAGE, Right.PARAMETERS_MANAGE, Right.PEOPLE_MANAGE)
PASSWORD = "three-quiet-herons"


def build_city() -> None:
    """Found a bureau with two branches and a station each."""
    parameters.load(by=OPERATOR)
    tree = [
        ("TOP", "bureau", None),
        ("EAST", "branch", "TOP"),
        ("WEST", "branch", "TOP"),
        ("E1", "station", "EAST"),
        ("W1", "station", "WEST"),
    ]
    for code, kind, parent in tree:
        units.found(
            by=OPERATOR, code=code, name=code, kind=kind, parent=parent, since=date(2020, 1, 1)
        )


def open_person(login: str, *posts: str, first: bool = False) -> str:
    """Open an account; its password is PASSWORD, or the first one, which it gives."""
    given = actions.open_account(
        by=OPERATOR, login=login, name="王芳", posts=[parse_post(post) for post in posts]
    )
    if not first:
        signed = actions.sign_in(login=login, password=given.password, network="set-up")
        assert signed.must_change
        actions.change_password(by=actor_of(login), old=given.password, new=PASSWORD)
    return given.password


@pytest.fixture
def city(db: None) -> None:  # noqa: ARG001 - the database first
    """Build the city in the test's own transaction."""
    build_city()

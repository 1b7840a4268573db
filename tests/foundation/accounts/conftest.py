"""A small city with one person, for the tests of this room."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from lianxin.foundation.accounts import actions, adapters
from lianxin.foundation.accounts.models import Factor, Person
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


def equip(login: str) -> str:
    """Give somebody an authenticator app; give its secret."""
    person, secret = Person.objects.get(login=login), pyotp.random_base32()
    Factor.objects.create(
        person=person,
        kind="codes",
        name="",
        secret=adapters.codes.sealed(secret, login),
        added_at=timezone.now(),
    )
    return secret


def code_of(secret: str, *, later: int = 0) -> str:
    """Give the code an app shows now, or so many codes later."""
    moment: datetime = timezone.now() + timedelta(seconds=30 * later)
    return pyotp.TOTP(secret).at(moment)


def sent(client: Client, path: str, **fields: str) -> Any:
    """Open a page and send its form, filled with the fields."""
    page = client.get(path)
    assert page.status_code == 200, page.content.decode()
    form = page.context["form"]
    hidden: Mapping[str, Any] = {f.html_name: f.value() or "" for f in form.hidden_fields()}
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    return client.post(path.partition("?")[0], {**hidden, **token, **fields})


def enter(client: Client, login: str) -> Any:
    """Sign in on the pages, with a new authenticator app where a factor is due; give the answer."""
    answer = sent(client, "/sign-in", login=login, password=PASSWORD)
    if answer["Location"].startswith("/sign-in/factor"):
        answer = sent(client, "/sign-in/factor", code=code_of(equip(login)))
    return answer


@pytest.fixture
def city(db: None) -> None:  # noqa: ARG001 - the database first
    """Build the city in the test's own transaction."""
    build_city()

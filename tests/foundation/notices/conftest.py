"""A small house: one station under a branch, three people, and a citizen's telephone."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import Settings

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.actions import act
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import load
from lianxin.foundation.units.actions import found
from lianxin.foundation.units.models import Unit
from lianxin.foundation.vault.actions import put
from tests.foundation.notices.gateways import Box, gateway_server

SINCE = date(2020, 1, 1)
TELEPHONE = "13812345678"
MATTER = "2103-0481"


def person(login: str, role: str, unit: str) -> Person:
    """Make somebody with one post, without a password."""
    made = Person.objects.create(login=login, name=login, pinyin=login, password="!")
    Post.objects.create(
        person=made, unit=Unit.objects.get(code=unit), role=role, valid=DateRange(SINCE, None)
    )
    return made


@pytest.fixture
def house(transactional_db: None) -> None:  # noqa: ARG001 - the database first
    """Make the house; what is committed here goes with the test's database."""
    load(by=job("test", Right.PARAMETERS_MANAGE))
    founder = job("test", Right.UNITS_MANAGE)
    found(by=founder, code="B", name="石拐区分局", kind="branch", parent=None, since=SINCE)
    found(by=founder, code="S", name="石拐所", kind="station", parent="B", since=SINCE)
    person("li.na", "officer", "S")
    person("zhao.min", "officer", "S")
    person("wang.fang", "dispatcher", "B")
    person("admin", "system_admin", "B")


@pytest.fixture
def contact(house: None) -> UUID:  # noqa: ARG001 - the house first
    """Let a citizen leave a telephone; give where the vault keeps it."""
    with act(citizen(""), "matters.intake") as work:
        return put(work, TELEPHONE).id


@pytest.fixture
def box(settings: Settings) -> Iterator[Box]:
    """Run a gateway and let the settings name it, as outside the demo."""
    with gateway_server() as running:
        settings.DEMO = False
        settings.ORIGIN = "https://lianxin.example"
        settings.OFFICE_PHONE = "0472-1234567"
        settings.SMS_GATEWAY = f"{running.url}/send"
        settings.KEYS = {**settings.KEYS, "sms": "key-1"}
        yield running

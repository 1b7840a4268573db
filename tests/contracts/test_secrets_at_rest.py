"""No table holds a secret in the clear: who copies the database opens nothing (SECURITY TK4)."""

import re
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from psycopg import sql
from pytest_django import Settings

from lianxin.config.grants import APP, TABLES
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import text_of
from tests.contracts.world import FAR_TELEPHONE, NEAR_TELEPHONE, Life, deliver, signed_in

LINK = re.compile(r"/confirm/([\w-]+)")
CODE = re.compile(r"\d{4}(?: \d{4}){4}")
SECRET_GROUPS = 3
"""The groups of a code after the two that only find the matter."""


@pytest.fixture(autouse=True)
def _official(settings: Settings) -> None:
    settings.ORIGIN = "https://lianxin.example"


def committed(superuser: psycopg.Connection) -> Iterator[str]:
    """Give every row of every table that was committed, vault and jobs too."""
    for name in TABLES:
        schema, _, table = name.rpartition(".")
        query = sql.SQL("select t::text from {} t").format(
            sql.Identifier(schema or "public", table)
        )
        yield from (f"{name}: {row}" for (row,) in superuser.execute(query))


def in_hand() -> Iterator[str]:
    """Give every row that the pages can read, with what this test wrote."""
    for name, granted in TABLES.items():
        if APP in granted and "." not in name:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("select t::text from {} t").format(sql.Identifier(name)))
                yield from (f"{name}: {row}" for (row,) in cursor.fetchall())


def secrets_of(code: str) -> set[str]:
    """Give the secret digits of a look-up code as people write them, and close together."""
    groups = code.split()[-SECRET_GROUPS:]
    return {" ".join(groups), "".join(groups)}


def found(rows: Iterator[str], planted: set[str]) -> list[str]:
    """Give where a planted secret stands in the clear."""
    return sorted({row.split(":")[0] for row in rows for one in planted if one in row})


def test_no_table_holds_a_telephone_a_link_or_a_code(
    near: Life, far: Life, superuser: psycopg.Connection
) -> None:
    texts = " ".join(text_of(message) for message in Message.objects.all())
    links = {near.link, far.link, *LINK.findall(texts)}
    assert len(links) > 2
    planted = {NEAR_TELEPHONE, FAR_TELEPHONE, *links}
    planted |= secrets_of(near.code) | secrets_of(far.code)
    assert found(committed(superuser), planted) == []


def test_nothing_that_waits_to_go_out_can_be_read(near: Life) -> None:
    posted = {"number": near.number, "telephone": NEAR_TELEPHONE, "key": str(uuid4())}
    Client().post("/follow/resend", posted)
    deliver()
    (code,) = {code for one in Message.objects.all() for code in CODE.findall(text_of(one))}
    planted = {NEAR_TELEPHONE, *secrets_of(near.code), *secrets_of(code)}
    assert found(in_hand(), planted) == []


def test_sessions_and_passwords_are_kept_as_digests(near: Life) -> None:
    browser = signed_in("officer")
    assert browser.get(f"/desk/matters/{near.number}").status_code == 200
    wrong = "not-this-password-4711"
    Client().post("/sign-in", {"login": "officer", "password": wrong, "key": str(uuid4())})
    planted = {browser.cookies[settings.SESSION_COOKIE_NAME].value, wrong}
    assert found(in_hand(), planted) == []

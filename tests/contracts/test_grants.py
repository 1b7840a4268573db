"""The list of grants and the database name the same tables and functions."""

import psycopg
import pytest
from django.db import connection

from lianxin.config import rights
from lianxin.config.grants import TABLES

RIGHTS_THERE = """
    select grantee, privilege_type from information_schema.role_table_grants
    where table_schema = %s and table_name = %s and grantee like 'lianxin%%'
      and grantee not in ('lianxin_owner', 'lianxin')
    union
    select grantee, privilege_type || '()' from information_schema.column_privileges c
    where table_schema = %s and table_name = %s
      and grantee in ('lianxin_app', 'lianxin_seal', 'lianxin_vault')
      and not exists (select from information_schema.role_table_grants t
        where t.table_schema = c.table_schema and t.table_name = c.table_name
          and t.grantee = c.grantee and t.privilege_type = c.privilege_type)
"""


@pytest.mark.django_db
def test_list_and_database_agree() -> None:
    with connection.cursor() as cursor:
        assert rights.differences(cursor) == []


@pytest.mark.django_db
def test_each_table_has_exactly_the_listed_rights(superuser: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        tables = rights.tables_there(cursor)
    for name in tables:
        schema, _, table = name.rpartition(".")
        place = [schema or "public", table]
        there = {(str(who), str(what)) for who, what in superuser.execute(RIGHTS_THERE, place * 2)}
        assert there == listed(name), name


def listed(name: str) -> set[tuple[str, str]]:
    """Return role and privilege; one on columns alone ends in brackets."""
    pairs = set()
    for role, words in TABLES.get(name, {}).items():
        pairs |= {(role, privilege) for privilege in privileges(words)}
    return pairs


def privileges(words: str) -> set[str]:
    """Read ``select, update (a, b)`` as SELECT and UPDATE()."""
    plain, depth = "", 0
    for letter in words:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "(" or not depth:
            plain += letter
    return {part.replace(" ", "").upper() for part in plain.split(",")}

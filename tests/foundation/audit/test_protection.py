"""What the database refuses, whoever asks: rows, links and seals only grow."""

import psycopg
import pytest
from django.db import connection
from psycopg.errors import InsufficientPrivilege

from lianxin.config.grants import APP, SEAL, TABLES
from lianxin.foundation.audit.actions import act, seal
from tests.conftest import AsRole
from tests.foundation.audit.things import keeper

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True, databases=["default", "seal"])

GROWING = ("audit_row", "audit_link", "audit_seal")
COLUMNS = {"audit_row": "verb", "audit_link": "position", "audit_seal": "rows"}
CHANGES = (
    "update public.{table} set {column} = {column}",
    "delete from public.{table}",
    "truncate public.{table} cascade",
)
ROLES = ("lianxin_app", "lianxin_seal", "lianxin_vault", "lianxin_owner", "lianxin")


def fill() -> None:
    """Write one sealed row."""
    with act(keeper(), "v") as work:
        work.row(object="1")
    assert seal() == 1


@committing
def test_no_role_changes_rows_links_or_seals(as_role: AsRole) -> None:
    """Neither application nor sealer, vault, owner or superuser: grants and triggers refuse."""
    fill()
    for role in ROLES:
        asking = as_role(role)
        for table in GROWING:
            for change in CHANGES:
                with pytest.raises(InsufficientPrivilege):
                    asking.execute(change.format(table=table, column=COLUMNS[table]))


@committing
def test_replication_role_does_not_open_them(superuser: psycopg.Connection) -> None:
    """The triggers fire for a superuser who sets the session to replica, too."""
    fill()
    superuser.execute("set session_replication_role = replica")
    with pytest.raises(InsufficientPrivilege):
        superuser.execute("update audit_row set verb = 'w'")


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        (
            "lianxin_app",
            "insert into audit_link (row_id, seal_id, position, digest) values (1,1,1,'')",
        ),
        ("lianxin_app", "insert into audit_seal values (9, now(), 1, '1', '', '', '')"),
        ("lianxin_app", "update audit_submission set digest = ''"),
        ("lianxin_app", "update audit_token set expires = now()"),
        ("lianxin_app", "update audit_outbox set recipient = 'me'"),
        ("lianxin_app", "delete from audit_outbox"),
        ("lianxin_app", "delete from audit_submission"),
        ("lianxin_app", "alter table audit_row disable trigger all"),
        ("lianxin_app", "drop function refuse_change() cascade"),
        ("lianxin_seal", "insert into audit_row (verb, object, actor) values ('v', 'o', 'a')"),
        ("lianxin_seal", "select from audit_submission"),
        ("lianxin_seal", "select from audit_token"),
    ],
)
def test_roles_do_their_own_part_alone(as_role: AsRole, role: str, statement: str) -> None:
    """The application cannot seal, the sealer cannot write rows or read secrets."""
    with pytest.raises(InsufficientPrivilege):
        as_role(role).execute(statement)


def test_grants_name_every_table() -> None:
    """The list of grants gives the application no change of what only grows."""
    for table in GROWING:
        assert "update" not in TABLES[table].get(APP, "")
        assert "update" not in TABLES[table].get(SEAL, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP,)

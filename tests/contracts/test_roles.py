"""Each database role tries what it must not, signed in as itself."""

import psycopg
import pytest
from psycopg import errors, sql

from tests.conftest import AsRole

APP, SEAL, MIGRATE = "lianxin_app", "lianxin_seal", "lianxin_migrate"
OWNER, VAULT = "lianxin_owner", "lianxin_vault"

PROTECTED = ("audit_row", "audit_link", "audit_seal")
GROWING = (*PROTECTED, "matters_event", "matters_wording", "matters_hand", "units_succession")
CHANGES = ("update {table} set {column} = {column}", "delete from {table}", "truncate {table}")
FIRST_COLUMN = "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1"
ON_DELETE, ON_UPDATE, ON_TRUNCATE = 8, 16, 32
ON_ALL = ON_DELETE | ON_UPDATE | ON_TRUNCATE
OTHERS = {
    APP: (
        "insert into audit_link default values",
        "insert into audit_seal default values",
        "update audit_submission set actor = 'another'",
        "update audit_submission set digest = ''",
        "delete from audit_submission",
        "update audit_token set expires = now() + interval '1 year'",
        "update audit_token set digest = ''",
        "update audit_outbox set topic = 'another'",
        "delete from audit_outbox",
        "select * from vault.person",
        "select * from vault.reading",
        "insert into vault.person default values",
        "update vault.person set sealed = ''",
        "delete from vault.reading",
        "create table vault.more (id int)",
        "create table more (id int)",
        "create schema more",
        "create function more() returns int language sql as 'select 1'",
        "create extension pg_trgm",
        "alter table audit_row disable trigger all",
        "alter table audit_row add column more text",
        "drop table audit_row",
        "drop trigger audit_row_stamp on audit_row",
        "set role lianxin_owner",
        "set role lianxin_vault",
        "set role lianxin_seal",
        "set session authorization lianxin_owner",
        "set session_replication_role = replica",
        "create role more",
        "alter role lianxin_app superuser",
        "select pg_read_file('PG_VERSION')",
        "copy audit_row to '/tmp/rows'",
        "copy audit_row to program 'cat'",
        "select * from pg_authid",
        "alter system set fsync = off",
        "delete from units_unit",
        "delete from accounts_person",
        "delete from django_migrations",
        "insert into django_migrations (app, name, applied) values ('a', 'b', now())",
    ),
    SEAL: (
        "insert into audit_row (verb) values ('forged')",
        "select * from accounts_person",
        "select * from accounts_session",
        "select * from matters_wording",
        "select * from vault.person",
        "select vault.find('{}')",
        "select * from audit_outbox",
        "create table more (id int)",
        "set role lianxin_owner",
        "set role lianxin_app",
        "alter table audit_link disable trigger all",
    ),
    MIGRATE: (
        "select * from public.audit_row",
        "select * from vault.person",
        "create table public.more (id int)",
        "set role lianxin_app",
        "alter role lianxin_app superuser",
        "create database more",
    ),
    VAULT: (
        "select * from public.audit_row",
        "select * from public.matters_wording",
        "select * from public.accounts_person",
        "update vault.reading set reason = 'another'",
        "delete from vault.reading",
        "delete from vault.person",
        "set role lianxin_owner",
    ),
    OWNER: (
        "select * from vault.person",
        "select * from vault.reading",
    ),
}
TRIED = [(role, words) for role, several in OTHERS.items() for words in several]
REFUSED = (errors.InsufficientPrivilege, errors.GeneratedAlways)


@pytest.mark.parametrize(("role", "words"), TRIED)
def test_is_refused(as_role: AsRole, role: str, words: str) -> None:
    with pytest.raises(REFUSED):
        as_role(role).execute(sql.SQL(words))


@pytest.mark.parametrize("role", [APP, SEAL])
@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("change", CHANGES)
def test_growing_tables_only_grow(
    as_role: AsRole, superuser: psycopg.Connection, role: str, table: str, change: str
) -> None:
    found = superuser.execute(FIRST_COLUMN, [table]).fetchone()
    column = sql.Identifier(str(found and found[0]))
    words = sql.SQL(change).format(table=sql.Identifier(table), column=column)
    with pytest.raises(errors.InsufficientPrivilege):
        as_role(role).execute(words)


@pytest.mark.parametrize("table", PROTECTED)
def test_triggers_refuse_even_the_owner(superuser: psycopg.Connection, table: str) -> None:
    rows = superuser.execute(
        "select tgtype::int from pg_trigger where tgrelid = %s::regclass and tgenabled <> 'D'"
        " and tgfoid = 'public.refuse_change'::regproc",
        [table],
    ).fetchall()
    covered = 0
    for (kinds,) in rows:
        covered |= kinds
    assert covered & ON_ALL == ON_ALL


@pytest.mark.parametrize(
    ("role", "name", "value"),
    [
        (APP, "statement_timeout", "5s"),
        (APP, "lock_timeout", "3s"),
        (APP, "TimeZone", "Asia/Shanghai"),
        (APP, "search_path", "public"),
        (SEAL, "statement_timeout", "5s"),
        (SEAL, "search_path", "public"),
        (MIGRATE, "lock_timeout", "2s"),
        (MIGRATE, "TimeZone", "Asia/Shanghai"),
    ],
)
def test_settings_stand_on_the_role(as_role: AsRole, role: str, name: str, value: str) -> None:
    row = as_role(role).execute("select current_setting(%s)", [name]).fetchone()
    assert row == (value,)


def test_no_role_is_more_than_it_says(superuser: psycopg.Connection) -> None:
    more = superuser.execute(
        "select rolname from pg_roles where rolname like 'lianxin\\_%' and"
        " (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)"
    )
    assert more.fetchall() == []
    logins = superuser.execute(
        "select rolname from pg_roles where rolname like 'lianxin\\_%' and rolcanlogin order by 1"
    )
    assert logins.fetchall() == [(APP,), (MIGRATE,), (SEAL,)]


def test_passwords_are_salted(superuser: psycopg.Connection) -> None:
    rows = superuser.execute("select rolpassword from pg_authid where rolpassword is not null")
    assert all(str(password).startswith("SCRAM-SHA-256$") for (password,) in rows)


def test_every_own_function_pins_its_search_path(superuser: psycopg.Connection) -> None:
    loose = superuser.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n"
        " on n.oid = p.pronamespace where n.nspname in ('public', 'vault')"
        " and pg_get_userbyid(p.proowner) in ('lianxin_owner', 'lianxin_vault')"
        " and p.proname not like 'procrastinate\\_%' and not (p.prolang ="
        " (select oid from pg_language where lanname = 'sql') and not p.prosecdef)"
        " and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')"
    )
    assert loose.fetchall() == []

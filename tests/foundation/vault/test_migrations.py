"""What each role of the database can do with the vault, tried as that role (SECURITY VA5, DB1)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from tests.conftest import AsRole

commits = pytest.mark.django_db(transaction=True)

APP = "lianxin_app"
INDEX = b"i" * 32
PUT = "select vault.put(%s, 'A', 'k', 'w', 's', %s)"
NOTE = "select vault.note(%s, %s, %s, 'name', 'because', '2103-0481')"
OPEN = "select person, sealed from vault.open(%s, %s, %s)"
READER = "staff:wang.fang"

FORBIDDEN = [
    "select * from vault.person",
    "select id from vault.person",
    "select count(*) from vault.reading",
    "insert into vault.person values (gen_random_uuid(), 'A', 'k', 'w', 's', 'i')",
    "insert into vault.reading values (gen_random_uuid(), gen_random_uuid(), 'a', 'b', 'c', 'd')",
    "update vault.person set sealed = 'x'",
    "update vault.reading set recorded_at = now()",
    "delete from vault.person",
    "delete from vault.reading",
    "truncate vault.person cascade",
    "drop table vault.reading",
    "alter table vault.reading disable trigger all",
    "create table vault.mine (id int)",
    "create function vault.mine() returns int language sql as 'select 1'",
    "create or replace function vault.mine() returns void language sql as 'select'",
    "alter function vault.find(bytea[]) security invoker",
    "grant select on vault.person to lianxin_app",
    "grant lianxin_vault to lianxin_app",
    "set role lianxin_vault",
    "set role lianxin_owner",
    "set session authorization lianxin_vault",
    "copy vault.person to stdout",
    "do 'begin lock table vault.person; end'",
    "select pg_read_file('postgresql.conf')",
    "create trigger t before insert on vault.person execute function vault.refuse_change()",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_app_has_no_way_but_the_functions(as_role: AsRole, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        as_role(APP).execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["select vault.find('{}')", "select * from vault.person", "set role lianxin_vault"],
)
def test_sealer_has_no_way_at_all(as_role: AsRole, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        as_role("lianxin_seal").execute(statement)


def kept(connection: psycopg.Connection) -> UUID:
    person = uuid4()
    connection.execute(PUT, [person, INDEX])
    return person


def noted(connection: psycopg.Connection, person: UUID, reader: str = READER) -> UUID:
    reading = uuid4()
    row = connection.execute(NOTE, [reading, person, reader]).fetchone()
    assert row == (True,)
    return reading


def opened(
    connection: psycopg.Connection, reading: UUID, reader: str = READER, minutes: Any = 60
) -> Any:
    return connection.execute(OPEN, [reading, reader, minutes]).fetchone()


@commits
def test_app_puts_finds_notes_and_opens(as_role: AsRole) -> None:
    app = as_role(APP)
    person = kept(app)
    found = app.execute("select vault.find(%s)", [[INDEX, b"j" * 32]]).fetchall()
    assert found == [(person,)]
    assert opened(app, noted(app, person)) == (person, b"s")


@commits
def test_note_of_nobody_is_told(as_role: AsRole) -> None:
    assert as_role(APP).execute(NOTE, [uuid4(), uuid4(), READER]).fetchone() == (False,)


@commits
def test_nothing_opens_without_a_note_or_for_another_reader(as_role: AsRole) -> None:
    app = as_role(APP)
    person = kept(app)
    reading = noted(app, person)
    assert opened(app, uuid4()) is None
    assert opened(app, person) is None
    assert opened(app, reading, "staff:li.na") is None
    assert opened(app, reading, "") is None


@commits
def test_nothing_opens_in_the_transaction_of_its_note(as_role: AsRole) -> None:
    app = as_role(APP)
    person = kept(app)
    with app.transaction():
        with app.transaction():
            inner = noted(app, person)
        outer = noted(app, person)
        assert opened(app, inner) is None
        assert opened(app, outer) is None
        with app.transaction():
            assert opened(app, inner) is None
    assert opened(app, inner) is not None


@commits
def test_nothing_opens_before_the_note_is_committed_or_after_it_was_undone(
    as_role: AsRole,
) -> None:
    app, other = as_role(APP), as_role(APP)
    person = kept(app)
    with app.transaction(force_rollback=True):
        reading = noted(app, person)
        assert opened(other, reading) is None
    assert opened(app, reading) is None
    assert opened(other, reading) is None


AGES = [
    (59, 60, True),
    (61, 60, False),
    (179, 100_000, True),
    (181, 100_000, False),
    (181, None, False),
    (0, 0, False),
    (0, -5, False),
]
"""Minutes since the note, minutes asked for, and whether it opens."""


@commits
def test_grant_ends(as_role: AsRole, superuser: psycopg.Connection) -> None:
    app = as_role(APP)
    reading = noted(app, kept(app))
    superuser.execute("alter table vault.reading disable trigger user")
    for age, minutes, opens in AGES:
        superuser.execute(
            "update vault.reading set recorded_at = clock_timestamp() - make_interval(mins => %s)",
            [age],
        )
        assert (opened(app, reading, minutes=minutes) is not None) is opens


@commits
def test_own_objects_of_the_caller_do_not_mislead_the_functions(as_role: AsRole) -> None:
    app = as_role(APP)
    person = kept(app)
    app.execute("create temp table person as select 1 as id")
    app.execute("create temp table reading as select 1 as id")
    app.execute("set search_path = pg_temp, vault, public")
    assert opened(app, noted(app, person)) == (person, b"s")


CHANGES = (
    "update vault.reading set about = 'x'",
    "delete from vault.reading",
    "truncate vault.reading",
)


@commits
def test_reading_is_never_changed(as_role: AsRole, superuser: psycopg.Connection) -> None:
    app, owner = as_role(APP), as_role("lianxin_vault")
    noted(app, kept(app))
    for statement in CHANGES:
        with pytest.raises(RestrictViolation):
            superuser.execute(statement)
        with pytest.raises((RestrictViolation, InsufficientPrivilege)):
            owner.execute(statement)


def test_put_takes_only_whole_records(as_role: AsRole) -> None:
    app = as_role(APP)
    for person, index in ((None, INDEX), (uuid4(), None), (uuid4(), b"short"), (uuid4(), b"")):
        with pytest.raises(psycopg.IntegrityError):
            app.execute(PUT, [person, index])


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except psycopg.Error:
        return True
    return False


@commits
def test_note_needs_reader_and_reason(as_role: AsRole) -> None:
    app = as_role(APP)
    person = kept(app)
    words = "select vault.note(%s, %s, %s, '', %s, '')"
    assert refused(lambda: app.execute(words, [uuid4(), person, "", "because"]))
    assert refused(lambda: app.execute(words, [uuid4(), person, READER, ""]))
    assert refused(lambda: app.execute(words, [uuid4(), person, READER, None]))


def test_functions_run_as_their_owner_with_a_fixed_path(superuser: psycopg.Connection) -> None:
    rows = superuser.execute(
        "select proname, pg_get_userbyid(proowner), prosecdef, proconfig from pg_proc"
        " where pronamespace = 'vault'::regnamespace and prorettype <> 'trigger'::regtype"
    ).fetchall()
    assert {row[0] for row in rows} == {"put", "find", "note", "open"}
    for _, owner, definer, path in rows:
        assert (owner, definer) == ("lianxin_vault", True)
        assert path == ["search_path=pg_catalog, pg_temp"]

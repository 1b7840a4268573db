"""Sealing: every committed row once, by transaction and not by id."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import psycopg
import pytest
from django.db import connection, connections

from lianxin.foundation.audit.actions import act, batch, seal, sealing
from lianxin.foundation.audit.models import Link, Row, Seal
from lianxin.foundation.audit.queries import entries, newest_seal, verify
from tests.foundation.audit.things import keeper

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "seal"])

KEEPER = keeper()


def write(count: int) -> None:
    """Write rows."""
    with batch(KEEPER):
        for number in range(count):
            with act(KEEPER, "v") as work:
                work.row(object=str(number), facts={"n": number, "文": "\t\n\\"})


def insert(connection: psycopg.Connection, name: str) -> None:
    """Write a row by hand."""
    connection.execute(
        "insert into audit_row (verb, object, actor, actor_name, unit, reason, facts)"
        " values ('v', %s, 'a', '', '', '', '{}')",
        [name],
    )


def test_rows_are_sealed_once_and_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seals of limited size, chained; a second run finds nothing."""
    monkeypatch.setattr(sealing, "ROWS_AT_MOST", 4)
    assert seal() == 0
    write(10)
    assert seal() == 10
    assert seal() == 0
    write(3)
    assert seal() == 3
    assert list(Seal.objects.order_by("number").values_list("number", "rows")) == [
        (1, 4),
        (2, 4),
        (3, 2),
        (4, 3),
    ]
    seals = list(Seal.objects.order_by("number"))
    for before, after in pairwise(seals):
        assert bytes(after.previous) == bytes(before.hash)
        assert after.horizon >= before.horizon
    verified = verify()
    assert (verified.rows, verified.seals, verified.unsealed, verified.first) == (13, 4, 0, None)
    assert newest_seal() == (4, verified.newest)
    assert all(entry.seal is not None for entry in entries(object="1"))


def test_a_slow_transaction_that_commits_a_low_id_late(superuser: psycopg.Connection) -> None:
    """Its row waits for it, later rows wait too, and none is left out."""
    superuser.execute("begin")
    insert(superuser, "slow")
    write(2)
    assert seal() == 0
    assert verify().unsealed == 2
    superuser.execute("commit")
    write(1)
    assert seal() == 4
    slow = Row.objects.get(object="slow")
    assert slow.pk == min(Row.objects.values_list("id", flat=True))
    assert Link.objects.get(row=slow).position == 0
    assert verify().first is None


def test_a_slow_transaction_that_is_rolled_back(superuser: psycopg.Connection) -> None:
    """Nothing of it is sealed or missed."""
    superuser.execute("begin")
    insert(superuser, "slow")
    write(2)
    superuser.execute("rollback")
    assert seal() == 2
    assert verify().first is None


def test_sealers_at_once_do_not_disturb_each_other() -> None:
    """Four sealers: each row in one seal, the chain whole."""
    write(200)

    def run(_: int) -> int:
        try:
            return seal()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 200
    assert Link.objects.count() == 200
    assert verify().first is None


def test_session_settings_do_not_change_what_is_hashed() -> None:
    """Another time zone, date style or output of floats and bytes gives the same hashes."""
    write(5)
    seal()
    with connection.cursor() as cursor:
        for setting in ("timezone = 'UTC'", "datestyle = 'SQL, DMY'", "bytea_output = 'escape'"):
            cursor.execute(f"SET {setting}")
        cursor.execute("SET extra_float_digits = 0")
    assert verify().first is None
    connection.close()

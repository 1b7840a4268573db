"""A number goes in sealed and comes out for a reason that was committed before."""

import mmap
import secrets
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import transaction
from psycopg import sql

from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import Invalid, KeyReused, NoRight, NotFound, Refused
from lianxin.foundation.vault import actions, queries
from lianxin.foundation.vault.rules import SealBroken
from lianxin.foundation.vault.words import DELIVERY_REASON
from tests.foundation.vault.conftest import CLERK, LI, MATTER, NUMBER, SENDER, WANG, put
from tests.plugin import running

loaded = pytest.mark.usefixtures("loaded")
committed = pytest.mark.usefixtures("committed")

REASON = "电话核实路灯位置"


def note(person: UUID, **more: object) -> UUID:
    asked = {"by": WANG, "reason": REASON, "about": MATTER} | more
    return actions.note(person=person, **asked)  # type: ignore[arg-type]


def rows(verb: str) -> list[Row]:
    return list(Row.objects.filter(verb=verb).order_by("id"))


@loaded
def test_put_keeps_a_mask_and_audit_learns_only_that() -> None:
    with act(citizen(""), "matters.intake") as work:
        found = actions.put(work, "138 1234 5678")
    assert found.mask == "138****5678"
    assert queries.find(NUMBER) == [found.id]
    (row,) = rows("vault.put")
    assert row.object == f"contact:{found.id}"
    assert "5678" not in f"{row.facts}{row.reason}{row.actor}"


def fails_after(kept: actions.Put) -> None:
    raise NotFound("matters.absent", where=kept.mask)


@loaded
def test_put_undone_with_its_act_leaves_nothing() -> None:
    with pytest.raises(NotFound), act(citizen(""), "matters.intake") as work:
        fails_after(actions.put(work, NUMBER))
    assert queries.find(NUMBER) == []
    assert rows("vault.put") == []


@loaded
def test_put_needs_its_right_and_a_number() -> None:
    with pytest.raises(NoRight), act(CLERK, "matters.take_down") as work:
        actions.put(work, NUMBER)
    with pytest.raises(Invalid) as caught, act(citizen(""), "matters.intake") as work:
        actions.put(work, "1381234567")
    assert caught.value.code == "vault.telephone.short"


@committed
def test_number_opens_for_a_committed_reason_and_every_step_is_a_row() -> None:
    person = put()
    reading = note(person)
    assert actions.open(by=WANG, reading=reading, about=MATTER) == NUMBER
    assert actions.open(by=WANG, reading=reading, about=MATTER) == NUMBER
    (noted,) = rows("vault.note")
    assert (noted.object, noted.actor, noted.reason) == (MATTER, WANG.id, REASON)
    assert noted.facts == {"contact": str(person), "reading": str(reading)}
    assert [row.object for row in rows("vault.open")] == [MATTER, MATTER]


@committed
def test_another_reader_is_refused_and_the_try_is_a_row() -> None:
    reading = note(put())
    for by, asked in ((LI, reading), (WANG, uuid4())):
        with pytest.raises(Refused) as caught:
            actions.open(by=by, reading=asked, about=MATTER)
        assert caught.value.code == "vault.closed"
    assert [row.actor for row in rows("vault.open_refused")] == [LI.id, WANG.id]


@committed
def test_a_reading_opens_under_its_own_matter_alone() -> None:
    reading = note(put())
    with pytest.raises(Refused) as caught:
        actions.open(by=WANG, reading=reading, about="2103-0999")
    assert caught.value.code == "vault.closed"
    assert [row.actor for row in rows("vault.open_refused")] == [WANG.id]
    assert rows("vault.open") == []


@committed
def test_note_and_open_in_one_transaction_is_refused() -> None:
    person = put()
    with transaction.atomic():
        reading = note(person)
        with pytest.raises(Refused):
            actions.open(by=WANG, reading=reading, about=MATTER)
    assert actions.open(by=WANG, reading=reading, about=MATTER) == NUMBER


@committed
def test_grant_ends_after_its_minutes(superuser: psycopg.Connection) -> None:
    reading = note(put())
    superuser.execute("alter table vault.reading disable trigger user")
    superuser.execute("update vault.reading set recorded_at = recorded_at - interval '61 minutes'")
    with pytest.raises(Refused) as caught:
        actions.open(by=WANG, reading=reading, about=MATTER)
    assert caught.value.code == "vault.closed"


@loaded
@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_short"), (" 核 实 ", "reason_short"), ("核" * 201, "reason_long")],
)
def test_reason_is_neither_too_short_nor_too_long(reason: str, code: str) -> None:
    person = put()
    with pytest.raises(Invalid) as caught:
        note(person, reason=reason)
    assert (caught.value.code, caught.value.where) == (f"vault.{code}", "reason")
    assert rows("vault.note") == []


@loaded
def test_who_lacks_the_right_neither_notes_nor_opens() -> None:
    person = put()
    reading = note(person)
    for by in (CLERK, citizen(MATTER)):
        with pytest.raises(NoRight):
            note(person, by=by)
        with pytest.raises(NoRight):
            actions.open(by=by, reading=reading, about=MATTER)


@committed
def test_sending_job_gives_a_fixed_reason() -> None:
    reading = note(put(), by=SENDER, reason="")
    assert actions.open(by=SENDER, reading=reading, about=MATTER) == NUMBER
    assert [row.reason for row in rows("vault.note")] == [DELIVERY_REASON]


@loaded
def test_nobody_has_no_contact() -> None:
    with pytest.raises(NotFound) as caught:
        note(uuid4())
    assert caught.value.code == "vault.absent"


@loaded
def test_form_sent_twice_notes_once() -> None:
    person, key = put(), uuid4()
    assert note(person, key=key) == note(person, key=key)
    assert len(rows("vault.note")) == 1
    with pytest.raises(KeyReused):
        note(person, key=key, reason="另一个理由")


@committed
def test_cells_swapped_by_a_superuser_do_not_open(superuser: psycopg.Connection) -> None:
    readings = [note(put(number)) for number in (NUMBER, "13999999999")]
    for cell in ("sealed", "wrapped", "key_id", "algorithm", "sealed"):
        superuser.execute(
            f"update vault.person p set {cell} = o.{cell}"  # noqa: S608 - our own names
            " from vault.person o where o.id <> p.id"
        )
        if cell in {"key_id", "algorithm"}:
            continue
        for reading in readings:
            with pytest.raises(SealBroken) as caught:
                actions.open(by=WANG, reading=reading, about=MATTER)
            assert caught.value.code == "vault.broken"


def holding(folder: Path, secret: bytes) -> list[Path]:
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as m:
                found += [path] if m.find(secret) >= 0 else []
    return found


@committed
def test_planted_number_is_in_no_table_file_or_log_of_the_database(
    superuser: psycopg.Connection,
) -> None:
    number = f"139{secrets.randbelow(10**8):08d}"
    person = put(number)
    assert actions.open(by=WANG, reading=note(person), about=MATTER) == number
    assert queries.find(number) == [person]
    superuser.execute("checkpoint")
    tables = superuser.execute(
        "select schemaname, tablename from pg_tables where schemaname in ('public', 'vault')"
    ).fetchall()
    assert ("vault", "person") in tables
    secret = number.encode()
    for name in tables:
        words = sql.SQL("copy {} to stdout").format(sql.Identifier(*name))
        with superuser.cursor() as cursor, cursor.copy(words) as rows_of_table:
            dumped = b"".join(bytes(part) for part in rows_of_table)
        assert secret not in dumped
        assert secret.hex().encode() not in dumped
    assert holding(running().folder.home, secret) == []


@committed
def test_scan_would_find_what_it_looks_for(superuser: psycopg.Connection) -> None:
    number = f"139{secrets.randbelow(10**8):08d}"
    superuser.execute("create table public.planted as select %s::text as number", [number])
    superuser.execute("checkpoint")
    assert holding(running().folder.home, number.encode())

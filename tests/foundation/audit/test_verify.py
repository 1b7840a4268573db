"""Verification finds and names whatever a superuser did."""

import argparse
from collections import Counter
from random import Random

import psycopg
import pytest

from lianxin.cli.main import parser
from lianxin.foundation.audit import commands
from lianxin.foundation.audit.actions import act, seal
from lianxin.foundation.audit.queries import Wrong, verify
from tests.foundation.audit.tampering import Tamperer, open_up, restore
from tests.foundation.audit.things import keeper

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "seal"])

TAMPERINGS = 1_000


def fill(seals: int = 6, rows: int = 5) -> None:
    """Write and seal some batches of rows."""
    for number in range(seals):
        for row in range(rows):
            with act(keeper(), "v") as work:
                work.row(object=f"{number}-{row}", reason="因", facts={"n": number, "r": row})
        assert seal() == rows


def test_every_tampering_is_found_and_named(superuser: psycopg.Connection) -> None:
    """1,000 random ones, each by itself, against an anchor kept elsewhere."""
    fill()
    anchor = verify().newest
    open_up(superuser)
    tamperer = Tamperer(superuser, Random(20261124))  # noqa: S311 - a walk that can be repeated
    found: Counter[Wrong] = Counter()
    for number in range(TAMPERINGS):
        way = tamperer.random.choice(tamperer.ways())
        expected = way()
        verified = verify(anchor=anchor)
        assert expected.fits(verified.first), (number, way, expected, verified)
        assert verified.first
        found[verified.first.wrong] += 1
        restore(superuser)
    assert verify(anchor=anchor).first is None
    assert set(found) == set(Wrong)


def test_the_tail_can_be_cut_unseen_without_an_anchor(superuser: psycopg.Connection) -> None:
    """What no outside anchor holds cannot be missed; with one it is."""
    fill(3)
    anchor = verify().newest
    open_up(superuser)
    superuser.execute(
        "delete from audit_row where id in (select row_id from audit_link where seal_id = 3)"
    )
    superuser.execute("delete from audit_link where seal_id = 3")
    superuser.execute("delete from audit_seal where number = 3")
    assert verify().first is None
    cut = verify(anchor=anchor).first
    assert cut
    assert (cut.wrong, cut.seal) == (Wrong.CUT, 3)


def test_rows_that_wait_for_their_seal_are_guarded_too(superuser: psycopg.Connection) -> None:
    """A row changed before its seal shows by the transaction that wrote it."""
    fill(1)
    with act(keeper(), "v") as work:
        work.row(object="waiting")
    assert verify().unsealed == 1
    open_up(superuser)
    superuser.execute("update audit_row set reason = 'other' where object = 'waiting'")
    found = verify().first
    assert found
    assert found.wrong == Wrong.CHANGED


def words(*given: str) -> argparse.Namespace:
    """Read a command line."""
    return parser().parse_args(["audit", *given])


def test_command_says_what_it_found(
    superuser: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0 with the newest seal, 1 with the first wrong row and what to do."""
    fill(2)
    with act(keeper(), "v") as work:
        work.row(object="last")
    sealing = words("seal")
    assert sealing.run(sealing) == 0
    verifying = words("verify")
    assert verifying.run(verifying) == 0
    newest = verify().newest
    assert newest in capsys.readouterr().out
    again = words("verify", "--anchor", newest.upper())
    assert again.run(again) == 0
    open_up(superuser)
    superuser.execute("update audit_row set verb = 'w' where object = '1-2'")
    assert verifying.run(verifying) == 1
    out = capsys.readouterr().out
    assert "第 2 号封条第 2 位" in out
    assert "被改" in out


def test_command_without_the_sealers_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence and exit code 1."""
    monkeypatch.setattr(commands, "SEALER", "nobody")
    sealing = words("seal")
    assert sealing.run(sealing) == 1
    assert "LIANXIN_SEAL_URL" in capsys.readouterr().err


def test_show_prints_every_row_about_a_number_or_a_login(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was done, by whom, why, and in which seal; a login shows both its sides."""
    with act(keeper(), "first.verb") as work:
        work.row(object="2103-0481", reason="因为", facts={"n": 1})
    assert seal() == 1
    with act(keeper(), "second.verb") as work:
        work.row(object="2103-0481")
        work.row(object="person:li.na")
        work.row(object="2103-0482")
    showing = words("show", "2103-0481")
    assert showing.run(showing) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("\t")[1:] == [
        "first.verb",
        "2103-0481",
        f"{keeper().id} {keeper().name}".strip(),
        "因为",
        '{"n": 1}',
        "第 1 号封条",
    ]
    assert second.endswith("等待封存")
    login = words("show", "li.na")
    assert login.run(login) == 0
    assert "person:li.na" in capsys.readouterr().out
    nothing = words("show", "2103-9999")
    assert nothing.run(nothing) == 1
    assert "2103-9999" in capsys.readouterr().err


def test_progress_is_told_up_to_the_end() -> None:
    """Rows done and rows in all."""
    fill(3)
    told: list[tuple[int, int]] = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (15, 15)

"""``kill -9`` in the middle of a counting anew: the next one moves the rest, and nothing twice."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from lianxin.cli import roles
from tests.faults.house import House, wait_for

LEGS = 40
AT_ONCE = 8
PATIENCE_SECONDS = 120
MADE = f"""
import os, django
django.setup()
from lianxin.cli.migrate import migrate
from lianxin.foundation.audit.actions import batch
from lianxin.foundation.kernel.actor import job
from tests.city import build
from tests.consultation.matters import asking, lives
migrate(os.environ["LIANXIN_MIGRATE_URL"])
build()
last = asking.into_next_year()
with batch(job("test")):
    for _time in range({LEGS}):
        lives.handled()
asking.publish(last)
"""
COUNTED = f"""
import django
django.setup()
from lianxin.consultation.matters.actions.recount import recount
from lianxin.consultation.matters.jobs.recounting import RECOUNTER, change_of
from lianxin.foundation.audit.models import Outbox
news = Outbox.objects.get(topic="clock.changed")
print(recount(by=RECOUNTER, change=change_of(news.about, news.seq), at_once={AT_ONCE}))
"""
MOVED = "select count(*) from matters_event where verb = 'recount'"
WAITS = """select count(*) from pg_locks
    where relation = 'matters_duechange'::regclass and not granted"""
NEXT_MATTER = """select 1 from matters_matter where id = (
    select id from matters_matter order by id offset 16 limit 1) for update"""
"""The first matter of the third batch."""
HALVES = {
    "matters that did not move once": """
        select number from matters_matter m where 1 <> (
            select count(*) from matters_event e where e.matter_id = m.id
            and e.verb = 'recount')""",
    "matters that are not their last image": """
        select number from matters_matter m join matters_event e
            on e.matter_id = m.id and e.seq = m.seq
        where (m.due, m.state, m.last_at) is distinct from (e.due, e.state, e.occurred_at)""",
    "turns that moved without their matter": """
        select number from matters_matter m join matters_leg l
            on l.matter_id = m.id and l.ended_at is null
        where l.provisional or l.due = l.first_due or (select count(*) from matters_duechange d
            where d.matter_id = m.id and d.seq = m.seq and d.due in (l.due, m.due)) <> 2""",
    "events without one audit row": """
        select number from matters_matter m where m.seq <> (select count(*) from audit_row r
            where r.object = m.number and r.facts ? 'seq')""",
    "units that were not told once": """
        select recipient from audit_outbox where topic = 'matters.recounted'
        group by recipient having count(*) > 1""",
}
"""What must never be found."""


@pytest.fixture
def house() -> Iterator[House]:
    """Give a database that writes through, with matters to count anew; nothing else runs."""
    with tempfile.TemporaryDirectory(prefix="lianxin-faults-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        made = House(Path(name))
        try:
            made.cluster.start()
            roles.bootstrap(made.cluster)
            finished(run(made, MADE))
            yield made
        finally:
            made.end()


def run(house: House, words: str) -> subprocess.Popen[bytes]:
    """Start a process of the house on its database."""
    own = {
        "DATABASE_URL": house.cluster.url("app"),
        "LIANXIN_MIGRATE_URL": house.cluster.url("migrate"),
        "LIANXIN_POOLED": "no",
    }
    return subprocess.Popen(
        [sys.executable, "-c", words], env=house.surroundings() | own, stdout=subprocess.PIPE
    )


def finished(process: subprocess.Popen[bytes]) -> bytes:
    """Wait until a process ends well; give what it said."""
    told, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    return told


def asked(house: House, query: str) -> list[object]:
    """Give one column from the database, by its superuser."""
    with psycopg.connect(house.cluster.url("superuser")) as connection:
        return [row[0] for row in connection.execute(query.encode())]


@contextmanager
def holding(house: House, statement: str) -> Iterator[None]:
    """Hold the locks of a statement, by the superuser."""
    with psycopg.connect(house.cluster.url("superuser")) as connection:
        connection.execute(statement.encode())
        yield
        connection.rollback()


def killed(house: House) -> subprocess.Popen[bytes]:
    """Start a counting anew; kill it in its third batch, dates and events written."""
    with ExitStack() as opened:
        with holding(house, NEXT_MATTER):
            process = run(house, COUNTED)
            wait_for(lambda: asked(house, MOVED) == [2 * AT_ONCE], "two batches did not move")
            opened.enter_context(holding(house, "lock table matters_duechange in share mode"))
        wait_for(lambda: asked(house, WAITS) != [0], "it did not come to the old dates")
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return process


def test_a_killed_recount_goes_on_and_moves_every_turn_exactly_once(house: House) -> None:
    assert killed(house).returncode == -signal.SIGKILL
    assert asked(house, MOVED) == [2 * AT_ONCE]
    assert int(finished(run(house, COUNTED))) == LEGS - 2 * AT_ONCE
    assert int(finished(run(house, COUNTED))) == 0
    assert asked(house, "select count(*) from matters_matter") == [LEGS]
    found = {name: asked(house, query) for name, query in HALVES.items()}
    assert found == {name: [] for name in HALVES}
    assert asked(house, "select recipient from audit_outbox where topic = 'matters.recounted'")

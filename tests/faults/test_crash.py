"""``kill -9`` under twenty writers: none lost, none doubled, nothing half (SECURITY section 3).

Short here; ``LIANXIN_FAULTS=long`` repeats each death thirty times.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from tests.faults.house import House, wait_for
from tests.faults.writers import Writers

REPEATS = 30 if os.environ.get("LIANXIN_FAULTS") == "long" else 1
BEFORE_SECONDS = 0.7
AFTER_SECONDS = 0.7
GAP_SECONDS = 30.0
"""Fifteen on a quiet machine; this one may be busy."""

HALVES = {
    "matters without their events": """
        select number from matters_matter m
        where seq <> (select count(*) from matters_event e where e.matter_id = m.id)""",
    "events without their audit row": """
        select number from matters_event e join matters_matter m on m.id = e.matter_id
        where not exists (select from audit_row r where r.object = m.number
            and r.verb = 'matters.' || e.verb and r.facts ->> 'seq' = e.seq::text)""",
    "audit rows without their event": """
        select object from audit_row r where facts ? 'seq' and not exists (
            select from matters_event e join matters_matter m on m.id = e.matter_id
            where m.number = r.object and e.seq = (r.facts ->> 'seq')::int)""",
    "matters not told to the dispatch desk": """
        select number from matters_matter m where 1 <> (select count(*) from audit_outbox o
            where o.about = m.number and o.topic = 'matters.received')""",
    "submissions without a receipt": """
        select key::text from audit_submission where not receipt ? 'number'
            and verb = 'matters.intake'""",
    "receipts without their matter": """
        select receipt ->> 'number' from audit_submission s where verb = 'matters.intake'
            and not exists (
                select from matters_matter m where m.number = s.receipt ->> 'number')""",
    "matters without words, reporter, leg or look-up code": """
        select number from matters_matter m where
            not exists (select from matters_wording w where w.matter_id = m.id)
            or not exists (select from matters_party p where p.matter_id = m.id)
            or not exists (select from matters_leg l where l.matter_id = m.id)
            or not exists (select from matters_lookup u where u.matter_id = m.id)""",
}
"""What must never be found."""


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Build the house once for all deaths."""
    with tempfile.TemporaryDirectory(prefix="lianxin-faults-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        built = House(Path(name))
        try:
            built.build()
            yield built
        finally:
            built.end()


def asked(house: House, query: str) -> list[str]:
    """Give one column from the database, by its superuser."""
    with psycopg.connect(house.cluster.url("superuser")) as connection:
        return [row[0] for row in connection.execute(query.encode())]


def more(writers: Writers, than: int) -> bool:
    """Tell whether so many posts were acknowledged; one that is refused ends the test."""
    assert not writers.journal.wrong
    return len(writers.journal.acknowledged) > than


@pytest.mark.parametrize(
    "death",
    [House.kill_a_web_process, House.kill_the_server, House.kill_the_database],
    ids=["web process", "server", "database"],
)
def test_what_was_acknowledged_stays_and_nothing_is_half(
    house: House, death: Callable[[House], None]
) -> None:
    writers = Writers(house.port)
    writers.start()
    try:
        wait_for(lambda: more(writers, 0), "no first post")
        for _time in range(REPEATS):
            time.sleep(BEFORE_SECONDS)
            enough = partial(more, writers, len(writers.journal.acknowledged) + 20)
            death(house)
            wait_for(enough, "no life after")
            time.sleep(AFTER_SECONDS)
    finally:
        writers.stop()
    journal = writers.journal
    assert not journal.wrong
    stored = dict(
        zip(
            asked(house, "select key::text from audit_submission order by key"),
            asked(house, "select receipt ->> 'number' from audit_submission order by key"),
            strict=True,
        )
    )
    lost = {key for key, number in journal.acknowledged.items() if stored.get(str(key)) != number}
    assert not lost
    numbers = asked(house, "select number from matters_matter")
    assert len(numbers) == len(set(stored.values()))
    assert set(journal.acknowledged.values()) <= set(numbers)
    found = {name: asked(house, query) for name, query in HALVES.items()}
    assert found == {name: [] for name in HALVES}
    told = f"{len(journal.acknowledged)} posts, {journal.failures} tried again"
    sys.stderr.write(f"{told}, gap {journal.longest_gap():.1f} s\n")
    assert journal.longest_gap() < GAP_SECONDS


def test_a_killed_worker_tells_each_thing_once(house: House) -> None:
    writers = Writers(house.port)
    writers.start()
    try:
        for _time in range(REPEATS):
            time.sleep(BEFORE_SECONDS)
            house.kill_the_worker()
    finally:
        writers.stop()
    waiting = "select about from audit_outbox where sent_at is null"
    wait_for(lambda: not asked(house, waiting), "orders were left behind")
    doubled = """select about from notices_notice group by about, topic, person_id
        having count(*) > 1"""
    assert not asked(house, doubled)
    untold = """select number from matters_matter m where not exists (
        select from notices_notice n where n.about = m.number)"""
    assert not asked(house, untold)

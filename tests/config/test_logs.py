"""While the database is away the log says so in one line, and tells everything else whole."""

import logging

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException

from lianxin.config import logs


def record(name: str, words: str, error: BaseException | None = None) -> logging.LogRecord:
    """Make what a library logs."""
    info = (type(error), error, None) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, words, None, info)


def lost() -> ConnectorException:
    """Make the error of a worker whose database was killed."""
    made = ConnectorException()
    made.__cause__ = psycopg.OperationalError("connection is bad: refused\n\tIs it running?")
    return made


def test_a_lost_database_is_one_line_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    away = logs.DatabaseAway()
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    first = record("procrastinate.worker.worker", "Side task failed", lost())
    assert away.filter(first)
    said = logging.Formatter("{levelname} {message}", style="{").format(first)
    assert said.startswith("WARNING 数据库连不上")
    assert said.endswith("connection is bad: refused")
    assert len(said.splitlines()) == 1
    assert not away.filter(record("psycopg.pool", "error connecting in 'pool-1': refused"))
    now[0] += logs.QUIET_SECONDS
    assert away.filter(record("psycopg.pool", "error connecting in 'pool-1': refused"))


def test_another_fault_keeps_its_trace() -> None:
    away = logs.DatabaseAway()
    for other in (
        record("procrastinate.worker.worker", "job failed", ValueError("x")),
        record("lianxin.faces", "E-3F2A", lost()),
        record("django", "words"),
    ):
        kept = other.exc_info
        assert away.filter(other)
        assert other.exc_info is kept

"""What the log says while the database is away: one line now and then, and no traceback."""

import logging
import time
from collections.abc import Iterator

import psycopg
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException

QUIET_SECONDS = 10.0
POOL = "psycopg.pool"
WORKER = "procrastinate"
LINE = "数据库连不上，正在重连 · the database cannot be reached, connecting again: %s"
ABSENT = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def reason_of(record: logging.LogRecord) -> str | None:
    """Give why the database is away in one line; None when a record tells something else."""
    if record.name.startswith(POOL):
        return first_line(record.getMessage())
    error = record.exc_info[1] if record.exc_info else None
    if not record.name.startswith(WORKER) or error is None:
        return None
    causes = [one for one in chain(error) if isinstance(one, (*ABSENT, ConnectorException))]
    return first_line(str(causes[-1])) if causes else None


def first_line(text: str) -> str:
    """Give the first line of a text that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "-")


class DatabaseAway(logging.Filter):
    """Turns what pool and worker log of a lost database into one line, at most every ten seconds.

    Both connect again by themselves; everything else passes as it is.
    """

    def __init__(self) -> None:
        """Have said nothing yet."""
        super().__init__()
        self.said = -QUIET_SECONDS

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record, or drop it while the last line is fresh."""
        reason = reason_of(record)
        if reason is None:
            return True
        now = time.monotonic()
        if now - self.said < QUIET_SECONDS:
            return False
        self.said = now
        record.name, record.levelno, record.levelname = "lianxin", logging.WARNING, "WARNING"
        record.msg, record.args = LINE, (reason,)
        record.exc_info = record.exc_text = record.stack_info = None
        return True

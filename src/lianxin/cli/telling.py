"""Turns whatever went wrong into sentences on the terminal and an exit code."""

import errno
import sys
import traceback
from datetime import UTC, datetime
from secrets import token_hex

import psycopg
from django.apps import apps
from django.db import Error as DatabaseFault
from procrastinate.exceptions import ConnectorException

from lianxin.cli.faults import Fault, say
from lianxin.config.environment import BadSetting, default_home
from lianxin.foundation.faces import sentences
from lianxin.foundation.kernel.errors import InvalidMany, LianxinError

WRONG = 1
UNEXPECTED = 70
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def tell(error: Exception) -> int:
    """Print what went wrong and return the exit code; keep the rest in the log."""
    lines = known(error)
    if not lines:
        number = keep(error)
        lines = [
            say(
                f"出现意外错误，编号 {number}，详情记在 {default_home() / 'log'}。",
                f"An unexpected error, number {number}; details are in {default_home() / 'log'}.",
            )
        ]
    for line in lines:
        print(line, file=sys.stderr)
    if isinstance(error, Fault):
        return error.code
    return WRONG if known(error) else UNEXPECTED


def known(error: Exception) -> list[str]:
    """Return the sentences of a fault that a person can put right, else none."""
    if isinstance(error, Fault):
        return [str(error)]
    if isinstance(error, BadSetting):
        return [say(f"设置 {error.name} 不对：{error.why}", f"Setting {error.name}: {error.why}")]
    if isinstance(error, LianxinError) and apps.ready:
        faults = error.faults if isinstance(error, InvalidMany) else (error,)
        return [
            sentences.tell(fault, where=sentences.place(fault.where) or fault.where).text
            for fault in faults
        ]
    return of_system(error)


def of_system(error: Exception) -> list[str]:
    """Return the sentence of a fault of the disk or the database, else none."""
    cause = error.__cause__ if isinstance(error, (DatabaseFault, ConnectorException)) else error
    if isinstance(cause, psycopg.errors.DiskFull):
        return [disk_full()]
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return [say("数据库还没有建表，先运行 lianxin migrate。", "Run lianxin migrate first.")]
    if isinstance(cause, psycopg.OperationalError):
        reason = (str(cause).splitlines() or ["-"])[0]
        return [say(f"连不上数据库：{reason}", f"The database cannot be reached: {reason}")]
    if isinstance(cause, OSError):
        return [disk_full() if cause.errno in FULL else of_file(cause)]
    return []


def disk_full() -> str:
    """Say that the disk is full."""
    return say("磁盘已满，清出空间后再试。", "The disk is full: free some space and try again.")


def of_file(error: OSError) -> str:
    """Name the file and the system's reason."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def keep(error: Exception) -> str:
    """Write the traceback to the log; return the number under which it stands there."""
    number = token_hex(4)
    lines = traceback.format_exception(error)
    try:
        folder = default_home() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "errors.log").open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {number}\n{''.join(lines)}\n")
    except OSError:
        return number
    return number

"""``lianxin job run``: run a job that acts for a time here and now, or for a given time."""

import argparse
from datetime import datetime

from django.utils import timezone

from lianxin.cli.faults import say
from lianxin.config import running
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right

OPERATOR = job("terminal", Right.JOBS_READ)
"""Whoever may run commands on the server."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``job run NAME [--at TIME]``."""
    words = "后台任务 · jobs of the schedule"
    group = commands.add_parser("job", help=words, description=words)
    parts = group.add_subparsers(dest="part", required=True, metavar="PART")
    words = "现在运行，或按给定的时刻运行 · run now, or for a given time"
    made = parts.add_parser("run", help=words, description=words)
    made.add_argument("name", choices=running.timed(), help="任务名 · the job")
    at = "当作这个时刻，例如 2027-01-05T08:00 · as at this local time"
    made.add_argument("--at", type=moment_of, metavar="TIME", help=at)
    made.set_defaults(run=run, right=Right.JOBS_READ)


def moment_of(word: str) -> datetime:
    """Read a local time. Raises ArgumentTypeError."""
    try:
        found = datetime.fromisoformat(word)
    except ValueError as error:
        told = f"{word}: 不是时刻，请写成 2027-01-05T08:00 · no time, write 2027-01-05T08:00"
        raise argparse.ArgumentTypeError(told) from error
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def run(asked: argparse.Namespace) -> int:
    """Run the job and say how many notices are new. Raises Invalid."""
    moment = asked.at or timezone.now()
    told = running.run_here(by=OPERATOR, name=asked.name, moment=moment)
    print(say(f"新通知 {told} 条。", f"{told} new notices."))
    return 0

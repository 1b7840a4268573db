"""``lianxin job run``: run a job of the schedule now, or for a given time."""

import argparse
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.jobs import RUNNABLE
from lianxin.foundation.kernel.rights import Right


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``job run NAME [--at TIME]``."""
    words = "后台任务 · jobs of the schedule"
    group = commands.add_parser("job", help=words, description=words)
    parts = group.add_subparsers(dest="part", required=True, metavar="PART")
    words = "现在运行,或按给定的时刻运行 · run now, or for a given time"
    run = parts.add_parser("run", help=words, description=words)
    run.add_argument("name", choices=sorted(RUNNABLE), help="任务名 · the job")
    at = "当作这个时刻,例如 2027-01-05T08:00 · as at this local time"
    run.add_argument("--at", type=_moment, metavar="TIME", help=at)
    run.set_defaults(run=_run, right=Right.JOBS_READ)


def _moment(word: str) -> datetime:
    try:
        found = datetime.fromisoformat(word)
    except ValueError as error:
        told = f"{word}: 不是时刻,请写成 2027-01-05T08:00 · no time, write 2027-01-05T08:00"
        raise argparse.ArgumentTypeError(told) from error
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _run(asked: argparse.Namespace) -> int:
    """Run the job and say how many people were told."""
    told = RUNNABLE[asked.name](asked.at or timezone.now())
    print(_("新通知 {told} 条。").format(told=told))
    return 0

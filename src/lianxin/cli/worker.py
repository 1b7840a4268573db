"""``lianxin worker``: sends the outbox, seals the audit and runs every job of the schedule."""

import argparse
import asyncio

from procrastinate.app import WorkerOptions

from lianxin.cli import check, surroundings
from lianxin.config.worker import WORKER, build_worker


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "执行后台任务 · run the jobs"
    parser = commands.add_parser("worker", help=words, description=words)
    parser.add_argument("--once", action="store_true", help="做完现有任务就停 · stop when idle")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Work until told to stop, or until nothing is left. Raises Fault."""
    with surroundings.database():
        check.refuse()
        asyncio.run(work(once=asked.once))
    return 0


async def work(*, once: bool) -> None:
    """Take jobs as they come; a job in hand may finish when the worker is stopped."""
    worker = build_worker()
    options: WorkerOptions = {**WORKER, "wait": not once}
    async with worker.open_async():
        await worker.run_worker_async(**options)

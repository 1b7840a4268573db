"""``lianxin worker``: sends the outbox, seals the audit and runs every job of the schedule."""

import argparse
import asyncio
import logging
import signal
from contextlib import suppress

from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException

from lianxin.cli import check, surroundings
from lianxin.cli.faults import say
from lianxin.config.worker import WORKER, build_worker
from lianxin.foundation.kernel.rights import Right

AGAIN_SECONDS = 1.0
LOG = logging.getLogger("lianxin.worker")


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "执行后台任务 · run the jobs"
    parser = commands.add_parser("worker", help=words, description=words)
    parser.add_argument("--once", action="store_true", help="做完现有任务就停 · stop when idle")
    parser.set_defaults(run=run, right=Right.OPERATE)


def run(asked: argparse.Namespace) -> int:
    """Work until told to stop, or until nothing is left. Raises Fault."""
    with surroundings.database():
        check.refuse()
        asyncio.run(once() if asked.once else always())
    return 0


async def once() -> None:
    """Do what waits."""
    await work({**WORKER, "wait": False})


async def work(options: WorkerOptions) -> None:
    """Take jobs as they come; a job in hand may finish when this is cancelled."""
    worker = build_worker()
    async with worker.open_async():
        await worker.run_worker_async(**options)


async def always() -> None:
    """Work until a signal; a database that goes away meanwhile is waited for.

    Raises ConnectorException when it was not there from the first.
    """
    told = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending, told.set)
    asked = asyncio.create_task(told.wait())
    await shift(asked)
    while not told.is_set():
        LOG.warning(say("数据库断开过，正在重连。", "The database went away; connecting again."))
        await asyncio.sleep(AGAIN_SECONDS)
        with suppress(ConnectorException):
            await shift(asked)


async def shift(asked: "asyncio.Task[bool]") -> None:
    """Work until it is asked to end, or until the database goes away. Raises ConnectorException."""
    options: WorkerOptions = {**WORKER, "wait": True, "install_signal_handlers": False}
    working = asyncio.create_task(work(options))
    await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
    if asked.done():
        working.cancel()
    with suppress(asyncio.CancelledError):
        await working

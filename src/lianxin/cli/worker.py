"""``lianxin worker``: sends the outbox, seals the audit and runs every job of the schedule."""

import argparse
import asyncio

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from lianxin.cli import surroundings

PATIENCE_SECONDS = 15.0


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "执行后台任务 · run the jobs"
    parser = commands.add_parser("worker", help=words, description=words)
    parser.add_argument("--once", action="store_true", help="做完现有任务就停 · stop when idle")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Work until told to stop, or until nothing is left."""
    with surroundings.database():
        asyncio.run(work(once=asked.once))
    return 0


async def work(*, once: bool) -> None:
    """Take jobs as they come; a job in hand may finish when the worker is stopped."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    with app.replace_connector(connector.get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(
                wait=not once,
                shutdown_graceful_timeout=PATIENCE_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=True,
            )

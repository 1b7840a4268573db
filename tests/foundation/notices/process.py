"""A worker in a process of its own, for tests that kill it: ``python -m ... MODE``."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - the models need Django first

from lianxin.config.worker import WORKER, build_worker  # noqa: E402 - as above
from lianxin.foundation.notices import actions, jobs  # noqa: E402 - as above
from lianxin.foundation.notices.queries import OutboxItem  # noqa: E402 - as above

TOPIC = "test.told"


def tell(item: OutboxItem) -> None:
    """Tell one person, as a handler does."""
    actions.tell_person(
        login="li.na",
        topic=item.topic,
        about=item.about,
        code="matters.told.received",
        arguments={"subject": "一件事"},
        href=f"/desk/matters/{item.about}",
        dedupe=item.dedupe,
    )


def tell_and_die(item: OutboxItem) -> None:
    """Tell one person, then die before anything is committed."""
    tell(item)
    os.kill(os.getpid(), signal.SIGKILL)


def tell_slowly(item: OutboxItem) -> None:
    """Say that the job began, and go on only when the file is gone."""
    mark = Path(item.recipient)
    mark.touch()
    while mark.exists():
        time.sleep(0.05)
    tell(item)


HANDLERS = {"tell": tell, "die": tell_and_die, "slow": tell_slowly}


async def work() -> None:
    """Run the house's worker."""
    worker = build_worker()
    async with worker.open_async():
        await worker.run_worker_async(**WORKER)


def main(mode: str) -> None:
    """Send once, or run the worker with one of the handlers."""
    settings.ORIGIN = "https://lianxin.example"
    if mode == "send":
        settings.SMS_GATEWAY = os.environ["TEST_GATEWAY"]
        actions.send_next()
        return
    jobs.wire({TOPIC: HANDLERS[mode]})
    asyncio.run(work())


if __name__ == "__main__":
    main(sys.argv[1])

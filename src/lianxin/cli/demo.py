"""``lianxin demo``: a small city to try, from an empty folder to pages one can open.

Every step says what it does and how long it took. Running it again loses nothing; Ctrl-C ends
everything it started, and so does its own sudden death.
"""

import argparse
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from lianxin.cli import children, migrate, roles, serve, surroundings
from lianxin.cli.cluster import Cluster
from lianxin.cli.faults import say
from lianxin.cli.folder import only_one
from lianxin.demo import city
from lianxin.foundation.clock import actions as calendar
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters

LOADER = job("demo", Right.PARAMETERS_MANAGE)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "试用：建一座小城并打开网站 · a small city to try"
    parser = commands.add_parser("demo", help=words, description=words)
    serve.add_place(parser)
    parser.add_argument(
        "--no-serve",
        action="store_true",
        help="只建库，不开网站，用 lianxin stop 结束 · build it and leave the database up",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="空城：没有单位和人，自己导入 · no units and people: bring in your own",
    )
    parser.set_defaults(run=run, right=Right.OPERATE)


def run(asked: argparse.Namespace) -> int:
    """Build what is missing, then serve until Ctrl-C. Raises Fault."""
    cluster = surroundings.own_cluster()
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell without jobs has SIGINT ignored
        signal.signal(ending, interrupt)
    with only_one(cluster.folder):
        cluster.folder.check_space()
        if not asked.no_serve:
            serve.check_free(asked.address, asked.port)
        started = build(cluster, detached=asked.no_serve, empty=asked.empty)
        if asked.no_serve:
            print(
                say(
                    "数据库已就绪，lianxin stop 结束。", "The database is up: lianxin stop ends it."
                )
            )
            return 0
        try:
            keep_serving(cluster, asked.address, asked.port, empty=asked.empty)
        finally:
            if started:
                cluster.stop()
    return 0


def build(cluster: Cluster, *, detached: bool, empty: bool) -> bool:
    """Bring the folder to a city that can be opened; say whether the database was started.

    An ``empty`` one has no units and people yet.
    """
    with step("启动数据库", "Start the database"):
        started = cluster.start(detached=detached)
    try:
        with step("建立角色与数据表", "Make roles and tables"):
            roles.bootstrap(cluster)
            migrate.migrate(surroundings.migrate_url())
        with step("装入参数与日历", "Load parameters and calendar"):
            parameters.load(by=LOADER)
            calendar.load_days(by=LOADER)
        if not empty:
            with step("建立小城", "Build the city"):
                city.build(progress)
    except BaseException:
        if started:
            cluster.stop()
        raise
    return started


def keep_serving(cluster: Cluster, address: str, port: int, *, empty: bool) -> None:
    """Run server and worker, and start again whatever of the three ends by itself.

    Links in the demo's messages lead to where the demo is.
    """
    os.environ.setdefault("LIANXIN_ORIGIN", f"http://{address}:{port}")
    os.environ.setdefault("LIANXIN_OFFICE_PHONE", city.OFFICE_PHONE)
    place = ("--address", address, "--port", str(port))
    with children.running(("serve", *place), ("worker",)) as kept:
        with step("启动网站", "Start the web server"):
            kept.wait_open(address, port)
        print_sign_ins(f"http://{address}:{port}", [] if empty else city.SIGN_INS)
        while True:
            if cluster.start():
                progress(say("数据库已重新启动。", "The database was started again."))
            kept.renew()
            time.sleep(children.STEP_SECONDS)


def print_sign_ins(address: str, sign_ins: Sequence[str]) -> None:
    """Print where to go and as whom; how people come in where there are none."""
    print(f"\n{say('打开', 'Open')} {address}\n")
    bringing_in = say(
        "接下来导入单位和人：docs/bringing-in-a-city.md",
        "Now bring in units and people: docs/bringing-in-a-city.md",
    )
    for line in sign_ins or [bringing_in]:
        print(f"  {line}")
    print("\n" + say("按 Ctrl-C 结束。", "Ctrl-C ends it."), flush=True)


def progress(line: str) -> None:
    """Print one line of what is going on."""
    print(f"    {line}", flush=True)


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Name a step, and when it is done the seconds it took."""
    name, began = say(zh, en), time.monotonic()
    print(f"· {name}", flush=True)
    yield
    print(f"✓ {name} {time.monotonic() - began:.1f} s", flush=True)


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt

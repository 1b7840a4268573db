"""``lianxin stop``: ends the demo of this data folder and its database."""

import argparse

from lianxin.cli import surroundings
from lianxin.cli.faults import say
from lianxin.cli.folder import end_other
from lianxin.foundation.kernel.rights import Right


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "结束试用及其数据库 · end the demo and its database"
    commands.add_parser("stop", help=words, description=words).set_defaults(
        run=run, right=Right.OPERATE
    )


def run(_: argparse.Namespace) -> int:
    """End what runs on the data folder; it is no fault when nothing does."""
    cluster = surroundings.own_cluster()
    ended = end_other(cluster.folder)
    ended = cluster.stop() or ended
    print(say("已结束。", "Ended.") if ended else say("没有在运行。", "Nothing was running."))
    return 0

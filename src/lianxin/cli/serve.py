"""``lianxin serve``: the web server."""

import argparse
import os
import socket
from contextlib import closing

from django.core.management import call_command
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from lianxin.cli import check, surroundings
from lianxin.cli.faults import Fault
from lianxin.config.environment import WEB_PROCESSES
from lianxin.foundation.kernel.rights import Right

ADDRESS = "127.0.0.1"
PORT = 8000
THREADS = 4
PATIENCE_SECONDS = 15


def add_place(parser: argparse.ArgumentParser) -> None:
    """Add where to listen."""
    parser.add_argument("--address", default=ADDRESS, help="监听地址 · address to listen on")
    parser.add_argument("--port", type=port, default=PORT, help="端口 · port")


def port(text: str) -> int:
    """Read a port, 1 to 65535."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number < 1 << 16:
        raise argparse.ArgumentTypeError(f"1–65535: {text}")
    return number


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "启动网站 · start the web server"
    parser = commands.add_parser("serve", help=words, description=words)
    add_place(parser)
    parser.add_argument("--workers", type=int, default=WEB_PROCESSES, help="进程数 · processes")
    parser.add_argument("--threads", type=int, default=THREADS, help="每进程线程数 · threads each")
    parser.set_defaults(run=run, right=Right.OPERATE)


def check_free(address: str, number: int) -> None:
    """Refuse a port that another program holds, or that this user may not open. Raises Fault."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, number))
        except OSError as error:
            reason = error.strerror or str(error)
            raise Fault(
                f"不能在 {address} 端口 {number} 上监听：{reason}。用 --port 另选一个端口。",
                f"Cannot listen on {address} port {number}: {reason}. Choose another by --port.",
            ) from error


def run(asked: argparse.Namespace) -> int:
    """Collect the static files, then serve until told to stop. Raises Fault."""
    check_free(asked.address, asked.port)
    with surroundings.database():
        check.refuse()
        call_command("collectstatic", interactive=False, verbosity=0)
        os.environ["LIANXIN_WEB_PROCESSES"] = str(asked.workers)
        Server(
            "lianxin.cli.web:application",
            address=asked.address,
            port=asked.port,
            interface=Interfaces.WSGI,
            workers=asked.workers,
            blocking_threads=asked.threads,
            respawn_failed_workers=True,
            respawn_interval=0.5,
            workers_kill_timeout=PATIENCE_SECONDS,
            log_level=LogLevels.warning,
        ).serve()
    return 0

"""Server and worker as children of the demo: they die with it and are started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lianxin.cli.cluster import die_with_parent
from lianxin.cli.faults import Fault

OPEN_SECONDS = 60.0
STOP_SECONDS = 20.0
STEP_SECONDS = 0.2
MOST_RESTARTS = 10


@dataclass(slots=True)
class Children:
    """The processes that are kept running, by the words they were started with."""

    processes: dict[tuple[str, ...], subprocess.Popen[bytes]] = field(default_factory=dict)
    restarts: int = 0

    def start(self, words: tuple[str, ...]) -> None:
        """Start one command of this program, out of the terminal's reach.

        Should this process die, the database goes with it: nothing is left to wait for.
        """
        self.processes[words] = subprocess.Popen(
            [sys.executable, "-m", "lianxin.cli", *words],
            stdin=subprocess.DEVNULL,
            env=own_environment(words[0]),
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - one thread
        )

    def renew(self) -> None:
        """Start again what ended; give up when that goes on and on. Raises Fault."""
        for words, process in list(self.processes.items()):
            if process.poll() is not None:
                self.restarts += 1
                if self.restarts > MOST_RESTARTS:
                    raise ended(words[0], process.returncode)
                self.start(words)

    def wait_open(self, address: str, port: int) -> None:
        """Wait until the server takes connections. Raises Fault."""
        end = time.monotonic() + OPEN_SECONDS
        while time.monotonic() < end:
            for words, process in self.processes.items():
                if process.poll() is not None:
                    raise ended(words[0], process.returncode)
            try:
                socket.create_connection((address, port), timeout=1).close()
            except OSError:
                time.sleep(STEP_SECONDS)
            else:
                return
        raise ended("serve", 0)

    def stop(self) -> None:
        """End all of them, kindly at first."""
        for process in self.processes.values():
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def own_environment(command: str) -> dict[str, str]:
    """Return the environment of a child; the sealer's address is the worker's alone."""
    kept = {name: value for name, value in os.environ.items() if name != "LIANXIN_POOLED"}
    if command != "worker":
        kept.pop("LIANXIN_SEAL_URL", None)
    return kept


def ended(command: str, code: int) -> Fault:
    """Say that a child ended by itself."""
    return Fault(
        f"lianxin {command} 自行结束（{code}），原因见上文。",
        f"lianxin {command} ended by itself ({code}); the reason stands above.",
    )


@contextmanager
def running(*commands: tuple[str, ...]) -> Iterator[Children]:
    """Run commands for a while, and end them however that while ends."""
    kept = Children()
    try:
        for words in commands:
            kept.start(words)
        yield kept
    finally:
        kept.stop()

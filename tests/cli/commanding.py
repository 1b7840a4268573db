"""Runs the command line as a person would, on a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

READY_SECONDS = 120.0
END_SECONDS = 40.0
STEP_SECONDS = 0.1


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@dataclass(slots=True)
class House:
    """A data folder, and what was started on it."""

    home: Path
    port: int = field(default_factory=free_port)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def surroundings(self, language: str = "") -> dict[str, str]:
        """Return the environment of a person who set nothing but the folder."""
        mine = re.compile("LIANXIN_|DATABASE_URL|DJANGO_|LC_|LANG|PYTEST_")
        kept = {name: value for name, value in os.environ.items() if not mine.match(name)}
        return kept | {"LIANXIN_HOME": str(self.home), "LANG": language, "PYTHONUNBUFFERED": "1"}

    def run(self, *words: str, language: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "lianxin.cli", *words],
            env=self.surroundings(language),
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )

    def demo(self, log: Path) -> subprocess.Popen[str]:
        """Start the demo and wait until its pages answer."""
        with log.open("w", encoding="utf-8") as opened:
            process = subprocess.Popen(
                [sys.executable, "-m", "lianxin.cli", "demo", "--port", str(self.port)],
                env=self.surroundings(),
                stdout=opened,
                stderr=opened,
                text=True,
                start_new_session=True,
            )
        self.started.append(process)
        end = time.monotonic() + READY_SECONDS
        while "Ctrl-C" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(STEP_SECONDS)
        return process

    def get(self, path: str) -> tuple[int, str]:
        """Open a page."""
        address = f"http://127.0.0.1:{self.port}{path}"
        try:
            with urlopen(Request(address), timeout=30) as answer:
                return int(answer.status), str(answer.read().decode())
        except HTTPError as error:
            return error.code, error.read().decode()

    def processes(self) -> list[int]:
        """Return what runs on this folder: database, server, worker."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes()
                surroundings = (entry / "environ").read_bytes()
            except OSError:
                continue
            mark = str(self.home).encode()
            if words and (mark in words or b"LIANXIN_HOME=" + mark in surroundings):
                found.append(int(entry.name))
        return found

    def wait_empty(self) -> list[int]:
        """Wait until nothing runs any more; return what still does."""
        end = time.monotonic() + END_SECONDS
        while self.processes() and time.monotonic() < end:
            for process in self.started:
                process.poll()
            time.sleep(STEP_SECONDS)
        return self.processes()

    def kill(self) -> None:
        """Kill everything at once, as a power cut would."""
        for number in self.processes():
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self.started:
            process.wait(END_SECONDS)

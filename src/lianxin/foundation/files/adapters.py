"""The folder of photos, and the process that draws them anew."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.utils.timezone import get_default_timezone

from lianxin.foundation.files.rules import Limits, PhotoSize
from lianxin.foundation.kernel.errors import Busy, Invalid

DRAWING = "lianxin.foundation.files.rules.drawing"
DRAWING_SECONDS = 20
DRAWINGS_AT_ONCE = 2
WAIT_SECONDS = 10
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SIZES = (PhotoSize.FULL, PhotoSize.SMALL)

_turns = BoundedSemaphore(DRAWINGS_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A photo as it comes back: width and height in pixels, bytes by size."""

    width: int
    height: int
    parts: dict[PhotoSize, bytes]


def draw(photo: bytes, kind: str, limits: Limits) -> Drawn:
    """Have a photo judged and drawn anew in a confined process (SECURITY IN3).

    Raises Invalid("files.pixels", "files.frames", "files.damaged") and Busy("files.busy").
    """
    numbers = (limits.pixels, limits.full_edge, limits.small_edge)
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise Busy("files.busy", where="photos")
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the upload is only its input
            [sys.executable, "-I", "-m", DRAWING, kind, *map(str, numbers)],
            input=photo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=DRAWING_SECONDS,
            check=True,
            cwd="/",
            env={},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise Invalid("files.damaged", where="photos") from fault
    finally:
        _turns.release()
    return _drawn(done.stdout)


def _drawn(answer: bytes) -> Drawn:
    line, _, rest = answer.partition(b"\n")
    told = json.loads(line)
    if "code" in told:
        raise Invalid(told["code"], where="photos", **told["arguments"])
    ends = [0]
    for length in told["lengths"]:
        ends.append(ends[-1] + length)
    parts = [rest[start:end] for start, end in pairwise(ends)]
    return Drawn(told["width"], told["height"], dict(zip(SIZES, parts, strict=True)))


def root() -> Path:
    """Give the folder of photos, outside of what the web server serves."""
    return Path(settings.MEDIA_ROOT)


def place(name: str, size: PhotoSize) -> Path:
    """Give where one size of a photo lies: two levels of folders by its random name."""
    return root() / name[:2] / name[2:4] / f"{name}-{size.value}.jpg"


def store(name: str, parts: dict[PhotoSize, bytes], *, day: date) -> None:
    """Write every size or none; once this returns they are on the disk. File times tell the day.

    Raises Busy("files.full") for a full disk, Busy("files.storage") for one that refuses.
    """
    try:
        for size, content in parts.items():
            _write(place(name, size), content, day)
    except OSError as fault:
        with suppress(OSError):
            remove(name)
        code = "files.full" if fault.errno in FULL_DISK else "files.storage"
        raise Busy(code, where="photos") from fault


def _write(path: Path, content: bytes, day: date) -> None:
    for folder in (root(), path.parent.parent, path.parent):
        _make(folder)
    waiting = path.with_suffix(".part")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        moment = datetime(day.year, day.month, day.day, tzinfo=get_default_timezone()).timestamp()
        os.utime(opened.fileno(), (moment, moment))
        os.fsync(opened.fileno())
    waiting.rename(path)
    _sync(path.parent)


def _make(folder: Path) -> None:
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(name: str) -> None:
    """Take every size of a photo off the disk, whole or half written."""
    for size in SIZES:
        path = place(name, size)
        for written in (path, path.with_suffix(".part")):
            with suppress(FileNotFoundError, NotADirectoryError):
                written.unlink()


def stored_before(day: date) -> Iterator[str]:
    """Walk the names of the photos whose files are of an earlier day, whole or half written."""
    names: set[str] = set()
    for path in root().glob("??/??/*-*.*"):
        with suppress(FileNotFoundError):
            stored = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if stored.astimezone(get_default_timezone()).date() < day:
                names.add(path.name.rpartition("-")[0])
    yield from sorted(names)

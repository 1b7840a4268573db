"""The parameters of photos, a folder of the test's own, and uploads."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from lianxin.foundation.audit.actions import act
from lianxin.foundation.files import actions
from lianxin.foundation.files.queries import Kept
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import DATA, load
from tests.foundation.files import nasty

MATTER = "2103-0481"
SWEEPER = job("files.sweep", Right.FILES_PUT)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Keep photos in a folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def loaded(db: None, folder: Path) -> Path:  # noqa: ARG001 - the database first
    """Load the parameters of photos; give the folder."""
    load(by=job("test", Right.PARAMETERS_MANAGE), files=[DATA / "files.toml"])
    return folder


def upload(content: bytes = nasty.JPEG, name: str = "IMG_2041.jpg") -> SimpleUploadedFile:
    """Make what a browser sends."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def keep(content: bytes = nasty.JPEG, name: str = "IMG_2041.jpg") -> Kept:
    """Keep a photo as a citizen."""
    return actions.keep_photo(by=citizen(""), upload=upload(content, name))


def claim(*kept: Kept, about: str = MATTER, limit: int = 10) -> list[int]:
    """Claim photos for a matter as a citizen."""
    with act(citizen(""), "matters.intake") as work:
        return actions.claim(work, [each.token for each in kept], about=about, limit=limit)


def stored(folder: Path) -> list[Path]:
    """Give every file under the folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())

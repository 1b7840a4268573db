"""Real messages with real replies; the files stand beside the repository and never in it."""

import os
import re
from pathlib import Path

import pytest

from lianxin.consultation.matters.models import Matter, Wording
from tests.consultation.matters import invariants
from tests.consultation.matters.test_importing import code, lianxin, take_in

pytestmark = pytest.mark.usefixtures("town")
ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("LIANXIN_SHARED", ROOT.parent / "shared")) / "data"
LETTERS = SHARED / "shangluo-mailbox" / "letters.csv"
REPLIES = SHARED / "teddy-2020c" / "replies.csv"
COUNTS = re.compile(r"(\d+) 行可以导入,(\d+) 行有错")


def real(path: Path) -> Path:
    """Give a file of real messages, or skip."""
    if not path.is_file():
        pytest.skip(f"no real messages here: set LIANXIN_SHARED to the folder with {path.name}")
    return path


@pytest.mark.parametrize("path", [LETTERS, REPLIES], ids=["letters", "replies"])
def test_real_files_come_in_twice_alike_and_can_be_undone(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = real(path)
    take_in(path, "--dry-run")
    found = COUNTS.search(capsys.readouterr().out)
    assert found is not None
    good, bad = map(int, found.groups())
    assert bad <= good / 50
    assert not Matter.objects.exists()
    assert take_in(path, "--skip-bad") == 0
    came = Matter.objects.count()
    assert good - came <= good / 50, "rows that repeat each other"
    assert take_in(path, "--skip-bad") == 0
    assert Matter.objects.count() == came
    for matter in Matter.objects.order_by("?")[:25]:
        events = list(matter.events.order_by("seq"))
        invariants.check_image(matter, events)
        invariants.check_chain(matter, events, list(matter.legs.order_by("seq")))
    assert Wording.objects.filter(face="reply").count() > came * 0.9
    assert lianxin("undo", code(), "--by", "importer") == 0
    assert not Matter.objects.exists()

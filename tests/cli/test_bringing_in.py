"""A city from the tables of docs/bringing-in-a-city.md, in an empty house."""

from pathlib import Path

import pytest

from lianxin.cli import main
from lianxin.foundation.units.queries import directory

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAMPLES = DOCS / "samples"


def lianxin(*words: str) -> None:
    """Run a command of the guide; it must end well."""
    asked = main.parser().parse_args(words)
    assert asked.run(asked) == 0, words


@pytest.mark.django_db(transaction=True)
def test_units_and_routes_come_in_by_table_and_a_new_branch_after_them() -> None:
    for words in (("parameters", "load"), ("calendar", "load"), ("areas", "load")):
        lianxin(*words)
    lianxin("units", "import", str(SAMPLES / "units.csv"))
    today = directory().day.isoformat()
    lianxin("routes", "load", str(SAMPLES / "routes.toml"), "--since", today)
    lianxin("units", "import", str(SAMPLES / "new-branch-units.csv"))
    lianxin("units", "import", str(SAMPLES / "new-branch-units.csv"))
    branch = directory().by_code("150207000000")
    assert (branch.name, branch.kind, branch.parent) == (
        "九原区公安分局",
        "branch",
        "150200000000",
    )


def test_the_guide_names_every_sample() -> None:
    guide = (DOCS / "bringing-in-a-city.md").read_text(encoding="utf-8")
    for path in SAMPLES.iterdir():
        assert f"docs/samples/{path.name}" in guide

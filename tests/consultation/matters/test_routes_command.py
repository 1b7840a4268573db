"""``lianxin routes``: what it shows it also loads."""

from pathlib import Path

import pytest

from lianxin.cli.main import parser
from lianxin.consultation.matters.queries import routing
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.units.queries import today

pytestmark = pytest.mark.usefixtures("town")


def run(*words: str) -> int:
    """Run the command line."""
    asked = parser().parse_args(["routes", *words])
    return int(asked.run(asked))


def test_what_is_shown_can_be_loaded_and_put_in_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = routing.in_force()
    assert run("show") == 0
    shown = tmp_path / "routes.toml"
    shown.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run("show", "--draft") == 1
    assert run("load", str(shown)) == 0
    assert routing.in_force() == before
    assert run("show", "--draft") == 0
    assert run("load", str(shown), "--since", today().isoformat()) == 0
    now = routing.in_force()
    assert now.number == 1
    assert now.rules == before.rules
    assert today().isoformat() in capsys.readouterr().out


def test_rules_that_never_win_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "routes.toml"
    file.write_text('[[rule]]\nkind = "branch"\n[[rule]]\nto = "order"\n', encoding="utf-8")
    assert run("load", str(file)) == 0
    assert "2" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"\xff\xfe")
    for path in (bad, tmp_path / "none.toml"):
        with pytest.raises(Invalid, match="routes_file"):
            run("load", str(path))

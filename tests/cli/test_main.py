"""The command line itself: its help, its language, its errors."""

import argparse
import errno
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from lianxin.cli import folder, main, roles, telling
from lianxin.cli.faults import Fault
from lianxin.cli.folder import Folder
from lianxin.foundation.kernel.errors import NotFound
from tests.cli.commanding import House

ASKED = ("demo", "serve", "worker", "migrate", "check", "roles", "stop", "user", "import", "audit")


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Give a parser and all under it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for under in action.choices.values():
                yield from parsers(under)


def test_every_command_is_there() -> None:
    words = main.parser().format_help()
    assert not [name for name in ASKED if f"    {name}" not in words]


def test_every_help_is_complete() -> None:
    for parser in parsers(main.parser()):
        assert parser.description, parser.prog
        silent = [
            action.dest
            for action in parser._actions
            if not action.help and not isinstance(action, argparse._SubParsersAction)
        ]
        assert silent == [], (parser.prog, silent)


@pytest.mark.parametrize(
    ("language", "word"), [("zh_CN.UTF-8", "还没有"), ("en_GB.UTF-8", "There")]
)
def test_speaks_the_language_of_the_terminal(tmp_path: Path, language: str, word: str) -> None:
    assert word in House(tmp_path / "nothing").run("check", language=language).stderr


def test_script_of_roles_names_every_role(tmp_path: Path) -> None:
    said = House(tmp_path).run("roles").stdout
    assert said == roles.printed()
    for role in (*roles.NO_LOGIN, *roles.LOGIN_ROLES):
        assert role in said


def test_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "NEEDED_BYTES", 1 << 60)
    with pytest.raises(Fault, match="磁盘空间不足"):
        Folder(tmp_path).check_space()
    full = OperationalError()
    full.__cause__ = psycopg.errors.DiskFull()
    assert telling.known(full) == telling.known(OSError(errno.ENOSPC, "full"))


def test_unexpected_error_has_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIANXIN_HOME", str(tmp_path))
    assert telling.tell(ZeroDivisionError("secret words")) == telling.UNEXPECTED
    said = capsys.readouterr().err
    number = (tmp_path / "log" / "errors.log").read_text(encoding="utf-8").split()[1]
    assert number in said
    assert "Traceback" not in said


def test_typed_error_is_told() -> None:
    assert len(telling.known(NotFound("faces.nowhere", where="2103-0481"))) == 1

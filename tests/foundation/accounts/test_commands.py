"""``lianxin user``: every verb, and faults told as sentences."""

import argparse

import pytest

from lianxin.foundation.accounts import actions, commands
from lianxin.foundation.accounts.models import Factor
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.kernel.errors import LianxinError
from tests.foundation.accounts.conftest import equip, open_person

pytestmark = pytest.mark.usefixtures("city")


def run(line: str, command: str = "user") -> int:
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    asked = parser.parse_args([command, *line.split()])
    return int(asked.run(asked))


def test_an_account_lives_its_whole_life(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add wang --name 王芳 --post officer@E1 --post leader@EAST") == 0
    password = capsys.readouterr().out.split()[-1]
    actions.sign_in(login="wang", password=password, network="")
    assert run("list") == 0
    assert capsys.readouterr().out.startswith("wang\t王芳\t")
    assert run("grant wang --post officer@W1") == 0
    assert run("end wang --post officer@E1") == 0
    assert run("reset wang") == 0
    assert run("close wang") == 0
    capsys.readouterr()
    run("list")
    assert capsys.readouterr().out == ""
    run("list --closed")
    assert capsys.readouterr().out.startswith("wang\t")
    assert run("reopen wang") == 0
    assert run("sign-out --all") == 0
    assert run("sign-out wang") == 0


def test_an_administrator_is_appointed_here_alone() -> None:
    assert run("add boss --name 巴特尔 --post system_admin@TOP") == 0
    assert not actor_of("boss").posts


def test_a_lost_factor_is_taken_off_on_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    open_person("wang", "system_admin@TOP")
    equip("wang")
    assert run("factor wang") == 0
    first = capsys.readouterr().out.split()[-1]
    assert actions.sign_in(login="wang", password=first, network="").must_change
    assert not Factor.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        "add 1 --name x --post officer@E1",
        "add wang --name x --post officer",
        "add wang --name x --post king@E1",
        "add wang --name x --post officer@NOWHERE",
        "reset nobody",
        "close nobody",
        "end nobody --post officer@E1",
    ],
)
def test_faults_are_typed_errors(line: str) -> None:
    with pytest.raises(LianxinError):
        run(line)

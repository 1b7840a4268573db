"""``lianxin calendar`` from its words to its lines."""

import argparse

import pytest

from lianxin.foundation.clock import commands
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="lianxin")
    commands.register(parser.add_subparsers(required=True))
    asked = parser.parse_args(["calendar", *words])
    code: int = asked.run(asked)
    return code


def test_load_and_list(capsys: pytest.CaptureFixture[str]) -> None:
    parameters.load(by=job("test", Right.PARAMETERS_MANAGE))
    assert run("load") == 0
    assert capsys.readouterr().out.startswith("新增 ")
    assert run("load") == 0
    assert capsys.readouterr().out.startswith("新增 0 天,变更 0 天,删去 0 天")
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t")[:4] == ["2026", "248", "2025-11-04", "国办发明电〔2025〕7号"]
    assert len(lines) == 10

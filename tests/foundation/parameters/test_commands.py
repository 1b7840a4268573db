"""``lianxin parameters`` from its words to its lines."""

import argparse
from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters import commands, queries

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="lianxin")
    commands.register(parser.add_subparsers(required=True))
    asked = parser.parse_args(["parameters", *words])
    code: int = asked.run(asked)
    return code


def test_load_and_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("load") == 0
    assert "变更 0" in capsys.readouterr().out
    assert run("list", "matters.limits.accept", "--on", "2013-05-01") == 0
    (line,) = capsys.readouterr().out.splitlines()
    key, scope, since, value, confidence, source = line.split("\t")
    assert (key, scope, since) == ("matters.limits.accept", "", "")
    assert value == '{"unit": "working_days", "amount": 1}'
    assert (confidence, bool(source)) == ("published", True)
    assert run("list", "matters.urgencies") == 0
    assert "normal, urgent, extreme" in capsys.readouterr().out


def test_set(capsys: pytest.CaptureFixture[str]) -> None:
    run("load")
    assert run("set", "matters.reply.held", "20", "--source", "演示") == 0
    assert localdate().isoformat() in capsys.readouterr().out
    assert queries.seconds("matters.reply.held", on=localdate()) == 20
    assert queries.seconds("matters.reply.held", on=date(2021, 3, 5)) == 300


def test_set_for_one_area(capsys: pytest.CaptureFixture[str]) -> None:
    run("load")
    words = ("--source", "演示", "--source-en", "demo", "--scope", "150205")
    assert run("set", "matters.reply.held", "20", *words) == 0
    on = localdate()
    assert queries.seconds("matters.reply.held", on=on, scope="150205") == 20
    assert queries.seconds("matters.reply.held", on=on) == 300
    assert queries.source("matters.reply.held", on=on, scope="150205", language="en") == "demo"
    assert run("list", "matters.reply.held") == 0
    assert "150205" in capsys.readouterr().out


def test_words_that_cannot_be_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("load")
    with pytest.raises(Invalid) as refused:
        run("set", "matters.reply.held", "soon", "--source", "演示")
    assert refused.value.code == "parameters.value.json"
    with pytest.raises(Invalid):
        run("load", str(tmp_path / "none.toml"))
    with pytest.raises(SystemExit):
        run("list", "--on", "yesterday")
    assert "2021-03-05" in capsys.readouterr().err

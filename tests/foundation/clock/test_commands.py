"""``lianxin calendar`` from its words to its lines."""

import argparse
from pathlib import Path

import pytest

from lianxin.foundation.clock import actions, commands
from lianxin.foundation.clock.models import Notice
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from tests.foundation.clock.test_changed import notice

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="lianxin")
    commands.register(parser.add_subparsers(required=True))
    asked = parser.parse_args(["calendar", *words])
    code: int = asked.run(asked)
    return code


@pytest.fixture
def loaded() -> None:
    """Load the house's own parameters and calendar."""
    parameters.load(by=job("test", Right.PARAMETERS_MANAGE))
    run("load")


@pytest.mark.usefixtures("loaded")
def test_a_dry_run_names_the_days_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "next.toml"
    file.write_text(notice()["notice"], "utf-8")
    capsys.readouterr()
    assert run("load", "--dry-run", str(file)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2027:254 个工作日,改后 248 个"
    assert "2027-02-05\t放假\t春节" in lines
    assert not Notice.objects.filter(year=2027).exists()
    assert run("load", str(file)) == 0
    assert capsys.readouterr().out.splitlines()[1] == "变了的年份:2027"
    assert run("load", "--dry-run", str(file)) == 0
    assert capsys.readouterr().out == "没有哪一天会变\n"


@pytest.mark.usefixtures("loaded")
def test_an_area_lists_its_own_notices_too(capsys: pytest.CaptureFixture[str]) -> None:
    local = notice("06-09 本地节日", title="本地通知", number="甲〔2026〕1号", area="150200")
    actions.load_texts(by=commands.OPERATOR, texts=local)
    capsys.readouterr()
    assert run("list") == 0
    assert "本地通知" not in capsys.readouterr().out
    assert run("list", "--area", "150200") == 0
    assert "本地通知" in capsys.readouterr().out


@pytest.mark.usefixtures("loaded")
def test_check_compares_each_day_with_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("check") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [str(year) for year in range(2019, 2027)]
    assert all(line.endswith("一致") for line in lines)
    assert run("check", "2018", "2027") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2018\t")
    assert "2018-02-15" in lines[0]
    assert lines[1] == "2027\t软件包没有这一年"


@pytest.mark.usefixtures("loaded")
def test_without_the_package_check_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "LIBRARY", "no_such_package")
    assert run("check") == 2
    assert "chinesecalendar" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["load", "list", "check"])
def test_each_part_explains_itself(capsys: pytest.CaptureFixture[str], part: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(part, "--help")
    assert ended.value.code == 0
    assert " · " in capsys.readouterr().out


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

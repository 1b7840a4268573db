"""People and posts from a table: tried whole, faults by line and column, twice changes nothing."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from lianxin.foundation.accounts import actions
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import open_person
from tests.foundation.accounts.test_commands import run

pytestmark = pytest.mark.usefixtures("city")
HEADING = "登录名,姓名,单位代码,角色,开始日"
GOOD = ("wang,王芳,E1,民警、经办人,2021-03-05", "li,李强,EAST,leader,", "wang,王芳,W1,内勤,")
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def table(*lines: str, encoding: str = "utf-8") -> Path:
        file = tmp_path / "people.csv"
        quoted = [line.replace("民警、经办人", '"民警、经办人"') for line in lines]
        file.write_text("\n".join([HEADING, *quoted]), encoding=encoding)
        return file

    return table


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_opens_accounts_that_sign_in(write: Write, tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "first.csv"
    assert run(f"import {write(*GOOD, encoding=encoding)} --passwords {secret}") == 0
    assert secret.stat().st_mode & 0o777 == 0o600
    with secret.open(encoding="utf-8-sig", newline="") as kept:
        passwords = {row[0]: row[1] for row in csv.reader(kept)}
    assert list(passwords) == ["登录名", "wang", "li"]
    signed = actions.sign_in(login="wang", password=passwords["wang"], network="")
    assert signed.must_change
    actions.change_password(by=actor_of("wang"), old=passwords["wang"], new="five-brave-otters")
    wang = actor_of("wang")
    assert wang.posts == ("officer@E1", "station_clerk@W1")
    assert wang.holds(Right.MATTERS_HANDLE, "E1")


def test_the_same_table_twice_changes_nothing(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"import {write(*GOOD)}") == 0
    with pytest.raises(Invalid, match=r"table\.passwords"):
        run(f"import {write(*GOOD)}")
    capsys.readouterr()
    assert run(f"import {write(*GOOD)} --passwords {tmp_path / 'more.csv'}") == 0
    assert "3 行原来就有" in capsys.readouterr().out
    assert (Person.objects.count(), Post.objects.count()) == (2, 3)
    assert not (tmp_path / "more.csv").exists()


def test_a_dry_run_writes_nothing(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"import {write(*GOOD)} --dry-run") == 0
    assert "会开通 2 个账号,加上 3 个岗位" in capsys.readouterr().out
    assert not Person.objects.exists()
    assert len(list(write().parent.iterdir())) == 1


def test_every_fault_has_its_line_and_column_and_nothing_is_written(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    open_person("zhao", "officer@E1")
    before = Post.objects.count()
    wrong = [
        "1,王芳,E1,officer,",
        "sun,,E1,king,昨天",
        "qian,钱一,NOWHERE,officer,",
        "zhao,别人,E1,officer,",
        "zhou,=SUM(1),,officer,2021-02-30",
        "audit,吴二,TOP,audit_admin,",
        "audit,吴二,E1,officer,",
        "late,郑三,E1,officer,2019-01-01",
    ]
    assert run(f"import {write(*GOOD, *wrong)}") == 1
    told = capsys.readouterr().err.splitlines()
    places = [line.partition(":")[0] for line in told[:-1]]
    assert places == [
        "第 5 行 A",
        "第 6 行 B",
        "第 6 行 D",
        "第 6 行 E",
        "第 7 行 C",
        "第 8 行 B",
        "第 9 行 B",
        "第 9 行 C",
        "第 9 行 E",
        "第 11 行 D",
        "第 12 行 C",
    ]
    assert (Person.objects.count(), Post.objects.count()) == (1, before)


def test_a_missing_column_and_a_missing_file_say_so(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("登录名,姓名\nwang,王芳", encoding="utf-8")
    with pytest.raises(Invalid, match=r"tables\.column"):
        run(f"import {file}")
    with pytest.raises(Invalid, match=r"tables\.unread"):
        run(f"import {tmp_path / 'none.csv'}")


def test_an_import_gives_a_person_known_before_a_further_post(write: Write) -> None:
    open_person("wang", "officer@E1")
    assert run(f"import {write('wang,王芳,W1,officer,' + str(today()))}") == 0
    assert actor_of("wang").holds(Right.MATTERS_HANDLE, "W1")

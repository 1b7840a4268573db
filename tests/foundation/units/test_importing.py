"""A whole bureau from a table: what it founds and changes, every fault, all or nothing."""

import time
from datetime import date
from pathlib import Path

import pytest

from lianxin.cli.main import parser
from lianxin.foundation.audit.models import Row
from lianxin.foundation.faces.tables import read_table
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import Invalid, InvalidMany, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.models import Reach, Unit

FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)
BUREAU = """代码,名称,类型,上级,地区,起始日
TOP,鹿城市公安局,市局,,150200,
EAST,东河分局,branch,TOP,150202,2020-01-01
E1,和平路派出所,派出所,EAST,,2020年3月1日
E2,南门外派出所,Station,EAST,,2020/3/1
"""
HEAD = "code,name,kind,parent,area,since\n"

pytestmark = pytest.mark.usefixtures("parameters_loaded")


def bring(text: str, since: date = START) -> dict[str, int]:
    """Bring in a table."""
    return actions.bring_in(by=FOUNDER, rows=read_table("x.csv", text.encode()), since=since)


def faults(text: str) -> list[tuple[int, str, str]]:
    """Give the faults of a table: line, column, code."""
    made = queries.plan(read_table("x.csv", text.encode()), since=START)
    return [(one.line, one.field, one.fault.code.removeprefix("units.")) for one in made.faults]


def test_a_bureau_is_founded_from_a_table() -> None:
    assert bring(BUREAU) == {"founded": 4, "changed": 0, "same": 0}
    tree = queries.directory()
    assert [one.code for one in tree.above("E1")] == ["E1", "EAST", "TOP"]
    assert tree.by_code("TOP").kind == "bureau"
    assert tree.by_code("E2").kind == "station"
    assert [one.code for one in queries.directory(START).entries] == ["EAST", "TOP"]
    assert Row.objects.filter(verb="units.found").count() == 4


def test_the_same_table_again_changes_nothing() -> None:
    bring(BUREAU)
    before = Row.objects.filter(object__startswith="unit:").count()
    assert bring(BUREAU) == {"founded": 0, "changed": 0, "same": 4}
    assert Row.objects.filter(object__startswith="unit:").count() == before


def test_changed_rows_become_acts_from_their_day() -> None:
    bring(BUREAU)
    text = f"{HEAD}WEST,西,branch,TOP,,2022-01-01\nE1,新所,post,WEST,150203,2022-01-01\n"
    assert bring(text) == {"founded": 1, "changed": 4, "same": 0}
    then, now = queries.directory(date(2021, 12, 31)), queries.directory(date(2022, 1, 1))
    assert (then.by_code("E1").name, then.by_code("E1").parent) == ("和平路派出所", "EAST")
    one = now.by_code("E1")
    assert (one.name, one.kind, one.parent, one.area) == ("新所", "post", "WEST", "150203")
    verbs = set(Row.objects.filter(object="unit:E1").values_list("verb", flat=True))
    assert verbs == {"units.found", "units.rename", "units.rekind", "units.move", "units.relocate"}
    assert bring(text)["same"] == 2


def test_two_units_may_change_places() -> None:
    bring(f"{HEAD}T,t,bureau,,,\nA,a,branch,T,,\nB,b,station,A,,\n")
    bring(f"{HEAD}A,a,branch,B,,2021-01-01\nB,b,station,T,,2021-01-01\n")
    assert [one.code for one in queries.directory().above("A")] == ["A", "B", "T"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("A,a,castle,TOP,,", [(2, "kind", "kind")]),
        ("A,,station,TOP,,", [(2, "name", "name")]),
        (",a,station,TOP,,", [(2, "code", "code")]),
        ("A,a,station,NONE,,", [(2, "parent", "table.parent")]),
        ("A,a,station,TOP,,\nA,b,station,TOP,,", [(3, "code", "table.twice")]),
        ("A,a,station,A,,", [(2, "parent", "circle")]),
        (
            "A,a,branch,B,,\nB,b,branch,A,,",
            [(2, "parent", "circle"), (3, "parent", "circle")],
        ),
        ("A,a,bureau,,,", [(2, "parent", "table.roots")]),
        ("A,a,station,TOP,,2021-02-30", [(2, "since", "tables.day")]),
        ("A,a,station,TOP,,last year", [(2, "since", "tables.day")]),
        ("A,a,station,TOP,,1234-01-01", [(2, "since", "tables.day")]),
        ("A,=B1,station,TOP,,", [(2, "name", "tables.formula")]),
        ("A,a,station,TOP,,2019-01-01", [(2, "parent", "not_founded")]),
        (
            "EAST,x,branch,TOP,,2019-01-01",
            [(2, "parent", "not_founded"), (2, "since", "not_founded")],
        ),
        ("EAST,x,branch,,,", [(2, "parent", "table.no_parent")]),
        ("E9,x,station,GONE,,2022-01-01", [(2, "parent", "closed")]),
        ("GONE,y,station,EAST,,2022-01-01", [(2, "code", "closed")]),
        ("TOP,t,bureau,EAST,,", [(2, "parent", "circle")]),
        (
            "\nA,,castle,NONE,,\nB,b,x,,,soon",
            [
                (3, "name", "name"),
                (3, "kind", "kind"),
                (4, "kind", "kind"),
                (4, "since", "tables.day"),
            ],
        ),
    ],
)
def test_every_fault_is_named_with_line_and_column(
    rows: str, found: list[tuple[int, str, str]]
) -> None:
    bring(f"{HEAD}TOP,t,bureau,,,\nEAST,e,branch,TOP,,\nGONE,g,station,EAST,,\n")
    actions.close(by=FOUNDER, code="GONE", successor="EAST", since=date(2021, 1, 1))
    before = Unit.objects.count()
    assert faults(HEAD + rows) == found
    with pytest.raises(InvalidMany):
        bring(HEAD + rows)
    assert Unit.objects.count() == before


def test_an_area_must_be_known() -> None:
    actions.load_areas(by=FOUNDER)
    assert faults(f"{HEAD}A,a,bureau,,150205,\nB,b,station,A,150271,") == [(3, "area", "area")]


def test_a_table_needs_its_columns_and_rows() -> None:
    with pytest.raises(Invalid, match=r"tables\.column"):
        bring("code,name\nA,a\n")
    assert faults(HEAD) == [(1, "", "table.none")]


def test_only_who_manages_units_brings_in() -> None:
    rows = read_table("x.csv", BUREAU.encode())
    with pytest.raises(NoRight):
        actions.bring_in(by=citizen(""), rows=rows, since=START)


def test_a_large_bureau_takes_a_few_seconds() -> None:
    lines = ["TOP,t,bureau,,,"]
    lines += [f"B{branch},b,branch,TOP,," for branch in range(12)]
    lines += [f"S{station},s,station,B{station % 12},," for station in range(150)]
    lines += [f"P{post},p,post,S{post % 150},," for post in range(1200)]
    begun = time.process_time()
    assert bring(HEAD + "\n".join(lines))["founded"] == len(lines)
    assert time.process_time() - begun < 5
    assert Reach.objects.filter(depth=3).count() == 1200


def test_the_command_checks_then_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bureau.csv"
    file.write_bytes(BUREAU.encode("gb18030"))
    words = ["units", "import", str(file), "--since", "2020-01-01"]
    for dry in (["--dry-run"], [], []):
        asked = parser().parse_args([*words, *dry])
        assert asked.run(asked) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in said] == ["新设 4", "新设 4", "新设 0"]
    file.write_text(f"{HEAD}A,a,castle,TOP,,\n", encoding="utf-8")
    asked = parser().parse_args(words)
    assert asked.run(asked) == 1
    assert "第 2 行 类型" in capsys.readouterr().err


def test_the_commands_list_and_show(capsys: pytest.CaptureFixture[str]) -> None:
    bring(BUREAU)
    actions.close(by=FOUNDER, code="E1", successor="E2", since=date(2022, 1, 1))
    for words, expected in (
        (["units", "list", "--kind", "station"], ["E2"]),
        (["units", "list", "派出所", "--closed", "--under", "EAST"], ["E1", "E2"]),
        (["units", "list", "--on", "2020-01-01"], ["EAST", "TOP"]),
        (["units", "show", "E2"], ["2020-03-01", "前身", "由谁承接"]),
        (["areas", "load"], [None]),
        (["areas", "list", "石拐区"], ["150205"]),
    ):
        asked = parser().parse_args(words)
        assert asked.run(asked) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.split("\t")[0] for line in lines] == expected or expected == [None]

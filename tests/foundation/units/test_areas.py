"""Areas: the house's own file, zones without a GB code, and what a unit may say of its area."""

from datetime import date
from pathlib import Path

import pytest

from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import Invalid, InvalidMany, NoRight, NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions.areas import AREAS
from lianxin.foundation.units.rules.areas import read_areas

FOUNDER = job("test", Right.UNITS_MANAGE)
pytestmark = pytest.mark.usefixtures("parameters_loaded")
LINE = '{ code = "150000", name = "x", kind = "city" }'
TWICE = f"areas = [{LINE}, {LINE}]"
HEAD = 'source = "x"\nsince = 2000-01-01\n'


def test_the_house_s_own_areas_are_loaded_once() -> None:
    first = actions.load_areas(by=FOUNDER)
    again = actions.load_areas(by=FOUNDER)
    assert first["added"] > 100
    assert again == {"added": 0, "changed": 0, "same": first["added"]}
    assert queries.area("150205").name == "石拐区"
    zone = queries.area("1502XT")
    assert (zone.kind, zone.statistical) == ("zone", "150271")
    counties = [one.code for one in queries.areas(under="150200") if one.kind == "county"]
    assert counties == [
        "150202",
        "150203",
        "150204",
        "150205",
        "150206",
        "150207",
        "150221",
        "150222",
        "150223",
    ]
    assert [one.code for one in queries.areas("白狐沟")] == ["150205005"]
    with pytest.raises(NotFound):
        queries.area("150271")
    with pytest.raises(NotFound):
        queries.area("150205", date(1900, 1, 1))


def test_a_name_may_hold_for_some_years(tmp_path: Path) -> None:
    file = tmp_path / "areas.toml"
    line = '{ code = "110000", name = "%s", kind = "city", %s }'
    old, new = line % ("旧", "until = 2010-01-01"), line % ("新", "since = 2010-01-01")
    file.write_text(f"{HEAD}areas = [{old}, {new}]", encoding="utf-8")
    assert actions.load_areas(by=FOUNDER, file=file)["added"] == 1
    assert queries.area("110000", date(2009, 12, 31)).name == "旧"
    assert queries.area("110000", date(2010, 1, 1)).name == "新"
    other = line % ("又", "since = 1990-01-01")
    file.write_text(f"{HEAD}areas = [{other}]", encoding="utf-8")
    assert actions.load_areas(by=FOUNDER, file=file)["changed"] == 1
    assert queries.area("110000", date(2009, 12, 31)).name == "又"


def test_only_who_manages_units_loads() -> None:
    with pytest.raises(NoRight):
        actions.load_areas(by=citizen(""))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("areas = [", "syntax"),
        ("", "none"),
        ("areas = 3", "none"),
        ('areas = [{ code = "15" }]', "field"),
        ('areas = [{ code = "150000", name = "x", kind = "castle" }]', "field"),
        ('areas = [{ code = "150000", name = "x", kind = "city", more = 1 }]', "field"),
        ('areas = [{ code = "150000", name = 3, kind = "city" }]', "field"),
        ('areas = [{ code = "150000", name = "x", kind = "city", until = 1990-01-01 }]', "field"),
        ('areas = [{ code = "150000", name = "x", kind = "city", parent = "150000" }]', "field"),
        ('areas = [{ code = "150000", name = "x", kind = "city", parent = "160000" }]', "parent"),
        (TWICE, "twice"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "areas.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(InvalidMany) as caught:
        actions.load_areas(by=FOUNDER, file=file)
    assert caught.value.code == f"units.areas.{code}"
    assert not queries.areas_loaded()


def test_a_unit_lies_in_a_known_area() -> None:
    line = {"name": "x", "kind": "station", "parent": None, "since": date(2020, 1, 1)}
    actions.found(by=FOUNDER, code="A", area="999999", **line)  # type: ignore[arg-type]
    actions.load_areas(by=FOUNDER)
    line["parent"] = "A"
    actions.found(by=FOUNDER, code="B", area="150205005", **line)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match=r"units\.area"):
        actions.found(by=FOUNDER, code="C", area="999999", **line)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match=r"units\.area"):
        actions.relocate(by=FOUNDER, code="A", area="150271", since=date(2021, 1, 1))


def test_the_file_names_its_source() -> None:
    areas, faults = read_areas("areas", AREAS.read_text(encoding="utf-8"))
    assert not faults
    assert all("国家统计局" in one.source for one in areas)

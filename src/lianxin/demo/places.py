"""The demo city: its units and the people who sign in, one for each kind of user.

Its divisions are Baotou's real ones; the bureau, its people and all that happens are invented.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final

from lianxin.foundation.units.queries import Place as Area

FOUNDED: Final = date(2015, 1, 1)
COLUMNS: Final = ("code", "name", "kind", "parent", "area")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit to found; ``parent`` is a code."""

    code: str
    name: str
    kind: str
    parent: str | None
    area: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to open an account for: one post."""

    login: str
    name: str
    role: str
    unit: str
    what: str


BUREAU: Final = "150200000000"
DISPATCH: Final = "150200010000"
SUPERVISION: Final = "150200020000"
SHIGUAI: Final = "150205000000"
DONGHE: Final = "150202000000"
QINGSHAN: Final = "150204000000"

PLACES: Final = (
    Place(BUREAU, "鹿城市公安局", "bureau", None, "150200"),
    Place(DISPATCH, "指挥分流中心", "dispatch", BUREAU, "150200"),
    Place(SUPERVISION, "督察支队督导回访科", "supervision", BUREAU, "150200"),
    Place("150200030000", "交管支队", "detachment.traffic", BUREAU, "150200"),
    Place("150200040000", "户政支队", "detachment", BUREAU, "150200"),
    Place("150200050000", "治安支队", "detachment.order", BUREAU, "150200"),
    Place("150200060000", "网安支队", "detachment.network", BUREAU, "150200"),
    Place("150200070000", "出入境支队", "detachment.exit_entry", BUREAU, "150200"),
    Place(SHIGUAI, "石拐区公安分局", "branch", BUREAU, "150205"),
    Place("150205510000", "石拐派出所", "station", SHIGUAI, "150205001"),
    Place("150205520000", "白狐沟派出所", "station", SHIGUAI, "150205005"),
    Place(DONGHE, "东河区公安分局", "branch", BUREAU, "150202"),
    Place("150202510000", "和平路派出所", "station", DONGHE, "150202001"),
    Place("150202520000", "南门外派出所", "station", DONGHE, "150202004"),
    Place(QINGSHAN, "青山区公安分局", "branch", BUREAU, "150204"),
    Place("150204510000", "自由路派出所", "station", QINGSHAN, "150204007"),
    Place("150204520000", "幸福路派出所", "station", QINGSHAN, "150204002"),
    Place("150203000000", "昆都仑区公安分局", "branch", BUREAU, "150203"),
    Place("150206000000", "白云鄂博矿区公安分局", "branch", BUREAU, "150206"),
    Place("150207000000", "九原区公安分局", "branch", BUREAU, "150207"),
    Place("150271000000", "稀土高新区公安分局", "branch", BUREAU, "1502XT"),
    Place("150221000000", "土默特右旗公安局", "branch", BUREAU, "150221"),
    Place("150222000000", "固阳县公安局", "branch", BUREAU, "150222"),
    Place("150223000000", "达尔罕茂明安联合旗公安局", "branch", BUREAU, "150223"),
)
"""Who commands, who supervises, the branches, and the stations whose people have stories."""

SHORT: Final = {"土默特右旗": "土右旗", "达尔罕茂明安联合旗": "达茂旗", "白云鄂博矿区": "白云"}
"""What is said of a division for short, where that is not its first characters."""
BRIGADES: Final = (("01", "治安大队", "brigade.order"), ("02", "交管大队", "brigade.traffic"))
FIRST_STATION: Final = 53
"""The stations with stories have the numbers before it."""


def everywhere(areas: Iterable[Area]) -> tuple[Place, ...]:
    """Give all units: the brigades of each branch, and a station for each subdistrict, added."""
    areas = tuple(areas)
    more = (one for place in PLACES if place.kind == "branch" for one in _below(place, areas))
    return (*PLACES, *more)


def _below(branch: Place, areas: Iterable[Area]) -> Iterator[Place]:
    digits = branch.code[:6]
    division = branch.name.removesuffix("公安分局").removesuffix("公安局")
    short = SHORT.get(division, division.rstrip("区县"))
    for number, name, kind in BRIGADES:
        yield Place(f"{digits}{number}0000", short + name, kind, branch.code, branch.area)
    known = {one.area for one in PLACES}
    streets = [
        one
        for one in areas
        if one.parent == branch.area and one.kind == "street" and one.code not in known
    ]
    for place, street in enumerate(streets, start=FIRST_STATION):
        name = f"{street.name.removesuffix('街道')}派出所"
        yield Place(f"{digits}{place}0000", name, "station", branch.code, street.code)


def rows(places: Iterable[Place]) -> list[tuple[int, tuple[str, ...]]]:
    """Write units as the table that ``units.bring_in`` takes."""
    lines = [tuple(one or "" for one in astuple(place)) for place in places]
    return list(enumerate([COLUMNS, *lines], start=1))


PEOPLE: Final = (
    Somebody("fenliu", "赵敏", "dispatcher", DISPATCH, "分流 · dispatcher"),
    Somebody("dudao", "钱正", "supervisor", SUPERVISION, "督导回访 · supervisor"),
    Somebody("zhian", "孙伟", "officer", "150205010000", "石拐治安大队经办 · officer"),
    Somebody("jiaoguan", "李刚", "officer", "150205020000", "石拐交管大队经办 · officer"),
    Somebody("neiqin", "周芳", "station_clerk", "150205510000", "石拐所内勤 · station clerk"),
    Somebody("donghe", "吴勇", "officer", "150202020000", "东河交管大队经办 · officer"),
    Somebody("heping", "冯静", "station_clerk", "150202510000", "和平路所内勤 · station clerk"),
    Somebody("qingshan", "郑洁", "officer", "150204010000", "青山治安大队经办 · officer"),
    Somebody("ziyou", "陈涛", "officer", "150204510000", "自由路所民警 · beat officer"),
    Somebody("lingdao", "王志强", "leader", SHIGUAI, "石拐分局领导 · leader"),
    Somebody("ziliao", "卫兰", "importer", BUREAU, "资料员(导入)· importer"),
    Somebody("xitong", "蒋华", "system_admin", BUREAU, "系统管理 · system administrator"),
    Somebody("anquan", "沈宁", "security_admin", BUREAU, "安全管理 · security administrator"),
    Somebody("shenji", "韩雪", "audit_admin", BUREAU, "审计 · auditor"),
)

COLLEAGUES: Final = (
    Somebody("baihugou", "白春梅", "station_clerk", "150205520000", "白狐沟所内勤"),
    Somebody("dongzhi", "杜磊", "officer", "150202010000", "东河治安大队经办"),
    Somebody("nanmen", "马丽", "station_clerk", "150202520000", "南门外所内勤"),
    Somebody("qingjiao", "高原", "officer", "150204020000", "青山交管大队经办"),
    Somebody("xingfu", "宋佳", "station_clerk", "150204520000", "幸福路所内勤"),
    Somebody("jiaozhi", "许峰", "officer", "150200030000", "交管支队设施经办"),
    Somebody("huzheng", "何燕", "officer", "150200040000", "户政支队经办"),
)
"""Those who handle in the other units, so that every unit has somebody; same password."""

CAST: Final = PEOPLE + COLLEAGUES

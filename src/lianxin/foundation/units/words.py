"""Sentences of the room: what went wrong with a unit, and what to do."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.columns import Wrong
from lianxin.foundation.faces.sentences import Sentence, Text, register, tell

ERRORS = {
    "units.code": Sentence(
        _("单位代码只能用字母、数字、点、横线和下划线,最多 32 个。"), _("请改写代码。")
    ),
    "units.code_taken": Sentence(_("代码 {unit} 已有单位使用。"), _("请换一个代码。")),
    "units.name": Sentence(
        _("单位名称须有 1 到 {limit} 个字,现有 {length} 个。"), _("请改写名称。")
    ),
    "units.kind": Sentence(_("没有“{given}”这种单位类型。"), _("请从参数“单位类型”里选。")),
    "units.area": Sentence(_("没有代码为“{given}”的地区。"), _("请核对地区代码,或先装入地区表。")),
    "units.area_unknown": Sentence(_("没有找到地区 {given}。"), _("请核对地区代码。")),
    "units.areas.syntax": Sentence(_("不是 TOML 文件:{cause}。"), _("请照自带的地区表写。")),
    "units.areas.none": Sentence(_("没有地区。"), _("请在 areas 里写地区。")),
    "units.areas.field": Sentence(
        _("“{field}”写得不对。"), _("请照自带的地区表写:六位或九位代码、名称、种类、上级、日期。")
    ),
    "units.areas.twice": Sentence(_("地区 {given} 在同一天写了两次。"), _("请删去一行,或改日期。")),
    "units.areas.parent": Sentence(
        _("地区 {given} 的上级 {parent} 不在文件里。"), _("请补上那一行。")
    ),
    "units.table.none": Sentence(_("只有表头,没有单位。"), _("请从第二行起一行写一个单位。")),
    "units.table.twice": Sentence(
        _("代码 {given} 在第 {first} 行已经写过。"), _("请删去一行,或换一个代码。")
    ),
    "units.table.parent": Sentence(
        _("上级 {given} 既不在文件里,也不在系统里。"), _("请核对上级代码,或补上那一行。")
    ),
    "units.table.no_parent": Sentence(
        _("这个单位在 {parent} 之下,上级不能改成空。"), _("请填上级代码。")
    ),
    "units.table.roots": Sentence(
        _("最上级已经有 {root}。"), _("只有一个单位可以没有上级;请填上级代码。")
    ),
    "units.merge": Sentence(
        _("合并要有至少一个单位,每个只写一次,承接单位不在其中;现在是:{codes}。"),
        _("请改写要合并的单位。"),
    ),
    "units.split": Sentence(
        _("拆分要有至少两个承接单位,每个只写一次,原单位不在其中;现在是:{heirs}。"),
        _("请改写承接单位。"),
    ),
    "units.split_below": Sentence(
        _("{below} 要归到 {heir},但 {heir} 不是承接单位。"), _("请从承接单位里选。")
    ),
    "units.split_line": Sentence(_("这一行看不懂:{given}。"), _("请照提示的格式写。")),
    "units.unknown": Sentence(_("没有找到单位 {unit}。"), _("请核对单位代码。")),
    "units.no_right": Sentence(_("您不能改动这个单位。"), _("请找管辖这个单位的系统管理员。")),
    "units.whole_right": Sentence(_("这要对全部单位都有权。"), _("请找最上级单位的系统管理员。")),
    "units.closed": Sentence(
        _("单位 {unit} 自 {on} 起已撤销。"), _("请改用它的承接单位,或选更早的日期。")
    ),
    "units.not_founded": Sentence(
        _("单位 {unit} 在 {on} 还没有成立。"), _("请选它成立以后的日期。")
    ),
    "units.circle": Sentence(
        _("{parent} 在 {unit} 之下,不能再做它的上级。"), _("请选别的上级单位。")
    ),
    "units.changed_later": Sentence(
        _("单位 {unit} 在 {on} 以后另有变动。"), _("请选那次变动以后的日期。")
    ),
    "units.units_below": Sentence(
        _("单位 {unit} 之下还有:{below}。"), _("请先把它们移到别处或撤销。")
    ),
}
FIELDS: dict[str, Text] = {
    "code": _("代码"),
    "name": _("名称"),
    "kind": _("类型"),
    "parent": _("上级"),
    "area": _("地区"),
    "since": _("起始日"),
}
register(ERRORS, names={f"columns.{field}": name for field, name in FIELDS.items()})


def told(wrong: Wrong) -> str:
    """Give a fault of a table as one line, with its line and column."""
    where = _("第 {line} 行 {column}").format(line=wrong.line, column=FIELDS.get(wrong.field, ""))
    return tell(wrong.fault, where=where.strip()).text

"""Sentences of the room: what went wrong with a unit, and what to do."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

ERRORS = {
    "units.code": Sentence(
        _("单位代码只能用字母、数字、点、横线和下划线,最多 32 个。"), _("请改写代码。")
    ),
    "units.code_taken": Sentence(_("代码 {unit} 已有单位使用。"), _("请换一个代码。")),
    "units.name": Sentence(
        _("单位名称须有 1 到 {limit} 个字,现有 {length} 个。"), _("请改写名称。")
    ),
    "units.kind": Sentence(_("没有“{given}”这种单位类型。"), _("请从参数“单位类型”里选。")),
    "units.unknown": Sentence(_("没有找到单位 {unit}。"), _("请核对单位代码。")),
    "units.no_right": Sentence(_("您不能改动这个单位。"), _("请找管辖这个单位的系统管理员。")),
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
register(ERRORS)

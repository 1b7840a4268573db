"""Sentences of parameters."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

ERRORS: dict[str, Sentence] = {
    "parameters.unknown_key": Sentence(
        _("没有这个参数。"), _("请查名称;相近的有:{near}。管理员用 lianxin parameters load 装入。")
    ),
    "parameters.no_value": Sentence(_("这个参数在 {on} 没有值。"), _("请管理员补上从那天起的值。")),
    "parameters.unknown_code": Sentence(_("参数里没有“{value}”这一项。"), _("请从列出的里面选。")),
    "parameters.other_kind": Sentence(
        _("这个参数是 {kind} 类,不能这样用。"), _("请管理员查参数文件。")
    ),
    "parameters.no_right": Sentence(_("改参数要有管理参数的权限。"), _("系统管理员有这个权限。")),
    "parameters.since_past": Sentence(_("这一天已经过去。"), _("请写今天({today})或以后的日期。")),
    "parameters.file.unreadable": Sentence(
        _("读不了这个文件:{cause}。"), _("请查文件名和读取权限。")
    ),
    "parameters.file.encoding": Sentence(_("文件不是 UTF-8 编码。"), _("请存成 UTF-8 再装入。")),
    "parameters.file.syntax": Sentence(_("不是正确的 TOML:{cause}。"), _("请改好这一处再装入。")),
    "parameters.file.empty": Sentence(_("文件里没有值。"), _("每个值写成一段 [[value]]。")),
    "parameters.file.unknown_field": Sentence(_("不认识的栏目 {field}。"), _("请查拼写,或删去。")),
    "parameters.file.missing_field": Sentence(_("缺 {field}。"), _("请补上。")),
    "parameters.file.text": Sentence(_("{field} 要写成文字。"), _("请加引号。")),
    "parameters.file.key": Sentence(
        _("名称只能用小写字母、数字、下划线,以点相连。"), _("例:matters.limits.accept。")
    ),
    "parameters.file.unknown_word": Sentence(_("{field} 不认识“{value}”。"), _("可以写:{known}。")),
    "parameters.file.day": Sentence(
        _("{field} 的“{value}”不是日期。"), _("请写成 2021-03-05,不加引号,不加时刻。")
    ),
    "parameters.file.no_day": Sentence(
        _("起始日不早于终止日,没有一天有效。"), _("请改 effective_from 或 effective_to。")
    ),
    "parameters.file.two_kinds": Sentence(
        _("同一个参数有两类:{one} 和 {other}。"), _("一个参数只有一类;请另起名称。")
    ),
    "parameters.file.overlap": Sentence(
        _("从 {since} 到 {until} 前有两个值。"), _("请让一段结束的那天是下一段开始的那天。")
    ),
    "parameters.file.gap": Sentence(
        _("从 {since} 到 {until} 前没有值。"), _("请让一段结束的那天是下一段开始的那天。")
    ),
    "parameters.value.json": Sentence(
        _("“{value}”不是 JSON。"), _('请写成 300 或 {{"amount": 3, "unit": "days"}}。')
    ),
    "parameters.value.whole": Sentence(_("“{value}”不是 0 以上的整数。"), _("请写整数。")),
    "parameters.value.text": Sentence(_("“{value}”不是文字,或是空的。"), _("请写文字。")),
    "parameters.value.limit": Sentence(
        _("“{value}”不是时限。"), _('请写成 {{ amount = 3, unit = "working_days" }}。')
    ),
    "parameters.value.unit": Sentence(_("不认识的单位“{value}”。"), _("可以写:{known}。")),
    "parameters.value.nothing": Sentence(
        _("0 {value} 不是时限。"), _('当日写成 {{ amount = 0, unit = "days" }}。')
    ),
    "parameters.value.list": Sentence(_("“{value}”不是文字的清单。"), _('请写成 ["一", "二"]。')),
    "parameters.value.twice": Sentence(_("“{value}”出现了两次。"), _("请删去一个。")),
    "parameters.value.choices": Sentence(
        _("选项要有 code、zh、en,code 用小写字母。"),
        _('请写成 [{{ code = "normal", zh = "一般", en = "Normal" }}]。'),
    ),
    "parameters.value.parent": Sentence(
        _("“{value}”的上级“{parent}”不是一级选项。"), _("请改上级;只有两级。")
    ),
    "parameters.value.extra": Sentence(
        _("“{value}”的 {name} 只能是文字、整数、是否或文字的清单。"), _("请改写。")
    ),
}

register(ERRORS)

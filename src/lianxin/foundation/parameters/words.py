"""Sentences of parameters."""

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, Text, register
from lianxin.foundation.parameters.rules.names import name_in, names

ERRORS: dict[str, Sentence] = {
    "parameters.unknown_key": Sentence(
        _("没有参数 {key}。"),
        _("请查名称;相近的有:{near}。管理员用 lianxin parameters load 装入。"),
    ),
    "parameters.no_value": Sentence(
        _("参数 {key} 在 {on} 没有值。"), _("请系统管理员在“设置”的“参数”里补上从那天起的值。")
    ),
    "parameters.unknown_code": Sentence(
        _("参数 {key} 里没有“{value}”这一项。"), _("请从列出的里面选。")
    ),
    "parameters.other_kind": Sentence(
        _("参数 {key} 是 {kind} 类,不能这样用。"), _("请管理员查参数文件。")
    ),
    "parameters.no_right": Sentence(
        _("改参数要有{right}的权限。"), _("系统管理员申请,安全管理员确认。")
    ),
    "parameters.whole_right": Sentence(
        _("改全市或一个地区的参数和日历,要对全部单位都有{right}的权限。"),
        _("请最上级单位的系统管理员申请,由它的安全管理员确认。"),
    ),
    "parameters.second_person": Sentence(
        _("在工作台改参数要两个人。"), _("请提出申请,由另一位有权的人确认。")
    ),
    "parameters.scope": Sentence(
        _("“{value}”不是单位或地区的代码。"), _("请写代码,例 150205;对全部有效的空着。")
    ),
    "parameters.same": Sentence(
        _("那天起本来就是这个值、这条依据。"), _("请改值或依据,或不必申请。")
    ),
    "parameters.codes_removed": Sentence(
        _("今天还能选的会没有了:{codes}。"), _("确要去掉,请勾选下面一项;已用过的记录仍显示原名。")
    ),
    "parameters.no_why": Sentence(_("没有写理由。"), _("请写清为什么,另一位要据此确认。")),
    "parameters.nothing_ends": Sentence(
        _("那天没有这个单位或地区单独的值。"), _("请查代码和日期。")
    ),
    "parameters.open_change": Sentence(
        _("这个参数已有一项申请在等确认,由{name}提出。"), _("请先确认、不同意或撤回那一项。")
    ),
    "parameters.decided": Sentence(
        _("这项申请已有结果:{verdict}。"), _("请看参数的历史;要再改请另提申请。")
    ),
    "parameters.no_change": Sentence(_("没有这项申请。"), _("请从参数页进入。")),
    "parameters.not_own": Sentence(
        _("这项申请由{name}提出,只有本人能撤回。"), _("您可以确认,或写明理由不同意。")
    ),
    "parameters.own_change": Sentence(
        _("自己提出的申请不能自己确认。"), _("请另一位安全管理员确认。")
    ),
    "parameters.told.asked": Sentence(
        _("参数“{parameter}”的改动等您确认"), _("{asker}申请,从{since}起。")
    ),
    "parameters.told.decided": Sentence(
        _("您申请的参数“{parameter}”的改动:{verdict}"), _("由{decider}决定。")
    ),
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
    "parameters.value.bounds": Sentence(
        _("{value} 太小或太大。"), _("请写 {least} 到 {most} 的整数。")
    ),
    "parameters.value.seconds_bounds": Sentence(
        _("{value} 秒太短或太长。"), _("请写 {least} 到 {most} 秒。")
    ),
    "parameters.value.pattern": Sentence(
        _("“{value}”的写法不对。"), _("每一项要合这个样式:{pattern}。")
    ),
    "parameters.file.bounds": Sentence(
        _("{field} 的“{value}”不对。"), _("least、most 写整数,pattern 写正则表达式。")
    ),
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

NAMES: dict[str, Text] = {
    "where.topic.parameters.changed": _("参数改了"),
    "where.topic.parameters.asked": _("告诉安全管理员:参数改动等确认"),
    "where.topic.parameters.decided": _("告诉申请人:参数改动有结果"),
    "verdict.confirmed": _("已确认"),
    "verdict.refused": _("没有同意"),
    "verdict.withdrawn": _("已撤回"),
}


def _named(key: str) -> str:
    return name_in(key, get_language() or "zh-hans")


def _named_with_key(key: str) -> str:
    return _("“{name}”({key})").format(name=_named(key), key=key)


CALLED: dict[str, Text] = {
    **{f"parameter.{key}": lazy(_named, str)(key) for key in names()},
    **{f"key.{key}": lazy(_named_with_key, str)(key) for key in names()},
}
"""Names of parameters: notices say them alone, errors with the key."""

register(ERRORS, names=NAMES | CALLED)

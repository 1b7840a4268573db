"""What is wrong with the rules that say where a matter goes."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

ERRORS: dict[str, Sentence] = {
    "matters.no_routes": Sentence(_("没有第 {number} 版分派规则。"), _("请从分派规则页选一版。")),
    "matters.no_draft": Sentence(_("现在没有分派规则的草稿。"), _("请在分派规则页先起草。")),
    "matters.draft_there": Sentence(
        _("已经有一份分派规则的草稿。"), _("请接着改那一份,或先废掉它。")
    ),
    "matters.no_route": Sentence(_("草稿里没有第 {position} 条。"), _("请回到草稿看现在的次序。")),
    "matters.routes_right": Sentence(
        _("分派规则管全市,您不能改。"), _("请找在“{unit}”任分流岗位的人来改。")
    ),
    "matters.route_area": Sentence(
        _("没有代码是“{given}”的单位或地区。"), _("请写单位代码,或 6 位、9 位区划代码,例 150205。")
    ),
    "matters.route_category": Sentence(_("没有代码是“{given}”的类别。"), _("请从类别参数里选。")),
    "matters.route_target": Sentence(
        _("去向没有写清。"), _("请选一个单位,或选一类单位,两样只选一样。")
    ),
    "matters.route_kind": Sentence(
        _("没有代码是“{given}”的单位类别。"), _("请从单位类别参数里选。")
    ),
    "matters.route_days": Sentence(_("止日不晚于起日。"), _("请写晚于 {since} 的日子,或空着。")),
    "matters.route_word": Sentence(
        _("“{given}”太长。"), _("一个词最多 {most} 个字,词与词之间空一格。")
    ),
    "matters.routes_last": Sentence(
        _("最后一条还设了条件,有些事会没有去向。"), _("请在最后加一条什么也不限的规则。")
    ),
    "matters.routes_since": Sentence(_("生效日 {since} 已经过了。"), _("请写今天或以后的日子。")),
    "matters.routes_planned": Sentence(
        _("第 {number} 版已定于 {since} 生效。"), _("请写更晚的日子,或先收回那一版。")
    ),
    "matters.routes_begun": Sentence(_("第 {number} 版已经生效,不能收回。"), _("请另起草一版。")),
    "matters.routes_file": Sentence(
        _("第 {line} 条读不出来:{given}。"), _("请照 lianxin routes show 的样子写。")
    ),
}

"""What stands against a step: whose turn it is, what was written, which unit was chosen."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

ERRORS: dict[str, Sentence] = {
    "matters.not_found": Sentence(
        _("没有找到这件事,或者它不在您能看的范围内。"),
        _("请核对编号;确需查看,请找分流中心。"),
    ),
    "matters.no_leg": Sentence(
        _("这件事已经办结,现在没有单位在办。"), _("要再办,请用“要求重办”。")
    ),
    "matters.move": Sentence(
        _("这件事现在是“{state}”,不能“{verb}”。"), _("请刷新这一页,看现在该做什么。")
    ),
    "matters.moved_on": Sentence(
        _("{at} “{did}”({doer})以后,这件事是“{state}”,现在不能“{verb}”。"),
        _("现在轮到{turn},到 {until} 为止;要改,请与他们商量。"),
    ),
    "matters.ended": Sentence(
        _("{at} “{did}”({doer})以后,这件事是“{state}”,现在不能“{verb}”。"),
        _("现在没有单位在办;要再办,请用“要求重办”。"),
    ),
    "matters.kind_refuses": Sentence(_("这类事没有“{verb}”这一步。"), _("请看现在该做什么。")),
    "matters.not_yours": Sentence(_("这一步“{verb}”由{who}来做。"), _("请联系他们。")),
    "matters.not_your_turn": Sentence(
        _("这一步“{verb}”由{who}来做。"),
        _("现在轮到{turn},到 {until} 为止;请联系他们。"),
    ),
    "matters.not_doer": Sentence(
        _("最后一步是{doer} {at} 的“{did}”,“{verb}”只能由本人来做。"),
        _("请联系他们。"),
    ),
    "matters.no_triage": Sentence(
        _("“{unit}”的上级里没有分流中心。"), _("请管理员先在机构里设一个。")
    ),
    "matters.no_callback": Sentence(
        _("没有未经办的督导部门可以回访这件事。"), _("请管理员在机构里增设督导部门。")
    ),
    "matters.source_staff": Sentence(
        _("这个来源只由工作人员登记。"), _("请从首页“说一件事”提交。")
    ),
    "matters.take_down": Sentence(
        _("您不能替“{unit}”登记。"), _("请选您自己的单位,或找该单位内勤。")
    ),
    "matters.received_later": Sentence(_("{day} 还没有到。"), _("请写收到的那一天,不晚于今天。")),
    "matters.choice": Sentence(_("没有“{given}”这一项。"), _("请从列出的选项里选一个。")),
    "matters.words_missing": Sentence(_("还没有写。"), _("请写一句您想说的话。")),
    "matters.reply_missing": Sentence(
        _("还没有写答复。"), _("请写:查明了什么、做了什么、接下来怎样。")
    ),
    "matters.explanation_missing": Sentence(
        _("还没有写说明。"), _("请写一句为什么,下一个单位要看。")
    ),
    "matters.words_long": Sentence(_("写了 {given} 字,多于 {most} 字。"), _("请删短一些。")),
    "matters.unit_judges": Sentence(
        _("“{unit}”正在监督这件事,不能同时经办。"), _("请选另一个单位。")
    ),
    "matters.unit_no_handler": Sentence(
        _("“{unit}”不经办群众的事。"), _("请选派出所、大队、支队这样的经办单位。")
    ),
    "matters.names_missing": Sentence(_("还没有写应由谁办。"), _("这个退回理由要指明一个单位。")),
    "matters.reason_same_unit": Sentence(
        _("这个理由是派回原单位“{unit}”,选的却是别的单位。"), _("请改选理由,或改选单位。")
    ),
    "matters.reason_other_unit": Sentence(
        _("这个理由是换单位,选的却还是原单位“{unit}”。"), _("请改选理由,或改选单位。")
    ),
    "matters.designated": Sentence(
        _("这件事由督导部门指定给您单位,不能退回。"), _("确有困难,请与督导部门商量。")
    ),
    "matters.return_late": Sentence(
        _("退回的时限到 {until} 为止,已经过了。"), _("请办理,或请分流中心改派。")
    ),
    "matters.outcome_missing": Sentence(_("还没有选结果。"), _("请选这件事办成了什么样。")),
}

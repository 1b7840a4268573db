"""What stands against asking for more time, deciding it, counting anew and handing over."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

ERRORS: dict[str, Sentence] = {
    "matters.asked_late": Sentence(
        _("这一步到 {until} 为止,已经过了,不能再申请。"), _("按逾期计;请尽快办理并写明情况。")
    ),
    "matters.asked_already": Sentence(
        _("同样的申请已经在等审批。"), _("请等上级定;急的请直接联系。")
    ),
    "matters.paused_already": Sentence(
        _("时限已经停计,到 {until} 为止。"), _("要提前恢复,请用“恢复办理”。")
    ),
    "matters.extended_enough": Sentence(
        _("这一段已经延期 {most} 次,不能再延。"), _("请办理;确实办不了的,可以申请挂账。")
    ),
    "matters.until_early": Sentence(_("现在就到 {day} 为止。"), _("请写更晚的一天。")),
    "matters.until_far": Sentence(_("这一天太远,最晚到 {day}。"), _("请写早一些。")),
    "matters.nothing_asked": Sentence(_("没有等审批的申请。"), _("请刷新这一页,看现在该做什么。")),
    "matters.asked_day_over": Sentence(
        _("申请的那一天 {day} 已经过了,不能再同意。"),
        _("请选“不同意”并写明,由单位重新申请。"),
    ),
    "matters.own_request": Sentence(
        _("这是您自己提的申请,不能自己审批。"), _("请另一位上级来定。")
    ),
    "matters.not_paused": Sentence(_("这件事的时限没有停计。"), _("请照常办理。")),
    "matters.consent_missing": Sentence(
        _("还没有本人同意。"), _("没有同意的,请用“不予受理”,告诉本人找谁。")
    ),
    "matters.clock_right": Sentence(_("这件事由系统来做。"), _("请等下一次自动运行。")),
    "matters.none_chosen": Sentence(_("一件也没有选。"), _("请勾选要移交的事。")),
}

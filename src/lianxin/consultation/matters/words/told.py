"""What notices at the desk say."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

TOLD: dict[str, Sentence] = {
    "matters.told.received": Sentence(_("新来一件:{subject}")),
    "matters.told.dispatched": Sentence(_("派给您单位:{subject}")),
    "matters.told.returned": Sentence(_("退回一件:{subject}")),
    "matters.told.unsolved": Sentence(_("群众说没解决:{subject}")),
    "matters.told.reopened": Sentence(_("要求重办:{subject}")),
    "matters.told.withdrawn": Sentence(_("群众撤回:{subject}")),
    "matters.told.supplemented": Sentence(_("群众补充了一句:{subject}")),
    "matters.told.asked_extend": Sentence(_("申请延期,等您定:{subject}"), _("申请到 {until}。")),
    "matters.told.asked_pause": Sentence(_("申请停计时限,等您定:{subject}"), _("申请到 {until}。")),
    "matters.told.asked_park": Sentence(_("申请挂账,等您定:{subject}"), _("申请到 {until}。")),
    "matters.told.approved": Sentence(_("申请已同意:{subject}"), _("到 {until}。")),
    "matters.told.refused": Sentence(_("申请没有同意:{subject}"), _("期限不变,请看说明。")),
    "matters.told.resumed": Sentence(_("恢复办理:{subject}"), _("期限接着算。")),
    "matters.told.recounted": Sentence(
        _("放假安排有变,您单位 {count} 件的期限重新计算"), "{lines}"
    ),
    "matters.told.soon_step": Sentence(
        _("这一步快到期:{subject}"), _("{unit},这一步到 {until} 为止。")
    ),
    "matters.told.soon_total": Sentence(
        _("全程快到期:{subject}"), _("{unit},全程到 {until} 为止,要答复群众。")
    ),
    "matters.told.late_step": Sentence(
        _("催办,这一步逾期:{subject}"), _("{unit},这一步到 {until} 为止,已经过了。")
    ),
    "matters.told.late_accept": Sentence(
        _("催办,还没有接办:{subject}"), _("{unit},接办这一步到 {until} 为止,已经过了。")
    ),
    "matters.told.late_total": Sentence(
        _("催办,全程逾期:{subject}"), _("{unit},全程到 {until} 为止,已经过了,请先告诉群众。")
    ),
    "matters.told.circular": Sentence(
        _("通报,逾期没有说明:{subject}"), _("{unit},这一步到 {until} 为止,至今没有说明。")
    ),
    "matters.told.undecided": Sentence(
        _("申请等您定,已过审定的时限:{subject}"), _("{unit} 申请到 {until}。")
    ),
    "matters.told.call_back": Sentence(
        _("该回访了:{subject}"), _("群众还没有回应;回访这一步到 {until} 为止。")
    ),
    "matters.told.park_review": Sentence(
        _("挂账该复核了:{subject}"), _("{unit} 挂账到 {until};能办的请恢复办理。")
    ),
    "matters.told.unit_changed": Sentence(
        _("{name}已调整,{count} 件在办的事要移交"), _("请看清单,勾选移交给哪个单位。")
    ),
    "matters.told.unit_people": Sentence(
        _("{name}已调整,{count} 人的岗位还在那里"), _("请看清单,把岗位调到承接的单位。")
    ),
    "matters.told.person_left": Sentence(
        _("{name}离开,经手的 {count} 件在办的事请接上"), _("事留在本单位;要移交的,请看清单。")
    ),
}
"""What notices at the desk say: title and a line under it."""

"""What the outbox page calls each topic, beside the wiring of ``schedule``."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

TOPICS = {
    "matters.received": _("告诉分流台:新来一件"),
    "matters.dispatched": _("告诉单位:新派一件"),
    "matters.returned": _("告诉分流台:退回一件"),
    "matters.accepted": _("告诉群众:由谁办、何时答复"),
    "matters.reply_due": _("答复群众,到时发出"),
    "matters.answered": _("告诉群众:已答复,请确认"),
    "matters.reopened": _("告诉督导:群众说没解决"),
    "matters.concluded": _("告诉群众:已办结"),
    "matters.withdrawn": _("告诉单位:群众撤回"),
    "matters.supplemented": _("告诉单位:群众补充了一句"),
    "matters.window_over": _("回应期满,办结"),
    "matters.code_asked": _("告诉群众:新的查询码"),
    "matters.asked": _("告诉领导:申请等决定"),
    "matters.decided": _("告诉单位:申请有结果"),
    "matters.extended": _("告诉群众:延期到何时"),
    "matters.paused": _("告诉群众:为何停计、到何时"),
    "matters.parked": _("告诉群众:为何挂账、到何时"),
    "matters.resumed": _("告诉单位:恢复办理"),
    "matters.declined": _("告诉群众:不受理及理由"),
    "matters.referred": _("告诉群众:转给了谁"),
    "matters.recounted": _("告诉单位:期限重新算过"),
    "clock.changed": _("日历改了,重算期限"),
    "units.succeeded": _("单位变动,看要移交的事项"),
}

ERRORS = {
    "config.jobs_right": Sentence(
        _("后台任务管所有单位,您不能运行。"), _("请找市局的系统管理员。")
    ),
    "config.no_job": Sentence(_("没有“{job}”这个任务。"), _("请回到定时任务页看现在有哪些。")),
    "config.job_on_demand": Sentence(_("这个任务有事才做,不能自己运行。"), _("不用再做什么。")),
    "config.job_far": Sentence(_("这个时间在 {days} 天以后。"), _("请核对年月日,写近一些的时间。")),
    "config.job_untimed": Sentence(_("这个任务不按时间做。"), _("请把时间空着再按一次。")),
    "config.job_waits": Sentence(_("这个任务已经在等着运行。"), _("请过一会儿看结果。")),
}

register(ERRORS, names={f"where.topic.{topic}": words for topic, words in TOPICS.items()})

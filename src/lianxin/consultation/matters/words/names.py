"""Names of states, verbs, doers, answers, and of the fields that a sentence points at."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.consultation.matters.rules.states import (
    Answer,
    Asked,
    Cause,
    Face,
    Grade,
    LegRole,
    State,
    Verb,
    Who,
)

STATES: dict[State, str | Promise] = {
    State.NEW: _("待分流"),
    State.DISPATCHED: _("待接办"),
    State.RETURNED: _("已退回"),
    State.IN_HAND: _("办理中"),
    State.RECHECK: _("待复核"),
    State.TO_ANSWER: _("待答复"),
    State.WITH_CITIZEN: _("待确认"),
    State.REOPENED: _("重办"),
    State.PARKED: _("挂账"),
    State.CONCLUDED: _("办结"),
}

VERBS: dict[Verb, str | Promise] = {
    Verb.INTAKE: _("收到"),
    Verb.CLASSIFY: _("分类"),
    Verb.CONTACT: _("联系群众"),
    Verb.DECLINE: _("不予受理"),
    Verb.REFER: _("转外单位"),
    Verb.DISPATCH: _("派单"),
    Verb.ACCEPT: _("接办"),
    Verb.RETURN: _("退回"),
    Verb.REDISPATCH: _("改派"),
    Verb.ASSIST: _("请协办"),
    Verb.EXTEND: _("申请延期"),
    Verb.PARK: _("申请挂账"),
    Verb.DECIDE: _("审批"),
    Verb.RESUME: _("恢复办理"),
    Verb.RECTIFY: _("提交整改"),
    Verb.RECHECK: _("复核"),
    Verb.REPLY: _("答复"),
    Verb.SEND: _("发出答复"),
    Verb.TAKE_BACK: _("撤销"),
    Verb.CALL_BACK: _("回访"),
    Verb.CONFIRM: _("确认"),
    Verb.RATE: _("评价"),
    Verb.REOPEN: _("要求重办"),
    Verb.CONCLUDE: _("办结"),
    Verb.SUPERVISE: _("督办"),
    Verb.SUPPLEMENT: _("补充"),
    Verb.MERGE: _("合并"),
    Verb.UNMERGE: _("取消合并"),
    Verb.WITHDRAW: _("撤回"),
    Verb.CORRECT: _("更正"),
    Verb.NOTE: _("内部备注"),
    Verb.RECOUNT: _("期限重算"),
}

DID: dict[Verb, str | Promise] = {
    Verb.INTAKE: pgettext_lazy("did", "收到"),
    Verb.CLASSIFY: pgettext_lazy("did", "分类"),
    Verb.CONTACT: pgettext_lazy("did", "联系群众"),
    Verb.DECLINE: pgettext_lazy("did", "不予受理"),
    Verb.REFER: pgettext_lazy("did", "转外单位"),
    Verb.DISPATCH: pgettext_lazy("did", "派单"),
    Verb.ACCEPT: pgettext_lazy("did", "接办"),
    Verb.RETURN: pgettext_lazy("did", "退回"),
    Verb.REDISPATCH: pgettext_lazy("did", "改派"),
    Verb.ASSIST: pgettext_lazy("did", "请协办"),
    Verb.EXTEND: pgettext_lazy("did", "申请延期"),
    Verb.PARK: pgettext_lazy("did", "申请挂账"),
    Verb.DECIDE: pgettext_lazy("did", "审批"),
    Verb.RESUME: pgettext_lazy("did", "恢复办理"),
    Verb.RECTIFY: pgettext_lazy("did", "提交整改"),
    Verb.RECHECK: pgettext_lazy("did", "复核"),
    Verb.REPLY: pgettext_lazy("did", "答复"),
    Verb.SEND: pgettext_lazy("did", "发出答复"),
    Verb.TAKE_BACK: pgettext_lazy("did", "撤销"),
    Verb.CALL_BACK: pgettext_lazy("did", "回访"),
    Verb.CONFIRM: pgettext_lazy("did", "确认"),
    Verb.RATE: pgettext_lazy("did", "评价"),
    Verb.REOPEN: pgettext_lazy("did", "要求重办"),
    Verb.CONCLUDE: pgettext_lazy("did", "办结"),
    Verb.SUPERVISE: pgettext_lazy("did", "督办"),
    Verb.SUPPLEMENT: pgettext_lazy("did", "补充"),
    Verb.MERGE: pgettext_lazy("did", "合并"),
    Verb.UNMERGE: pgettext_lazy("did", "取消合并"),
    Verb.WITHDRAW: pgettext_lazy("did", "撤回"),
    Verb.CORRECT: pgettext_lazy("did", "更正"),
    Verb.NOTE: pgettext_lazy("did", "内部备注"),
    Verb.RECOUNT: pgettext_lazy("did", "期限重算"),
}
"""What was done, as a line of the past: a language may have another form than the button's."""

ASKED: dict[Asked, str | Promise] = {
    Asked.EXTEND: _("延期"),
    Asked.PAUSE: _("停计时限"),
    Asked.PARK: _("挂账"),
}

CAUSES: dict[Cause, str | Promise] = {
    Cause.CALENDAR: _("放假安排有变"),
    Cause.EXTENDED: _("延期"),
    Cause.PAUSED: _("停计时限"),
    Cause.PARKED: _("挂账"),
    Cause.RESUMED: _("恢复办理"),
    Cause.UNDONE: _("撤销"),
}

WHO: dict[Who, str | Promise] = {
    Who.DISPATCHER: _("分流中心"),
    Who.UNIT: _("经办单位"),
    Who.SUPERVISOR: _("未经办的督导部门"),
    Who.APPROVER: _("经办单位的上级"),
    Who.THIRD: _("未经办的另一人"),
    Who.CITIZEN: _("提出人本人"),
    Who.JOB: _("系统"),
    Who.DOER: _("刚才办这一步的人"),
    Who.ANY: _("能看到这件事的工作人员"),
}

ROLES: dict[LegRole, str | Promise] = {
    LegRole.TRIAGE: _("分流"),
    LegRole.HANDLE: _("办理"),
    LegRole.RECHECK: _("复核"),
    LegRole.CALLBACK: _("回访"),
    LegRole.JUDGE: _("判重办"),
    LegRole.HOLD: _("挂账"),
    LegRole.ASSIST: _("协办"),
}

ANSWERS: dict[Answer, str | Promise] = {
    Answer.SOLVED: _("解决了"),
    Answer.PARTLY: _("部分解决"),
    Answer.UNSOLVED: _("没解决"),
}

GRADES: dict[Grade, str | Promise] = {
    Grade.SATISFIED: _("满意"),
    Grade.FAIRLY_SATISFIED: _("基本满意"),
    Grade.DISSATISFIED: _("不满意"),
    Grade.DONT_KNOW: _("不了解"),
}

FACES: dict[Face, str | Promise] = {
    Face.ORIGINAL: _("原话"),
    Face.PUBLISHED: _("公开文本"),
    Face.SUPPLEMENT: _("补充"),
    Face.NOTE: _("备注"),
    Face.REASON: _("说明"),
    Face.REPLY: _("答复"),
    Face.RECTIFICATION: _("整改说明"),
}

PLACES: dict[str, str | Promise] = {
    "words": _("内容"),
    "note-words": _("备注"),
    "reply": _("答复"),
    "explanation": _("说明"),
    "place": _("在哪里"),
    "telephone": _("手机"),
    "photos": _("照片"),
    "category": _("类别"),
    "urgency": _("紧急程度"),
    "source": _("来源"),
    "outcome": _("结果"),
    "to": _("派给"),
    "names": _("应由谁办"),
    "reason": _("理由"),
    "until": _("到哪一天"),
    "consent": _("本人同意"),
    "matters": _("事项"),
    "received_on": _("收到日期"),
    "first_receiver": _("首接单位"),
    "subject": _("事由"),
    "number": _("编号"),
    "code": _("查询码"),
    "said_at": _("来信日期"),
    "replied_at": _("答复日期"),
    "title": _("标题"),
    "agency": _("答复单位"),
    "id": _("编号"),
    "column": _("列"),
}

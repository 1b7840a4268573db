"""Words of matters: states, verbs, doers, and the sentence of every error."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
from lianxin.foundation.faces.sentences import Sentence, register

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
    "matters.own_request": Sentence(
        _("这是您自己提的申请,不能自己审批。"), _("请另一位上级来定。")
    ),
    "matters.not_paused": Sentence(_("这件事的时限没有停计。"), _("请照常办理。")),
    "matters.consent_missing": Sentence(
        _("还没有本人同意。"), _("没有同意的,请用“不予受理”,告诉本人找谁。")
    ),
    "matters.clock_right": Sentence(_("这件事由系统来做。"), _("请等下一次自动运行。")),
    "matters.none_chosen": Sentence(_("一件也没有选。"), _("请勾选要移交的事。")),
    "matters.outcome_missing": Sentence(_("还没有选结果。"), _("请选这件事办成了什么样。")),
    "matters.no_reply": Sentence(_("没有等待发出的答复。"), _("它已经撤回,请重新写。")),
    "matters.reply_held": Sentence(
        _("答复在 {until} 之前还可以撤回。"), _("到时自动发出;也可以按“现在发出”。")
    ),
    "matters.reply_sent": Sentence(
        _("答复已经发给群众,撤不回来了。"), _("有更正请用补充说明告诉群众。")
    ),
    "matters.nothing_to_take_back": Sentence(
        _("“{verb}”这一步不能撤销。"), _("已经有人接着办了;请与现在的单位商量。")
    ),
    "matters.window_over": Sentence(
        _("回应的期限到 {until} 为止,已经过了。"), _("您可以重新提一件,写上这个编号。")
    ),
    "matters.ended_without_answer": Sentence(
        _("这件事没有经过答复就结束了,没有可以回应的答复。"), _("您可以重新提一件。")
    ),
    "matters.not_yet": Sentence(
        _("现在还不能办结:要等群众回应,或等到 {until}。"), _("可以先联系群众。")
    ),
    "matters.lookup": Sentence(
        _("没有找到这个查询码。"), _("请核对 20 位数字;留过手机的,可以打电话请我们重发。")
    ),
    "matters.pass_over": Sentence(
        _("这一页开着太久,已经失效。"), _("请回到“查进度”,再输一次查询码。")
    ),
    "matters.contact_judged": Sentence(
        _("这件事正在判重办,经办过的单位和人现在不联系群众。"),
        _("由督导部门联系;再派给您单位以后可以查看。"),
    ),
    "matters.no_telephone": Sentence(_("当时没有留手机,短信发不出去。"), _("请抄下或拍下查询码。")),
    "matters.link_over": Sentence(
        _("这个链接已经过期或不完整。"), _("请用查询码查看,或拨短信里的办公电话。")
    ),
    "matters.import_field": Sentence(_("没有“{given}”这个字段。"), _("可用的字段:{known}。")),
    "matters.import_heading": Sentence(_("文件里没有“{given}”这一列。"), _("请核对第一行的列名。")),
    "matters.import_no_column": Sentence(
        _("认不出哪一列是“{field}”。认得的列名:{known};文件里有:{found}。"),
        _("请用 --column {field}=列名 指定。"),
    ),
    "matters.import_nothing": Sentence(
        _("这个文件是空的,第一行没有列名。"), _("请核对文件;第一行要写列名。")
    ),
    "matters.import_twice": Sentence(
        _("编号“{given}”在第 {line} 行已经有了。"), _("请核对这两行,留下一行。")
    ),
    "matters.import_nul": Sentence(
        _("csv 第 {line} 行有看不见的空字符。"), _("请删去它,或另存为 csv(UTF-8)。")
    ),
    "matters.import_option": Sentence(
        _("“{given}”看不懂。"), _("请写成 字段=列名,例如 said_at=留言时间。")
    ),
    "matters.import_date": Sentence(
        _("“{given}”不是日期。"), _("请写成 2021-03-05 或 2021-03-05 14:30。")
    ),
    "matters.import_empty": Sentence(_("“{field}”是空的。"), _("请补上,或跳过这一行。")),
    "matters.import_order": Sentence(_("答复日期 {given} 早于来信日期。"), _("请核对这两个日期。")),
    "matters.import_future": Sentence(_("{given} 还没有到。"), _("请核对年份。")),
    "matters.import_large": Sentence(_("文件大于 {most} MB。"), _("请分成几个文件。")),
    "matters.import_unread": Sentence(_("读不了这个文件({cause})。"), _("请核对路径和权限。")),
    "matters.import_format": Sentence(
        _("这个文件不是 csv 也不是 xlsx。"), _("请另存为 csv(UTF-8 或 GB18030)或 xlsx。")
    ),
    "matters.import_csv": Sentence(_("csv 在第 {line} 行断了,引号没有成对。"), _("请改好这一行。")),
    "matters.import_right": Sentence(_("您没有导入的权限。"), _("请找资料员,或请管理员授权。")),
    "matters.import_unknown": Sentence(
        _("没有这个导入批次。"), _("用 lianxin import list 看有哪些。")
    ),
    "matters.import_undone": Sentence(_("这个批次已经撤销过。"), _("不用再做什么。")),
    "matters.import_touched": Sentence(
        _("这个批次里有些件已经有人办过:{numbers}。"), _("不能整批撤销;请逐件处理。")
    ),
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
        _("没有代码是“{given}”的单位或地区。"), _("请写单位代码,或 6 位行政区划代码,例 150205。")
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
    "matters.told.person_left": Sentence(
        _("{name}离开,经手的 {count} 件在办的事请接上"), _("事留在本单位;要移交的,请看清单。")
    ),
}
"""What notices at the desk say: title and a line under it."""

register(TOLD)
register(
    ERRORS,
    names={
        **{f"state.{state}": word for state, word in STATES.items()},
        **{f"verb.{verb}": word for verb, word in VERBS.items()},
        **{f"did.{verb}": word for verb, word in VERBS.items()},
        f"doer.{Who.CITIZEN}": _("群众"),
        f"doer.{Who.JOB}": _("系统"),
        **{f"who.{who}": word for who, word in WHO.items()},
        **{f"where.{place}": word for place, word in PLACES.items()},
    },
)

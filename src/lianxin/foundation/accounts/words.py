"""Sentences of the room: sign-in, passwords, accounts and posts."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, Text, register

ERRORS = {
    "accounts.sign_in": Sentence(
        _("登录名或密码不对。"), _("请再输一次;忘了密码,请看页面下方的「忘了密码」。")
    ),
    "accounts.wait": Sentence(
        _("连着输错了几次。"), _("请等 {retry_after} 秒再试;忘了密码,请看「忘了密码」。")
    ),
    "accounts.busy": Sentence(
        _("现在同时登录的人太多,这一次没有登录。"), _("请过 {retry_after} 秒再按一次。")
    ),
    "accounts.first_password_over": Sentence(
        _("这个初始密码已过期。"), _("请找管理员重置,再用新的初始密码登录。")
    ),
    "accounts.login": Sentence(
        _("登录名要用 2 到 32 个小写字母、数字、点或横线,字母打头。"),
        _("比如 wang.fang。"),
    ),
    "accounts.login_taken": Sentence(
        _("登录名 {login} 已有人用。"), _("请换一个,比如加单位简称。")
    ),
    "accounts.name": Sentence(
        _("姓名须有 1 到 {limit} 个字,现有 {length} 个。"), _("请改写姓名。")
    ),
    "accounts.post": Sentence(
        _("岗位「{given}」写得不对。"), _("请写成 角色@单位代码,单位代码见 lianxin units list。")
    ),
    "accounts.role": Sentence(_("没有「{role}」这个角色。"), _("请从角色表里选。")),
    "accounts.password.short": Sentence(
        _("现有 {length} 位,太短。"),
        _("至少 {long} 位;含大写、小写、数字、符号中 {kinds} 种的,至少 {mixed} 位。"),
    ),
    "accounts.password.long": Sentence(_("超过 {limit} 位。"), _("请缩短。")),
    "accounts.password.same": Sentence(_("重复的字符太多。"), _("至少要有 {limit} 个不同的字符。")),
    "accounts.password.words": Sentence(
        _("里面多是常见的词、您的姓名或登录名。"),
        _("去掉这些词以后至少还要有 {limit} 位;几个不相干的词连起来就好。"),
    ),
    "accounts.password.old": Sentence(_("和现在的密码不符。"), _("请再输一次现在的密码。")),
    "accounts.password.unchanged": Sentence(_("和现在的密码一样。"), _("请另起一个。")),
    "accounts.password.repeat": Sentence(_("和上面的新密码不一样。"), _("请两处输同一个。")),
    "accounts.factor": Sentence(
        _("验证码不对,或已经用过。"), _("请等验证器换出新的数字再输,或输一个没有用过的备用码。")
    ),
    "accounts.factor_first": Sentence(
        _("验证码不对。"), _("请看手机的时间准不准,再输验证器上现在的 6 位数字。")
    ),
    "accounts.factor_first_prove": Sentence(
        _("要先用原有的方式验证。"), _("请先登录,再到「第二重验证」里添加。")
    ),
    "accounts.factor_none": Sentence(_("还没有设置第二重验证。"), _("请先设置,备用码会一起给您。")),
    "accounts.factor_last": Sentence(
        _("您的岗位要求第二重验证,最后一种不能去掉。"), _("请先再设一种,再去掉这一种。")
    ),
    "accounts.factor_unknown": Sentence(
        _("没有找到这一种验证方式。"), _("请刷新「第二重验证」页,看现在有哪些。")
    ),
    "accounts.passkey": Sentence(
        _("通行密钥或 UKey 没有通过。"), _("请再按一次;还是不行,请用验证码或备用码。")
    ),
    "accounts.session_over": Sentence(_("这次登录已到时。"), _("请从登录页重新开始。")),
    "accounts.session_unknown": Sentence(_("那一处登录已经结束。"), _("请刷新「正在登录」页。")),
    "accounts.asking_unknown": Sentence(
        _("没有找到这一条申请。"), _("请打开「岗位申请」页,看哪些在等确认。")
    ),
    "accounts.unknown": Sentence(_("没有找到账号 {login}。"), _("请核对登录名。")),
    "accounts.closed": Sentence(_("账号 {login} 已停用。"), _("要再用,请先重新开通。")),
    "accounts.open": Sentence(_("账号 {login} 本来就开着。"), _("忘了密码的,请用「重置密码」。")),
    "accounts.no_right": Sentence(_("这个账号不归您管。"), _("请找管辖这个单位的系统管理员。")),
    "accounts.own": Sentence(
        _("自己的账号和岗位不能自己改。"), _("请找另一位系统管理员;改密码请到「我的密码」。")
    ),
    "accounts.by_command": Sentence(
        _("系统、安全、审计三个管理员的账号,一位管理员不能单独改。"),
        _("加岗位、丢了第二重验证可以申请;别的请在服务器上用 lianxin user 命令办理。"),
    ),
    "accounts.apart": Sentence(
        _("系统、安全、审计管理员不能兼任别的岗位,也不能互相兼任。"),
        _("请先结束原来的岗位,或为另一个人开通。"),
    ),
    "accounts.post_held": Sentence(
        _("{login} 这段日子已有岗位 {post}。"), _("请改日期,或先结束原来的。")
    ),
    "accounts.post_not_held": Sentence(
        _("{login} 那天没有岗位 {post}。"), _("请打开账号页,看现在有哪些岗位。")
    ),
    "accounts.nobody_chosen": Sentence(_("一个人也没有勾选。"), _("请勾选要调动的人。")),
    "accounts.same_unit": Sentence(_("岗位就在这个单位。"), _("请选另一个单位。")),
    "accounts.acting_own": Sentence(
        _("不能自己代理自己的岗位。"), _("请另选代理人,并写明截止日。")
    ),
    "accounts.acting_long": Sentence(
        _("代理一次至多 {longest} 天。"), _("请改截止日;更长的请加正式岗位。")
    ),
    "accounts.asked_already": Sentence(
        _("为 {login} 申请的同一件事已经在等确认。"), _("请打开「岗位申请」页查看。")
    ),
    "accounts.asking_decided": Sentence(_("这一条申请已有结果。"), _("请刷新「岗位申请」页。")),
    "accounts.asking_over": Sentence(
        _("申请的日子已经过了。"), _("请答复不同意,再按新的日子申请。")
    ),
    "accounts.asked_by_you": Sentence(
        _("自己申请的不能自己确认。"), _("请找另一位安全管理员确认。")
    ),
    "accounts.asked_by_another": Sentence(
        _("这一条是别人申请的。"), _("请找申请人撤回,或由能确认的人答复。")
    ),
    "accounts.no_confirm": Sentence(_("您不能确认这一条。"), _("请找管辖这个单位的安全管理员。")),
    "accounts.factor_not_set": Sentence(
        _("{login} 没有设置第二重验证。"), _("不用申请,下次登录时会请本人设置。")
    ),
    "accounts.past": Sentence(_("{on} 已经过了。"), _("请选今天或以后的日子;不填就是现在。")),
    "accounts.place": Sentence(_("没有写楼栋。"), _("请写小区和楼号,比如 和平小区 3 号楼。")),
    "accounts.warden_held": Sentence(
        _("{login} 这段日子已经是{place}的楼长。"), _("请改日期,或先结束原来的。")
    ),
    "accounts.building_unknown": Sentence(
        _("没有找到这个楼栋。"), _("请打开账号页,看现在有哪些楼栋。")
    ),
    "accounts.building_over": Sentence(_("这个楼栋已经结束。"), _("请刷新账号页。")),
    "accounts.reason": Sentence(_("没有写原因。"), _("请用一句话说明,原因会记入审计。")),
    "accounts.period": Sentence(_("{until} 在 {since} 以前。"), _("请改日期。")),
    "accounts.incident_whole": Sentence(
        _("您管的只是一部分单位,不能结束所有人的登录。"),
        _("请写明登录名;要结束所有人的,请找市局的安全管理员。"),
    ),
    "accounts.thaw_whole": Sentence(
        _("您管的只是一部分单位,不能解冻全市的导出。"), _("请找市局的安全管理员。")
    ),
    "accounts.incident_right": Sentence(_("您不能办应急处置。"), _("请找安全管理员。")),
    "accounts.frozen": Sentence(_("导出已经冻结。"), _("要继续导出,请先解冻。")),
    "accounts.not_frozen": Sentence(_("导出没有冻结。"), _("不用解冻。")),
    "accounts.table.unit": Sentence(
        _("没有写单位代码。"), _("请写单位代码,见 lianxin units list。")
    ),
    "accounts.table.role": Sentence(
        _("没有「{given}」这个角色。"), _("请写角色的代码或名称,见 lianxin user --help。")
    ),
    "accounts.table.other_name": Sentence(
        _("登录名 {login} 已是{name}的。"), _("请换登录名;同一个人的,请先改姓名。")
    ),
    "accounts.table.passwords": Sentence(
        _("放初始密码的文件 {file} 已经在那里。"), _("请先移走它,或用 --passwords 另写一个。")
    ),
    "accounts.email": Sentence(_("邮箱地址写得不对。"), _("请写成 name@example.cn 的样子。")),
    "accounts.email_often": Sentence(
        _("今天填邮箱的次数已满。"), _("请打开最近寄去的链接;地址写错了的,请明天再填。")
    ),
    "accounts.email_none": Sentence(
        _("还没有确认过的邮箱。"), _("请先填写邮箱,再打开寄去的链接。")
    ),
    "accounts.unit_closed": Sentence(_("单位 {unit} 已撤销。"), _("请选它的承接单位。")),
    "accounts.days": Sentence(
        _("截止日 {until} 不在开始日 {since} 之后。"), _("请改日期;长期的不用填截止日。")
    ),
}
TOLD: dict[str, Sentence] = {
    "accounts.told.asked_post": Sentence(
        _("{name}的岗位等您确认"), _("{asker}申请:{role} · {at}。")
    ),
    "accounts.told.asked_factor": Sentence(
        _("取消{name}的第二重验证,等您确认"), _("{asker}申请。")
    ),
    "accounts.told.decided": Sentence(_("您为{name}提的申请:{verdict}"), _("由{decider}决定。")),
    "accounts.told.refused": Sentence(
        _("您为{name}提的申请:{verdict}"), _("由{decider}决定,原因:{words}")
    ),
}
NAMES: dict[str, Text] = {
    "where.topic.accounts.asked": _("告诉安全管理员:岗位等确认"),
    "where.topic.accounts.decided": _("告诉申请人:岗位申请有结果"),
    "where.topic.accounts.address": _("发出确认邮箱的链接"),
    "where.topic.accounts.left": _("有人离岗,看留下的事项"),
    "where.login": _("登录名"),
    "where.password": _("密码"),
    "where.old_password": _("现在的密码"),
    "where.new_password": _("新密码"),
    "where.repeat_password": _("再输一次"),
    "where.code": _("验证码"),
    "where.name": _("姓名"),
    "where.role": _("角色"),
    "where.unit": _("单位"),
    "where.since": _("开始日"),
    "where.until": _("截止日"),
    "where.posts": _("岗位"),
    "where.on": _("日子"),
    "where.place": _("楼栋"),
    "where.station": _("所在地的单位"),
    "where.address": _("邮箱地址"),
    "where.deputy": _("代理人"),
}
ROLE_NAMES: dict[str, Text] = {
    "station_clerk": _("内勤"),
    "officer": _("民警、经办人"),
    "dispatcher": _("分流员"),
    "supervisor": _("督导员"),
    "leader": _("领导"),
    "importer": _("资料员"),
    "system_admin": _("系统管理员"),
    "security_admin": _("安全管理员"),
    "audit_admin": _("审计管理员"),
}
register(
    {**ERRORS, **TOLD},
    names={**NAMES, **{f"role.{code}": name for code, name in ROLE_NAMES.items()}},
)


def role_name(code: str) -> str:
    """Give a role's name in the current language; an unknown code as it is."""
    return str(ROLE_NAMES.get(code, code))


NOTICE = (
    _("关于个人信息可能泄露的告知"),
    _("发生的情况:{since}至{until},本系统的一个工作账号可能被他人使用。"),
    _("涉及的信息:{objects} 件事项的内容,其中 {readings} 次查看了联系方式(姓名、电话)。"),
    _("可能的影响:可能有人冒充工作人员联系您。"),
    _("已采取的措施:{frozen}正在逐条核对。【请补充:该账号是否已停用,向哪个部门报告】"),
    _("您可以做的:不要向来电人提供验证码或转账;有疑问请打电话核实。"),
    _("联系电话:{phone}"),
)
"""The parts of a notice that the law asks for (个人信息保护法 57), in its order."""


def notice_text(
    *, since: str, until: str, readings: int, objects: int, phone: str, frozen: bool
) -> str:
    """Write the notice to the people concerned, ready to copy and to be judged by a person."""
    given = {"since": since, "until": until, "readings": readings, "objects": objects}
    given["frozen"] = _("导出已冻结,") if frozen else ""
    return "\n".join(str(part).format(**given, phone=phone or "—") for part in NOTICE)

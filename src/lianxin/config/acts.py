"""What the audit page calls each act that is no step of a matter, by its verb."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.consultation.matters.words import VERBS

ACTS: dict[str, str | Promise] = {
    "accounts.add_factor": _("加上第二因素"),
    "accounts.assign_building": _("指定楼长管的楼"),
    "accounts.ask_post": _("申请岗位"),
    "accounts.change_password": _("改密码"),
    "accounts.close": _("停用账号"),
    "accounts.confirm_asking": _("确认申请"),
    "accounts.draw_recovery_codes": _("生成备用码"),
    "accounts.end_building": _("结束楼长管的楼"),
    "accounts.end_other_sessions": _("结束别的登录"),
    "accounts.end_post": _("结束岗位"),
    "accounts.end_session": _("结束一个登录"),
    "accounts.end_sessions": _("结束全部登录"),
    "accounts.grant_post": _("加上岗位"),
    "accounts.lose_factor": _("第二因素遗失"),
    "accounts.open": _("新开账号"),
    "accounts.factor_refused": _("第二因素不对"),
    "accounts.prove_factor": _("用第二因素核实"),
    "accounts.refuse_asking": _("不同意申请"),
    "accounts.remove_factor": _("去掉第二因素"),
    "accounts.rename": _("改姓名"),
    "accounts.reopen": _("重新启用账号"),
    "accounts.reset_password": _("重置密码"),
    "accounts.sign_in": _("登录"),
    "accounts.sign_in_refused": _("登录没有成功"),
    "accounts.sign_out": _("退出"),
    "accounts.take_off_factor": _("去掉第二因素"),
    "accounts.withdraw_asking": _("收回申请"),
    "audit.read": _("查看审计记录"),
    "clock.load": _("装入日历"),
    "files.claim": _("附上照片"),
    "files.keep": _("上传照片"),
    "files.sweep": _("清理没用上的照片"),
    "matters.ask_code": _("要新的查询码"),
    "matters.import": _("导入"),
    "matters.look_up": _("查进度"),
    "matters.send_code": _("发查询码"),
    "matters.tell_answer": _("通知已答复"),
    "matters.triage": _("分流"),
    "matters.undo_import": _("撤销导入"),
    "notices.fail": _("短信或邮件没发出"),
    "notices.send": _("发出短信或邮件"),
    "notices.try_again": _("全部再试"),
    "parameters.ask": _("申请改参数"),
    "parameters.confirm": _("确认改参数"),
    "parameters.load": _("装入参数"),
    "parameters.refuse": _("不同意改参数"),
    "parameters.set": _("改参数"),
    "parameters.withdraw": _("收回改参数的申请"),
    "routes.add": _("加一条派单规则"),
    "routes.change": _("改派单规则"),
    "routes.discard": _("丢弃派单规则草稿"),
    "routes.draft": _("起草派单规则"),
    "routes.enforce": _("派单规则生效"),
    "routes.load": _("装入派单规则"),
    "routes.move": _("调整派单规则先后"),
    "routes.remove": _("去掉一条派单规则"),
    "routes.take_back": _("撤回派单规则"),
    "units.close": _("撤销单位"),
    "units.found": _("新设单位"),
    "units.import": _("导入单位"),
    "units.merge": _("合并单位"),
    "units.move": _("调整单位隶属"),
    "units.rename": _("单位改名"),
    "units.split": _("拆分单位"),
    "vault.note": _("写明查看号码的理由"),
    "vault.open": _("查看号码"),
    "vault.open_refused": _("查看号码被拒"),
    "vault.put": _("存入号码"),
}

NAMES = {**{f"matters.{verb}": words for verb, words in VERBS.items()}, **ACTS}


def act_text(verb: str) -> str:
    """Give the words of an act; its verb when it has none."""
    return str(NAMES.get(verb, verb))

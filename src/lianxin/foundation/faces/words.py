"""Sentences of the kernel's and audit's errors, of forms, and of pages that any room may end in."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, Text, register
from lianxin.foundation.kernel.rights import Right

ERRORS: dict[str, Sentence] = {
    "tables.large": Sentence(
        _("文件太大,或解开以后太大,最多 {most} MB。"), _("请分成几个文件,或另存为 csv。")
    ),
    "tables.empty": Sentence(_("文件里没有内容。"), _("请选有内容的 csv 或 xlsx 文件。")),
    "tables.rows": Sentence(_("行数太多,最多 {most} 行。"), _("请分成几个文件。")),
    "tables.columns": Sentence(
        _("列数太多,最多 {most} 列。"), _("请删去右边用不着的列,再传一次。")
    ),
    "tables.format": Sentence(_("读不出这个文件。"), _("请用 xlsx,或 UTF-8、GB18030 编码的 csv。")),
    "tables.unread": Sentence(_("打不开这个文件:{cause}。"), _("请核对文件的位置和权限。")),
    "tables.nul": Sentence(
        _("第 {line} 行有看不见的空字符。"), _("请删去它,或另存为 csv(UTF-8)。")
    ),
    "tables.column": Sentence(
        _("第一行里没有这几列:{columns}。"), _("请在第一行写上这几个列名,中文或英文都行。")
    ),
    "tables.day": Sentence(_("“{given}”不是日期。"), _("请写成 2021-03-05。")),
    "tables.formula": Sentence(_("这一格是公式:{given}。"), _("请在表格软件里粘贴为值,再导入。")),
    "tables.csv": Sentence(_("第 {line} 行的引号没有配对。"), _("请改好这一行。")),
    "kernel.text": Sentence(
        _("里面有存不下的字符。"), _("请删去看不见或显示成方块的字符,再按一次。")
    ),
    "kernel.number": Sentence(_("“{given}”不是编号。"), _("请照回执写,样子是 2103-0481。")),
    "kernel.submission_key": Sentence(
        _("这一页的提交记号不完整,还没有交上。"), _("内容还在这页,请再按一次。")
    ),
    "kernel.token": Sentence(
        _("这个链接不完整。"), _("请打开短信里的原链接,或到查进度页输入查询码。")
    ),
    "kernel.lookup_code": Sentence(
        _("查询码应为 20 位数字,现在是 {digits} 位。"), _("请照回执再核对一遍。")
    ),
    "kernel.move": Sentence(
        _("现在是“{state}”,不能做“{verb}”。"), _("请打开这件事的页面,看现在由谁办。")
    ),
    "kernel.conflict": Sentence(
        _("您打开以后,别人改过这一件。"),
        _("您写的还在下面。请打开现在的样子看过,再决定要不要再写。"),
    ),
    "kernel.key_reused": Sentence(
        _("这一页已经交过一次,那次的内容和现在不同。"),
        _("先前交的已经收到。现在写的要另算一件,请再按一次。"),
    ),
    "kernel.outcome_unknown": Sentence(
        _("还不知道有没有存上。"),
        _("内容还在这页。请再按一次,不会存成两份;仍不行请拨 {telephone}。"),
    ),
    "kernel.busy": Sentence(_("现在太忙,没有存上。"), _("请过一会儿再来一次。")),
    "audit.token": Sentence(_("这个链接已经失效。"), _("请到查进度页输入查询码。")),
    "audit.backdate": Sentence(
        _("写过去的时间要有“补录过去的时间”的权限。"), _("请找有这个权限的资料员来做。")
    ),
    "audit.future": Sentence(_("时间 {moment} 还没有到。"), _("请写已经过去的时间。")),
    "audit.pepper": Sentence(
        _("没有核对重复提交的密钥。"), _("请告诉系统管理员检查 keys/pepper。")
    ),
    "faces.unnamed": Sentence(_("没有办成(记号 {code})。"), _("请记下这个记号,打电话给我们。")),
    "faces.not_stored": Sentence(
        _("没有存上,内容还在这页。"), _("请再按一次;仍不行请记下 {number} 并拨 {telephone}。")
    ),
    "faces.not_shown": Sentence(
        _("这一页现在打不开。"), _("请过一会儿再打开;仍不行请记下 {number} 并拨 {telephone}。")
    ),
    "faces.not_found": Sentence(
        _("没有这一页,或不在您能看的范围。"), _("请核对网址或编号,编号像 2103-0481。")
    ),
    "faces.no_right": Sentence(
        _("这一页您不能打开。"), _("要有“{right}”的权限。工作需要的,请找本单位的账号管理员开通。")
    ),
    "faces.refused": Sentence(
        _("这一页您不能打开。"), _("工作需要的,请找本单位的账号管理员开通。")
    ),
    "faces.method": Sentence(_("这个网址不能这样打开。"), _("请回到原来的页面,从按钮进入。")),
    "faces.bad_request": Sentence(
        _("送来的内容读不出来,没有存。"), _("请回到上一页减少内容或文件,再按一次。")
    ),
    "faces.form_old": Sentence(_("这一页打开太久了,还没有交上。"), _("内容还在下面,请再按一次。")),
    "faces.form_foreign": Sentence(
        _("看不出这是从本站页面交来的,还没有交上。"), _("内容还在下面,核对以后请再按一次。")
    ),
    "faces.too_many": Sentence(
        _("这个网络刚才交得太多,这一次还没有交上。"),
        _("内容还在下面。请等 {retry_after} 秒再按一次,或拨 {telephone}。"),
    ),
    "faces.too_many_tries": Sentence(
        _("这个网络刚才试得太多,这一次没有查。"),
        _("请等 {retry_after} 秒再查,或拨 {telephone},报编号也能查。"),
    ),
    "faces.drafts_full": Sentence(
        _("登录已到时,还没有交上。"), _("内容还在下面。请在另一个窗口登录,再回来按一次。")
    ),
    "faces.page": Sentence(_("翻页的网址不完整。"), _("请从第一页重新翻。")),
    "forms.required": Sentence(_("还空着。"), _("请写上。")),
    "forms.required_choice": Sentence(_("还没有选。"), _("请选一项。")),
    "forms.required_tick": Sentence(_("还没有勾。"), _("请看过以后勾上。")),
    "forms.required_file": Sentence(_("还没有文件。"), _("请选一个文件。")),
    "forms.max_length": Sentence(_("多了 {by} 个字。"), _("请写 {limit_value} 个字以内。")),
    "forms.min_length": Sentence(_("少了 {by} 个字。"), _("请写 {limit_value} 个字以上。")),
    "forms.max_value": Sentence(_("数太大。"), _("请写 {limit_value} 或更小的数。")),
    "forms.min_value": Sentence(_("数太小。"), _("请写 {limit_value} 或更大的数。")),
    "forms.max_digits": Sentence(_("位数太多。"), _("请写 {max} 位以内。")),
    "forms.max_decimal_places": Sentence(_("小数位太多。"), _("请写到小数后 {max} 位。")),
    "forms.max_whole_digits": Sentence(_("整数位太多。"), _("请写 {max} 位以内的整数。")),
    "forms.invalid_choice": Sentence(_("“{value}”不在可选的里面。"), _("请从列出的里面选一项。")),
    "forms.invalid_list": Sentence(_("选的读不出来。"), _("请从列出的里面选。")),
    "forms.invalid": Sentence(_("这样写读不出来。"), _("请照例子的样子写。")),
    "forms.missing": Sentence(_("没有收到文件。"), _("请再选一次文件。")),
    "forms.empty": Sentence(_("文件是空的。"), _("请换一个文件。")),
    "forms.null_characters_not_allowed": Sentence(
        _("里面有存不下的字符。"), _("请删去看不见或显示成方块的字符,再按一次。")
    ),
}

RIGHTS: dict[Right, Text] = {
    Right.PUBLIC: _("公开"),
    Right.SIGNED_IN: _("登录"),
    Right.CITIZEN_ANSWER: _("反映人本人"),
    Right.MATTERS_READ: _("看事项"),
    Right.MATTERS_TAKE_DOWN: _("代为记下"),
    Right.MATTERS_DISPATCH: _("分流派单"),
    Right.MATTERS_HANDLE: _("承办"),
    Right.MATTERS_SUPERVISE: _("回访督导"),
    Right.MATTERS_APPROVE: _("审批"),
    Right.MATTERS_NOTE: _("写内部备注"),
    Right.MATTERS_IMPORT: _("导入"),
    Right.MATTERS_SEND: _("让答复发出"),
    Right.MATTERS_CLOCK: _("催办和期限重算"),
    Right.ROUTES_MANAGE: _("管理分派规则"),
    Right.HISTORY_BACKDATE: _("补录过去的时间"),
    Right.VAULT_PUT: _("存联系方式"),
    Right.VAULT_OPEN: _("查看联系方式"),
    Right.VAULT_DELIVER: _("按联系方式送达"),
    Right.FILES_PUT: _("加照片"),
    Right.UNITS_READ: _("看单位"),
    Right.UNITS_MANAGE: _("管理单位"),
    Right.PEOPLE_READ: _("看人员账号"),
    Right.PEOPLE_MANAGE: _("管理人员账号"),
    Right.PEOPLE_CONFIRM: _("确认岗位"),
    Right.INCIDENT: _("处置账号事件"),
    Right.PARAMETERS_READ: _("看参数"),
    Right.PARAMETERS_MANAGE: _("管理参数"),
    Right.PARAMETERS_CONFIRM: _("确认参数的改动"),
    Right.JOBS_READ: _("看后台任务"),
    Right.NOTICES_READ: _("看自己的通知"),
    Right.NOTICES_OUTBOX: _("看发件箱"),
    Right.NOTICES_SEND: _("发出通知"),
    Right.AUDIT_READ: _("看审计记录"),
    Right.AUDIT_SEAL: _("封存审计记录"),
    Right.GALLERY: _("看组件"),
    Right.OPERATE: _("在服务器上操作"),
}

register(ERRORS, names={f"right.{right}": name for right, name in RIGHTS.items()})

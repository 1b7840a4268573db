"""Words of the room: what ``audit verify``, ``seal`` and ``show`` say on the terminal."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRONG: Final[dict[str, Promise | str]] = {
    "changed": _("内容被改"),
    "removed": _("被删除"),
    "inserted": _("是后来插入的"),
    "swapped": _("与别的行调换了位置"),
    "seal": _("封条被改或不在"),
    "cut": _("最新的封条被截去"),
}
ROW: Final = _("第 {row} 行")
SEAL: Final = _("第 {seal} 号封条")
PLACE: Final = _("第 {seal} 号封条第 {position} 位")
PLACE_OF_ROW: Final = _("第 {seal} 号封条第 {position} 位的第 {row} 行")
FIRST_WRONG: Final = _("最先出错:{place}{wrong}。共 {count} 处不符。")
REMEDY: Final = _("请立即停止改动,保留数据库原样,告诉审计管理员。")
WHOLE: Final = _("全部相符:{rows} 行,{seals} 个封条,{unsealed} 行等待封存。")
NEWEST: Final = _("最新封条 {newest}")
DONE: Final = _("已核对 {done} / {total} 行")
SEALED: Final = _("封存了 {rows} 行。")
NO_SEALER: Final = _("没有封存用的数据库账号。请设置 LIANXIN_SEAL_URL。")
HELP: Final = _("核对和封存审计记录")
HELP_VERIFY: Final = _("重新计算全部封条,指出第一处不符;有不符时退出码为 1")
HELP_ANCHOR: Final = _("记在别处的封条值(十六进制);没有它看不出末尾整段被截")
HELP_SEAL: Final = _("立即封存已提交的行")
HELP_SHOW: Final = _("列出关于一个编号、登录名或单位代码的全部记录")
HELP_WORD: Final = _("编号、登录名或单位代码")
NO_ROWS: Final = _("没有关于 {word} 的记录。请核对编号或登录名。")
UNSEALED: Final = _("等待封存")

"""Words of the room: the sentences of its errors, and the reason that jobs give."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, Text, register

ERRORS: Final[dict[str, Sentence]] = {
    "vault.telephone.short": Sentence(_("少 {missing} 位。"), _("请写 11 位,不想留可空着。")),
    "vault.telephone.long": Sentence(
        _("多 {extra} 位。"), _("请写 11 位,只写一个号码,不想留可空着。")
    ),
    "vault.telephone.start": Sentence(
        _("没有 {start} 开头的手机号。"), _("手机以 13 至 19 开头,请核对前两位,不想留可空着。")
    ),
    "vault.telephone.letters": Sentence(_("里面有“{sign}”。"), _("请只写数字,不想留可空着。")),
    "vault.telephone.several": Sentence(_("写了几个号码。"), _("请只留一个。")),
    "vault.telephone.area": Sentence(_("座机缺区号。"), _("请写成 0472-5123456 这样,或写手机。")),
    "vault.telephone.local_short": Sentence(
        _("区号后少 {missing} 位。"), _("请写成 0472-5123456 这样,或写手机。")
    ),
    "vault.telephone.local_long": Sentence(
        _("区号后多 {extra} 位。"), _("请核对;分机写在“转”后面。")
    ),
    "vault.reason_short": Sentence(
        _("理由太短,现在 {has} 字。"), _("请写清为什么要看,至少 {least} 字。查看会留痕。")
    ),
    "vault.reason_long": Sentence(_("理由太长,现在 {has} 字。"), _("请缩短到 {most} 字以内。")),
    "vault.no_right": Sentence(
        _("您的岗位不能看联系方式。"), _("经办单位的民警和指挥中心可以看,须写理由。")
    ),
    "vault.no_right_put": Sentence(
        _("您的岗位不能登记联系方式。"), _("接访接电的窗口人员可以登记。")
    ),
    "vault.absent": Sentence(_("没有这条联系方式。"), _("它可能已按期限删除。")),
    "vault.closed": Sentence(_("这次查看已过时限,或不是您写的理由。"), _("请重新写理由再看。")),
    "vault.broken": Sentence(_("这条联系方式打不开,存的内容被改动过。"), _("请告诉安全管理员。")),
    "vault.key_gone": Sentence(
        _("这条联系方式的密钥 {key} 不在本机。"), _("请告诉系统管理员,从密钥备份取回。")
    ),
    "vault.key": Sentence(
        _("没有联系方式的密钥,号码存不了也打不开。"), _("请告诉系统管理员检查 keys/vault。")
    ),
    "vault.pepper": Sentence(_("没有查询码的密钥。"), _("请告诉系统管理员检查 keys/pepper。")),
}
NAMES: Final[dict[str, Text]] = {
    "where.telephone": _("手机"),
    "where.reason": _("理由"),
    "reason.delivery": _("发送短信"),
}
DELIVERY_REASON: Final = "delivery"
"""The reason of the job that delivers, as a code: rows of audit keep it."""

register(ERRORS, names=NAMES)

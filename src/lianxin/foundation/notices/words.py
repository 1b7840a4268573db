"""Sentences of the room's errors, and words for its states."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

ERRORS: dict[str, Sentence] = {
    "notices.sms.host": Sentence(
        _("短信里的链接不在官方网址 {origin} 上。"), _("只写官方网址上的链接。")
    ),
    "notices.sms.links": Sentence(_("短信里有 {count} 个链接。"), _("最多留 {most} 个。")),
    "notices.sms.long": Sentence(_("短信有 {length} 字,最多 {longest} 字。"), _("写短一些。")),
    "notices.mail.address": Sentence(_("这不是邮件地址。"), _("写成 名字@单位域名。")),
    "notices.mail.header": Sentence(_("邮件标题里有不能用的字符。"), _("改掉标题再发。")),
    "notices.gateway.none": Sentence(
        _("没有设置这条渠道的网关。"), _("请系统管理员填写短信网关或邮件服务器,再点“全部再试”。")
    ),
    "notices.gateway.address": Sentence(
        _("短信网关的地址不能用。"), _("请系统管理员改成 https 地址,再点“全部再试”。")
    ),
    "notices.gateway.timeout": Sentence(_("网关没有按时回答。"), _("系统会再试。")),
    "notices.gateway.unreachable": Sentence(_("连不上网关。"), _("系统会再试。")),
    "notices.gateway.status": Sentence(
        _("网关没有收下,回答 {detail}。"), _("请系统管理员查看网关的设置。")
    ),
    "notices.receiver.gone": Sentence(_("收信人已经没有这项权限。"), _("不用再发。")),
    "notices.key_gone": Sentence(
        _("密钥换过,这条的内容打不开了。"), _("不用再发;需要时请另发一条。")
    ),
    "notices.interrupted": Sentence(
        _("发送多次中断,不能确定网关是否收到。"), _("查过网关再点“全部再试”。")
    ),
    "notices.fault": Sentence(
        _("处理时出了故障({detail})。"), _("系统会再试;仍不行请把这一行告诉系统管理员。")
    ),
    "notices.not_there": Sentence(_("没有这条通知。"), _("回到通知列表再看。")),
    "notices.outbox_right": Sentence(_("您没有发件箱的权限。"), _("需要时请找系统管理员。")),
}

register(ERRORS)

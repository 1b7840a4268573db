"""What stands against answering, confirming, looking up and reaching the citizen."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

ERRORS: dict[str, Sentence] = {
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
}

"""Sentences of the calendar."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

ERRORS: dict[str, Sentence] = {
    "clock.fixed_day": Sentence(
        _("固定放假日“{value}”不是 月-日。"), _("请管理员改成 05-01 的样子,或 qingming。")
    ),
    "clock.office_hours": Sentence(
        _("办公时间“{value}”的写法不对。"), _("请管理员按先后写成 09:00-12:00 的样子。")
    ),
    "clock.file.syntax": Sentence(_("不是正确的 TOML:{cause}。"), _("请改好这一处再装入。")),
    "clock.file.empty": Sentence(_("文件里没有通知。"), _("每个通知写成一段 [[notice]]。")),
    "clock.file.unknown_field": Sentence(_("不认识的栏目 {field}。"), _("请查拼写,或删去。")),
    "clock.file.missing_field": Sentence(_("缺 {field},或写法不对。"), _("请补上。")),
    "clock.file.text": Sentence(_("{field} 要写成文字。"), _("请加引号。")),
    "clock.file.feasts": Sentence(
        _("feasts 的写法不对。"),
        _('请写成 [{{ name = "春节", off = ["2021-02-11/2021-02-17"] }}]。'),
    ),
    "clock.file.day": Sentence(_("“{value}”不是日期。"), _("请写成 2021-03-05 或 起/止。")),
    "clock.file.range": Sentence(_("“{value}”的起止不对,或太长。"), _("请查两个日期。")),
    "clock.file.other_year": Sentence(
        _("“{value}”不在 {year} 年前后。"), _("请查年份,或移到那一年的通知下。")
    ),
    "clock.file.weekday_worked": Sentence(
        _("“{value}”本来就上班。"), _("worked 只写上班的周六、周日。")
    ),
    "clock.file.title_twice": Sentence(_("这个通知出现了两次。"), _("请并成一段。")),
    "clock.file.day_twice": Sentence(
        _("“{value}”出现了两次,前一次在《{other}》。"), _("请只留在最后决定它的通知下。")
    ),
}

register(ERRORS)

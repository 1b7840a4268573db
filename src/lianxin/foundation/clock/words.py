"""Sentences of the calendar."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, register

ERRORS: dict[str, Sentence] = {
    "clock.fixed_day": Sentence(
        _("固定放假日“{value}”不是 月-日。"),
        _("请管理员在参数 {key} 里改成 05-01 的样子,或 qingming。"),
    ),
    "clock.office_hours": Sentence(
        _("办公时间“{value}”的写法不对。"), _("请在参数 {key} 里按先后写成 09:00-12:00 的样子。")
    ),
    "clock.file.syntax": Sentence(_("不是正确的 TOML:{cause}。"), _("请改好这一处再装入。")),
    "clock.file.encoding": Sentence(_("文件不是 UTF-8 的文字。"), _("请另存为 UTF-8 再上传。")),
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
    "clock.file.number_twice": Sentence(
        _("文号“{value}”已经是《{other}》的。"), _("请查文号;是同一个通知,标题就要一样。")
    ),
    "clock.file.title_twice": Sentence(_("这个通知出现了两次。"), _("请并成一段。")),
    "clock.file.day_twice": Sentence(
        _("“{value}”出现了两次,前一次在《{other}》。"), _("请只留在最后决定它的通知下。")
    ),
    "clock.line.empty": Sentence(_("还没有写放假的日子。"), _("请一行写一段。")),
    "clock.line.syntax": Sentence(
        _("第 {line} 行“{value}”看不懂。"), _("请写成 10-01..10-07 国庆节,或 10-10 上班。")
    ),
    "clock.line.name": Sentence(
        _("第 {line} 行“{value}”没有写节日。"), _("请在日期后面写节日,或写上班。")
    ),
    "clock.line.day": Sentence(_("第 {line} 行“{value}”不是日期。"), _("请写成 10-01。")),
    "clock.line.range": Sentence(
        _("第 {line} 行“{value}”的起止不对,或太长。"), _("请查两个日期。")
    ),
    "clock.line.other_year": Sentence(
        _("第 {line} 行“{value}”不在 {year} 年前后。"), _("请查年份。")
    ),
    "clock.line.weekday_worked": Sentence(
        _("第 {line} 行“{value}”本来就上班。"), _("上班只写周六、周日。")
    ),
    "clock.line.day_twice": Sentence(
        _("第 {line} 行“{value}”前面已经写过。"), _("请只留一行:放假,或上班。")
    ),
}

register(ERRORS)

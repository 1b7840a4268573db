"""What is wrong with a file or a batch of old matters."""

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence

ERRORS: dict[str, Sentence] = {
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
    "matters.import_option": Sentence(
        _("“{given}”看不懂。"), _("请写成 字段=列名,例如 said_at=留言时间。")
    ),
    "matters.import_date": Sentence(
        _("“{given}”不是日期。"), _("请写成 2021-03-05 或 2021-03-05 14:30。")
    ),
    "matters.import_empty": Sentence(_("“{field}”是空的。"), _("请补上,或跳过这一行。")),
    "matters.import_order": Sentence(_("答复日期 {given} 早于来信日期。"), _("请核对这两个日期。")),
    "matters.import_future": Sentence(_("{given} 还没有到。"), _("请核对年份。")),
    "matters.import_right": Sentence(_("您没有导入的权限。"), _("请找资料员,或请管理员授权。")),
    "matters.import_unknown": Sentence(
        _("没有这个导入批次。"), _("用 lianxin import list 看有哪些。")
    ),
    "matters.import_undone": Sentence(_("这个批次已经撤销过。"), _("不用再做什么。")),
    "matters.import_touched": Sentence(
        _("这个批次里有些件已经有人办过:{numbers}。"), _("不能整批撤销;请逐件处理。")
    ),
}

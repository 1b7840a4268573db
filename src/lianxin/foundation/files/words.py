"""Words of the room: the sentences of its errors."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.sentences import Sentence, Text, register

ANOTHER = _("请换一张照片。")

ERRORS: Final[dict[str, Sentence]] = {
    "files.empty": Sentence(_("这个文件是空的。"), ANOTHER),
    "files.bytes": Sentence(
        _("这张有 {has} MB,最多 {limit} MB。"), _("请发较小的,或把照片截屏后发截屏。")
    ),
    "files.type": Sentence(
        _("这不是能收的照片。"), _("请用 JPG、PNG 或 WebP 照片;别的文件可以截屏后发截屏。")
    ),
    "files.heic": Sentence(
        _("这是 HEIC 照片,这里打不开。"),
        _("请把照片截屏后发截屏,或在手机相机设置里选“兼容性最佳”再拍。"),
    ),
    "files.pixels": Sentence(
        _("照片太大:{width}×{height} 像素,最多 {limit} 百万像素。"),
        _("请把照片截屏后发截屏。"),
    ),
    "files.frames": Sentence(_("这是动图。"), _("请发不会动的照片。")),
    "files.damaged": Sentence(
        _("照片打不开,可能没有传完或已损坏。"), _("请再选一次;仍不行请换一张。")
    ),
    "files.count": Sentence(_("照片太多:有 {added} 张,一次最多 {limit} 张。"), _("请去掉几张。")),
    "files.quota": Sentence(_("这件事的照片已占满 {limit} MB。"), _("请去掉几张,或在电话里说。")),
    "files.gone": Sentence(_("先前选的照片已不在了。"), _("请重新选照片。")),
    "files.used": Sentence(_("这张照片已用在别处。"), _("请重新选照片。")),
    "files.absent": Sentence(_("没有这张照片。"), _("它可能已按期限删除。")),
    "files.no_right": Sentence(_("您的岗位不能添加照片。"), _("经办人可以添加。")),
    "files.full": Sentence(
        _("照片没有存上:存放照片的磁盘已满。"),
        _("内容还在这页,可以不加照片先提交;请告诉系统管理员。"),
    ),
    "files.storage": Sentence(
        _("照片没有存上:存放照片的地方写不进去。"),
        _("内容还在这页,可以不加照片先提交;请告诉系统管理员。"),
    ),
    "files.busy": Sentence(_("现在传照片的人多,这张没有存上。"), _("请过一会儿再按一次。")),
}
NAMES: Final[dict[str, Text]] = {"where.photos": _("照片")}

register(ERRORS, names=NAMES)

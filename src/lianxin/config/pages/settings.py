"""The index of settings: those one may open, by what they are about, each with a line of what for.

Who may open one is what its own page declares; nothing is listed that has no page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.faces.sentences import Text
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right

ADDRESS = "/desk/settings"
TITLE = _("设置")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's address, its name, and what it is for."""

    href: str
    text: Text
    what: Text


@dataclass(frozen=True, slots=True)
class Group:
    """Settings about one thing."""

    text: Text
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above the present one."""

    href: str
    text: Text


GROUPS = (
    Group(
        _("组织"),
        (
            Setting(f"{ADDRESS}/units", _("机构"), _("单位、上下级和辖区;改名、合并、撤销。")),
            Setting(f"{ADDRESS}/people", _("人员"), _("账号和岗位;新开、停用、重置密码。")),
            Setting(
                f"{ADDRESS}/people/posts",
                _("岗位申请"),
                _("申请给谁什么岗位,由另一位管理员确认。"),
            ),
        ),
    ),
    Group(
        _("时间"),
        (
            Setting(
                f"{ADDRESS}/calendar",
                _("日历"),
                _("工作日和节假日;装入国务院的放假通知,期限重新计算。"),
            ),
        ),
    ),
    Group(
        _("规则"),
        (
            Setting(
                f"{ADDRESS}/parameters",
                _("参数"),
                _("期限、名单、比例和理由,各有出处和生效日期。"),
            ),
            Setting(
                f"{ADDRESS}/routes", _("分派规则"), _("哪类事、哪个地方,派给哪个单位;可先试排。")
            ),
        ),
    ),
    Group(
        _("系统"),
        (
            Setting(f"{ADDRESS}/jobs", _("定时任务"), _("什么时候运行、上次怎样、哪些没做成。")),
            Setting("/desk/outbox", _("发件箱"), _("短信和邮件:等发出的、已发出的、没发出的。")),
            Setting("/desk/audit", _("审计记录"), _("谁、什么时候、为什么做了什么。")),
            Setting(
                f"{ADDRESS}/incident", _("应急处置"), _("账号可能被盗时:结束登录,查看读过什么。")
            ),
            Setting("/desk/gallery", _("组件"), _("页面的全部部件,给开发人员看。")),
        ),
    ),
    Group(
        _("我的"),
        (
            Setting(f"{ADDRESS}/password", _("我的密码"), _("换一个只有您知道的密码。")),
            Setting(
                f"{ADDRESS}/factor",
                _("第二重验证"),
                _("再核对一次:验证码、通行密钥、备用码。"),
            ),
            Setting(f"{ADDRESS}/mail", _("邮箱"), _("通知另外发到哪个邮箱;要先确认。")),
            Setting(f"{ADDRESS}/sessions", _("正在登录"), _("您在哪些设备上登录着;结束不认识的。")),
        ),
    ),
)


@cache
def right_at(href: str) -> Right | None:
    """Give the right that the page at an address declares; None where there is no page."""
    try:
        return getattr(resolve(href).func, "right", None)
    except Resolver404:
        return None


def open_to(actor: Actor) -> Iterator[Group]:
    """Give the settings one may open, without groups that would be empty."""
    for group in GROUPS:
        held = [(one, right_at(one.href)) for one in group.settings]
        mine = tuple(one for one, right in held if right and actor.holds(right))
        if mine:
            yield Group(group.text, mine)


def crumbs(request: HttpRequest) -> list[Crumb]:
    """Give the pages above a page of the settings: the index, then the setting it belongs to."""
    here = request.path
    if here == ADDRESS:
        return []
    settings = [one for group in GROUPS for one in group.settings]
    above = [one for one in settings if here.startswith(f"{one.href}/") and right_at(one.href)]
    above.sort(key=lambda one: len(one.href))
    inside = above or here.startswith(f"{ADDRESS}/") or here in {one.href for one in settings}
    return [Crumb(ADDRESS, TITLE), *(Crumb(one.href, one.text) for one in above)] if inside else []


@page(Right.SIGNED_IN)
def settings_page(request: HttpRequest) -> HttpResponse:
    """List the settings one may open."""
    return page_of(request, "settings.html", groups=list(open_to(actor_of(request))))

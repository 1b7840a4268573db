"""Pages for leave, moves and buildings: who acts meanwhile, what is handed over, who looks on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.actions import Left
from lianxin.foundation.accounts.forms.people import (
    ActingForm,
    BuildingForm,
    LeaveForm,
    MoveForm,
    SureForm,
)
from lianxin.foundation.accounts.pages.people import PEOPLE, question_on
from lianxin.foundation.accounts.queries import Account
from lianxin.foundation.accounts.rules import parse_post
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

HAND_OVER = "/desk/settings/people/{login}/hand-over"
"""Where the open work that somebody had begun is listed, for those who see matters."""


def _left(request: HttpRequest, account: Account, left: Left, title: str) -> HttpResponse:
    """Say that access has ended, and where the open work is listed."""
    directory = units.directory()
    names = _("、").join(directory.by_code(code).name for code in left.units)
    return page_of(
        request,
        "accounts/left.html",
        title=title,
        name=account.name,
        at_once=left.on <= directory.day,
        on=day_text(left.on),
        waits=left.waits,
        units=names,
        hand_over=HAND_OVER.format(login=account.login),
        may_open=actor_of(request).holds(Right.MATTERS_READ),
        here=f"{PEOPLE}/{account.login}",
    )


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def leave(request: HttpRequest, login: str) -> HttpResponse:
    """Let somebody leave the house, and link to what they leave behind."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = LeaveForm.of(request)
    title = _("{name}离开").format(name=account.name)
    effect = _("岗位和楼栋都结束,账号停用,已登录的马上退出。手上没办完的事留在单位,由单位接着办。")
    question = question_on(account, title, effect, _("办理离开"), "warning")

    def act() -> HttpResponse:
        left = actions.leave(by=actor, login=login, on=form.cleaned_data["on"], key=form.key)
        return _left(request, account, left, _("{name}已离开").format(name=account.name))

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def move(request: HttpRequest, login: str) -> HttpResponse:
    """Move somebody to another unit or role, and link to what they leave behind."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = MoveForm.of(request, who=actor)
    title = _("{name}调动").format(name=account.name)
    effect = _("原来的岗位都结束,新岗位同时开始,已登录的马上退出。手上没办完的事留在原单位。")
    question = question_on(account, title, effect, _("办理调动"))

    def act() -> HttpResponse:
        on = form.cleaned_data["on"]
        left = actions.move(by=actor, login=login, post=form.post, on=on, key=form.key)
        return _left(request, account, left, _("{name}已调动").format(name=account.name))

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def acting(request: HttpRequest, login: str) -> HttpResponse:
    """Let somebody act in a post while its holder is on leave."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = ActingForm.of(request, initial={"post": request.GET.get("post", "")})
    post = parse_post(str(form["post"].value() or ""))
    unit = units.directory().by_code(post.unit).name
    effect = _("{name}休假期间,由别人代理{unit}的{role}。").format(
        name=account.name, unit=unit, role=role_name(post.role)
    )

    def act() -> HttpResponse:
        good = form.cleaned_data
        holds = actions.act_for(
            by=actor,
            login=good["deputy"],
            absent=login,
            post=post,
            since=good["since"],
            until=good["until"],
            key=form.key,
        )
        told = _("代理已定,到期自动结束。") if holds else _("已申请,等另一人确认。")
        notify(request, Notice(told))
        return redirect(f"{PEOPLE}/{login}")

    question = question_on(account, _("休假代理"), effect, _("定下代理"))
    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def building(request: HttpRequest, login: str) -> HttpResponse:
    """Let somebody look after a building."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = BuildingForm.of(request, who=actor)
    title = _("{name}当楼长").format(name=account.name)
    effect = _("楼里的事到所在地的单位,不到楼长自己的单位。")

    def act() -> HttpResponse:
        good = form.cleaned_data
        actions.assign_building(
            by=actor,
            login=login,
            place=good["place"],
            station=good["station"],
            since=good["since"],
            until=good["until"],
            key=form.key,
        )
        notify(request, Notice(_("楼栋已加上。")))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question_on(account, title, effect, _("加上")), act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def end_building(request: HttpRequest, login: str, ref: UUID) -> HttpResponse:
    """Ask once more, then end that somebody looks after a building."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    found = next((one for one in queries.buildings_of(account.login) if one.ref == ref), None)
    if found is None:
        raise NotFound("accounts.building_unknown", where="ref")
    form = SureForm.of(request)
    effect = _("{name}今天起不再是{place}的楼长。").format(name=account.name, place=found.place)
    question = question_on(account, _("结束楼长"), effect, _("结束"), "warning")

    def act() -> HttpResponse:
        actions.end_building(by=actor, ref=ref, key=form.key)
        notify(request, Notice(_("已结束。")))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question, act)

"""Pages that change accounts and posts; each verb has its own address, GET asks, POST does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.forms.people import (
    AccountForm,
    EndPostForm,
    NameForm,
    PostForm,
    SureForm,
)
from lianxin.foundation.accounts.pages.people import PEOPLE, first_password, question_on
from lianxin.foundation.accounts.rules import parse_post
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Open an account with its first post, and show its first password."""
    actor = actor_of(request)
    form = AccountForm.of(request, who=actor)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            first = actions.open_account(
                by=actor,
                login=form.cleaned_data["login"],
                name=form.cleaned_data["name"],
                posts=[form.post],
                key=form.key,
            )
            return first_password(request, form.cleaned_data["name"], first)
    return page_of(request, "accounts/new.html", form, back=PEOPLE)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def grant(request: HttpRequest, login: str) -> HttpResponse:
    """Give a person a further post."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = PostForm.of(request, who=actor)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            holds = actions.grant_post(
                by=actor,
                login=login,
                post=form.post,
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                key=form.key,
            )
            told = (
                _("岗位已加上,{name}须重新登录。") if holds else _("已为{name}申请,等另一人确认。")
            )
            notify(request, Notice(told.format(name=account.name)))
            return redirect(f"{PEOPLE}/{login}")
    return page_of(request, "accounts/grant.html", form, account=account, back=f"{PEOPLE}/{login}")


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def rename(request: HttpRequest, login: str) -> HttpResponse:
    """Correct a person's name."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = NameForm.of(request, initial={"name": account.name})
    if request.method == "POST" and form.is_valid():
        with form.faults():
            actions.rename_person(
                by=actor, login=login, name=form.cleaned_data["name"], key=form.key
            )
            notify(request, Notice(_("姓名已改。")))
            return redirect(f"{PEOPLE}/{login}")
    return page_of(request, "accounts/rename.html", form, account=account, back=f"{PEOPLE}/{login}")


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def end_post(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then end a post at once."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    form = EndPostForm.of(request, initial={"post": request.GET.get("post", "")})
    post = parse_post(str(form["post"].value() or ""))
    unit = units.directory().by_code(post.unit).name
    effect = _("{name}不再是{unit}的{role},今天起就看不到那里的事;已登录的会退出。").format(
        name=account.name, unit=unit, role=role_name(post.role)
    )
    question = question_on(account, _("结束岗位"), effect, _("结束这个岗位"), "warning")

    def act() -> HttpResponse:
        actions.end_post(by=actor, login=login, post=post, key=form.key)
        notify(request, Notice(_("岗位已结束,{name}已退出登录。").format(name=account.name)))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def reset_password(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then give an account a new first password."""
    account = queries.account(actor_of(request), login)
    form = SureForm.of(request)
    effect = _("{name}现在的密码作废,已登录的会退出;新的初始密码只显示一次。").format(
        name=account.name
    )
    question = question_on(account, _("重置密码"), effect, _("重置密码"))

    def act() -> HttpResponse:
        first = actions.reset_password(by=actor_of(request), login=login, key=form.key)
        return first_password(request, account.name, first)

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def reopen(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then open a closed account again."""
    account = queries.account(actor_of(request), login)
    form = SureForm.of(request)
    effect = _("{name}可以再登录;原来的岗位不会回来,要另加。初始密码只显示一次。").format(
        name=account.name
    )
    question = question_on(account, _("重新开通"), effect, _("重新开通"))

    def act() -> HttpResponse:
        first = actions.reopen_account(by=actor_of(request), login=login, key=form.key)
        return first_password(request, account.name, first)

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def close(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then close an account."""
    account = queries.account(actor_of(request), login)
    form = SureForm.of(request)
    effect = _("{name}不能再登录,所有岗位今天结束。做过的事都留着。").format(name=account.name)
    question = question_on(account, _("停用账号"), effect, _("停用账号"), "warning")

    def act() -> HttpResponse:
        actions.close_account(by=actor_of(request), login=login, key=form.key)
        notify(request, Notice(_("{name}的账号已停用。").format(name=account.name)))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def lose_factor(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then ask that a lost second factor be taken off."""
    account = queries.account(actor_of(request), login)
    form = SureForm.of(request)
    effect = _(
        "另一位管理员确认以后,{name}原来的第二重验证和密码都作废;"
        "确认的人把新的初始密码交给本人,下次登录时重新设置。"
    ).format(name=account.name)
    question = question_on(account, _("丢了第二重验证"), effect, _("申请"))

    def act() -> HttpResponse:
        actions.lose_factor(by=actor_of(request), login=login, key=form.key)
        notify(request, Notice(_("已为{name}申请,等另一人确认。").format(name=account.name)))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def end_sessions(request: HttpRequest, login: str) -> HttpResponse:
    """Ask once more, then end every session of an account."""
    account = queries.account(actor_of(request), login)
    form = SureForm.of(request)
    effect = _("{name}在所有设备上都会退出,可以再登录。").format(name=account.name)
    question = question_on(account, _("结束登录"), effect, _("全部退出"))

    def act() -> HttpResponse:
        count = actions.end_sessions(by=actor_of(request), login=login, key=form.key)
        text = _("{name}的 {count} 处登录已结束。").format(name=account.name, count=count)
        notify(request, Notice(text))
        return redirect(f"{PEOPLE}/{login}")

    return ask_first(request, form, question, act)

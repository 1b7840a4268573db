"""Posts that wait for a second person: who asked what for whom, and who may confirm it (AN7)."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.forms.people import ReasonForm, SureForm
from lianxin.foundation.accounts.pages.people import PEOPLE, Badge, days_text, first_password
from lianxin.foundation.accounts.queries import Asked
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right

POSTS = f"{PEOPLE}/posts"
LOOKS = {"waiting": "waiting", "confirmed": "solved", "refused": "ended"}
LOOKS |= {"withdrawn": "ended", "lapsed": "ended"}


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One asking in finished text; ``verbs`` are what this person may do with it."""

    badge: Badge
    name: str
    href: str
    what: str
    days: str
    asked: str
    waits_for: str
    decided: str
    words: str
    verbs: list[tuple[str, str]]


def _decision(asked: Asked) -> Badge:
    words = {
        "waiting": _("等确认"),
        "confirmed": _("已确认"),
        "refused": _("未同意"),
        "withdrawn": _("已撤回"),
        "lapsed": _("已失效"),
    }
    return Badge(LOOKS[asked.decision], words[asked.decision])


def what_of(asked: Asked) -> str:
    """Say what was asked."""
    if asked.what == "factor":
        return _("去掉丢失的第二重验证")
    post = f"{role_name(asked.role)} · {asked.unit_name}"
    return (
        _("{post}(代 {name})").format(post=post, name=asked.acting_for)
        if (asked.acting_for)
        else post
    )


def _waits_for(asked: Asked) -> str:
    """Name who may confirm it."""
    free = queries.deciders(asked)
    if not free:
        return _("还没有能确认的人:须先有一位安全管理员。")
    names = _("、").join(one.name for one in free)
    return _("等 {names} 确认").format(names=names)


def _verbs(actor: Actor, asked: Asked) -> list[tuple[str, str]]:
    here = f"{POSTS}/{asked.ref}"
    if asked.decision != "waiting":
        return []
    if actor.person == asked.asked_by_id:
        return [(f"{here}/withdraw", _("撤回"))]
    if not queries.may_decide(actor, asked):
        return []
    return [(f"{here}/confirm", _("确认")), (f"{here}/refuse", _("不同意"))]


def _decided(asked: Asked) -> str:
    if asked.decided_at is None:
        return ""
    moment = moment_text(asked.decided_at)
    if asked.decision == "lapsed":
        return _("{moment}因离岗、调岗或停用失效").format(moment=moment)
    return _("{name}于{moment}").format(name=asked.decided_by, moment=moment)


def row_of(actor: Actor, asked: Asked) -> AskedRow:
    """Give one asking in finished text."""
    return AskedRow(
        badge=_decision(asked),
        name=asked.name,
        href=f"{PEOPLE}/{asked.login}",
        what=what_of(asked),
        days=days_text(asked.since, asked.until) if asked.since else "",
        asked=_("{name}于{moment}申请").format(
            name=asked.asked_by, moment=moment_text(asked.asked_at)
        ),
        waits_for=_waits_for(asked) if asked.decision == "waiting" else "",
        decided=_decided(asked),
        words=asked.words,
        verbs=_verbs(actor, asked),
    )


@page(Right.PEOPLE_READ)
def posts(request: HttpRequest) -> HttpResponse:
    """List what waits for a second person, and what was decided."""
    actor = actor_of(request)
    return page_of(
        request,
        "accounts/posts.html",
        waiting=[row_of(actor, one) for one in queries.askings(actor, waiting=True)],
        decided=[row_of(actor, one) for one in queries.askings(actor, waiting=False)],
    )


def _asked(
    request: HttpRequest,
    form: SureForm | ReasonForm,
    question: Question,
    decide: Callable[[], None],
    done: str,
) -> HttpResponse:
    """Ask once more, then decide and say so on the list."""

    def act() -> HttpResponse:
        decide()
        notify(request, Notice(done))
        return redirect(POSTS)

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_CONFIRM, methods=("GET", "POST"))
def confirm_post(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask once more, then confirm what another asked; show the first password that this gives."""
    asked = queries.asking(actor_of(request), ref)
    form = SureForm.of(request)
    effect = _("{asker}为{name}申请:{what}。确认以后马上有效,{name}须重新登录。")
    if asked.what == "factor":
        effect = _(
            "{asker}为{name}申请:{what}。确认以后{name}的密码也作废;"
            "新的初始密码只显示一次,请核对身份后当面交给本人。"
        )
    effect = effect.format(asker=asked.asked_by, name=asked.name, what=what_of(asked))
    question = Question(_("确认申请"), effect, _("确认"), back_href=POSTS)

    def act() -> HttpResponse:
        first = actions.confirm_asking(by=actor_of(request), ref=ref, key=form.key)
        if first is not None:
            return first_password(request, asked.name, first, POSTS)
        notify(request, Notice(_("已确认。")))
        return redirect(POSTS)

    return ask_first(request, form, question, act)


@page(Right.PEOPLE_CONFIRM, methods=("GET", "POST"))
def refuse_post(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask why, then refuse what another administrator asked."""
    asked = queries.asking(actor_of(request), ref)
    form = ReasonForm.of(request)
    effect = _("{asker}为{name}申请:{what}。").format(
        asker=asked.asked_by, name=asked.name, what=what_of(asked)
    )
    return _asked(
        request,
        form,
        Question(_("不同意"), effect, _("不同意"), back_href=POSTS),
        lambda: actions.refuse_asking(
            by=actor_of(request), ref=ref, reason=form.cleaned_data["reason"], key=form.key
        ),
        _("已答复不同意。"),
    )


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def withdraw_post(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask once more, then take back what one asked oneself."""
    asked = queries.asking(actor_of(request), ref)
    form = SureForm.of(request)
    effect = _("为{name}申请的「{what}」不再等确认。").format(name=asked.name, what=what_of(asked))
    return _asked(
        request,
        form,
        Question(_("撤回申请"), effect, _("撤回"), back_href=POSTS),
        lambda: actions.withdraw_asking(by=actor_of(request), ref=ref, key=form.key),
        _("已撤回。"),
    )

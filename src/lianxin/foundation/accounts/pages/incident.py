"""The incident kit at the desk: cut off, freeze exports, see what an account did and read."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.actions import Deeds
from lianxin.foundation.accounts.forms.people import CutOffForm, LookUpForm, ReasonForm, SureForm
from lianxin.foundation.accounts.pages import own
from lianxin.foundation.accounts.words import notice_text
from lianxin.foundation.faces.dates import day_text, iso_text, moment_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

HERE = "/desk/settings/incident"
PERIOD = timedelta(days=30)
"""What the form of a look-up offers at first."""


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A row of the audit in finished text."""

    when: str
    iso: str
    verb: str
    about: str


@page(Right.INCIDENT)
def incident(request: HttpRequest) -> HttpResponse:
    """Show what can be done at once, and whether exports are frozen."""
    frozen = queries.freeze()
    words = _("{moment}起,{reason}。")
    text = words.format(moment=moment_text(frozen.since), reason=frozen.reason) if frozen else ""
    return page_of(request, "accounts/incident.html", frozen=text)


@page(Right.INCIDENT, methods=("GET", "POST"))
def cut_off(request: HttpRequest) -> HttpResponse:
    """End the sessions of one account or of all, for a reason."""
    form = CutOffForm.of(request)
    question = Question(
        _("马上结束登录"),
        _("在所有设备上都退出;三个管理员也一样。要他再也进不来,请再重置密码或停用账号。"),
        _("结束登录"),
        "warning",
        back_href=HERE,
    )

    def act() -> HttpResponse:
        count = actions.cut_off(
            by=actor_of(request),
            login=form.cleaned_data["login"],
            reason=form.cleaned_data["reason"],
            key=form.key,
        )
        if not request.session.exists(request.session.session_key or ""):
            return redirect(f"{own.SIGN_IN}?next={HERE}")
        text = ngettext("{count} 处登录已结束。", "{count} 处登录已结束。", count)
        notify(request, Notice(text.format(count=count)))
        return redirect(HERE)

    return ask_first(request, form, question, act)


@page(Right.INCIDENT, methods=("GET", "POST"))
def freeze(request: HttpRequest) -> HttpResponse:
    """Ask why, then freeze exports."""
    form = ReasonForm.of(request)
    effect = _("谁也不能导出,直到解冻。")
    question = Question(_("冻结导出"), effect, _("冻结"), "warning", back_href=HERE)

    def act() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.freeze_exports(by=actor_of(request), reason=reason, key=form.key)
        notify(request, Notice(_("导出已冻结。")))
        return redirect(HERE)

    return ask_first(request, form, question, act)


@page(Right.INCIDENT, methods=("GET", "POST"))
def thaw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then let exports go on."""
    form = SureForm.of(request)
    effect = _("有权导出的人又可以导出。")
    question = Question(_("解冻导出"), effect, _("解冻"), back_href=HERE)

    def act() -> HttpResponse:
        actions.thaw_exports(by=actor_of(request), key=form.key)
        notify(request, Notice(_("导出已解冻。")))
        return redirect(HERE)

    return ask_first(request, form, question, act)


@page(Right.INCIDENT, methods=("GET", "POST"))
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for whom, when and why; then list what the account did and read, with a notice text."""
    today = units.today()
    days = {"since": today - PERIOD, "until": today}
    form = LookUpForm.of(request, initial=days)
    effect = _("从审计里列出;这次查看本身也记入审计。")
    question = Question(_("查看账号做过和读过什么"), effect, _("查看"), back_href=HERE)

    def act() -> HttpResponse:
        good = form.cleaned_data
        deeds = actions.look_up(
            by=actor_of(request),
            login=good["login"],
            since=good["since"],
            until=good["until"],
            reason=good["reason"],
        )
        return _shown(request, deeds)

    return ask_first(request, form, question, act)


def _shown(request: HttpRequest, deeds: Deeds) -> HttpResponse:
    rows = [
        DeedRow(
            moment_text(entry.recorded_at), iso_text(entry.recorded_at), entry.verb, entry.object
        )
        for entry in deeds.entries
    ]
    return page_of(
        request,
        "accounts/deeds.html",
        name=deeds.name,
        since=day_text(deeds.since),
        until=day_text(deeds.until),
        rows=rows,
        count=len(rows),
        cut=deeds.cut,
        readings=len(deeds.readings),
        notice=notice_text(
            since=day_text(deeds.since),
            until=day_text(deeds.until),
            readings=len(deeds.readings),
            objects=len(deeds.objects),
            phone=settings.OFFICE_PHONE,
            frozen=queries.freeze() is not None,
        ),
        back=HERE,
    )

"""Pages that ask for a change of a parameter, and on which a second person decides it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.foundation.faces.answers import Clash
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, conflict, page, page_of
from lianxin.foundation.kernel.errors import Conflict
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.forms import ChangeForm, RefuseForm, SureForm
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.pages import wording
from lianxin.foundation.parameters.pages.coded import spoken
from lianxin.foundation.parameters.pages.single import change_entry, change_facts, kind_known
from lianxin.foundation.parameters.pages.wording import PARAMETERS, Fact
from lianxin.foundation.parameters.queries.changes import change_numbered, values_here
from lianxin.foundation.parameters.rules import lines
from lianxin.foundation.parameters.rules.timeline import at
from lianxin.foundation.parameters.rules.values import Confidence, Kind


def _initial(key: str, kind: Kind) -> dict[str, Any]:
    """Give the fields of the value that holds today."""
    today = localdate()
    there = at(queries.history(key), today)
    given: dict[str, Any] = {"since": today}
    if there is None:
        return given
    value = there.value
    if kind is Kind.LIMIT:
        given |= {"value": value["amount"], "unit": value["unit"]}
    elif kind is Kind.SECONDS:
        amount, unit = wording.split_seconds(value)
        given |= {"value": amount, "unit": str(unit)}
    elif kind is Kind.CHOICES:
        given["value"] = lines.written(value)
    else:
        given["value"] = "\n".join(value) if kind is Kind.LIST else value
    return given


def _wanted(form: ChangeForm) -> Wanted:
    good = form.cleaned_data
    return Wanted(
        value=form.value,
        since=good["since"],
        source=good.get("source", ""),
        source_en=good.get("source_en", ""),
        confidence=Confidence(good["confidence"]),
        why=good["why"],
        scope=good.get("scope", ""),
        ends=bool(good.get("ends")),
        knows_removed=bool(good.get("knows_removed")),
    )


@page(Right.PARAMETERS_MANAGE, methods=("GET", "POST"))
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a change; it waits for a second person."""
    kind = kind_known(key)
    form = ChangeForm.of(
        request, kind=kind, scoped=bool(queries.scopes(key)), initial=_initial(key, kind)
    )
    if request.method == "POST" and form.is_valid():
        with form.faults():
            receipt = actions.ask(
                by=actor_of(request), key=key, wanted=_wanted(form), submission=form.key
            )
            notify(request, Notice(_("已提出,由另一位有权的人确认后生效。")))
            return redirect(f"{PARAMETERS}/{key}/changes/{receipt['number']}")
    return page_of(
        request, "parameters/ask.html", form, name=queries.name_of(key), back=f"{PARAMETERS}/{key}"
    )


def _text(one: Change, kind: Kind, value: Any) -> str:
    return wording.value_text(kind, spoken(one.key, value))


def _facts(one: Change, kind: Kind) -> list[Fact]:
    """Give what a change says, and beside the value it was asked for at the one of now."""
    here, now = values_here(one.key, one.scope)
    facts = list(change_facts(one, kind))
    if one.state == Decision.ASKED and now != one.base:
        there = at(here, max(one.since, localdate()))
        text = _text(one, kind, there.value if there else None)
        facts.insert(2, Fact(_("现在的值(提出以后变过)"), text))
    return facts


@page(Right.PARAMETERS_READ)
def decision(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show one change: what it says, and what this person can do with it."""
    kind, actor, one = kind_known(key), actor_of(request), change_numbered(key, number)
    waits, own = one.state == Decision.ASKED, one.asked_by == actor.id
    return page_of(
        request,
        "parameters/decision.html",
        name=queries.name_of(key),
        facts=_facts(one, kind),
        entry=change_entry(one, kind),
        moved=waits and values_here(key, one.scope)[1] != one.base,
        late=waits and one.since < localdate(),
        waits=waits,
        own=own,
        may_decide=waits and actions.may_decide(actor, one),
        may_withdraw=waits and own,
        back=f"{PARAMETERS}/{key}",
        here=f"{PARAMETERS}/{key}/changes/{number}",
    )


@page(Right.PARAMETERS_CONFIRM, methods=("GET", "POST"))
def confirm_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Ask once more, then let a change hold."""
    kind, one = kind_known(key), change_numbered(key, number)
    actions.check_change(actor_of(request), Right.PARAMETERS_CONFIRM, one.scope)
    form = SureForm.of(request, seen=values_here(key, one.scope)[1])
    effect = _("从{since}起,所有用到它的地方都按新的值。那天以前的仍按原来的值。")
    question = Question(
        _("确认改“{name}”").format(name=queries.name_of(key)),
        effect.format(since=day_text(max(one.since, localdate()))),
        _("确认"),
        facts=_facts(one, kind),
        back_href=f"{PARAMETERS}/{key}/changes/{number}",
    )

    def act() -> HttpResponse:
        by, seen = actor_of(request), form.seen or 0
        try:
            receipt = actions.confirm(by=by, key=key, number=number, seen=seen, submission=form.key)
        except Conflict as error:
            return conflict(request, form, error, _clash(one, kind))
        since = day_text(date.fromisoformat(receipt["since"]))
        line = _("已确认,{since}起生效。").format(since=since)
        notify(request, Notice(line, look="good"))
        return redirect(f"{PARAMETERS}/{key}")

    return ask_first(request, form, question, act)


def _clash(one: Change, kind: Kind) -> Clash:
    here, _now = values_here(one.key, one.scope)
    there = at(here, max(one.since, localdate()))
    return Clash(
        what=_("“{name}”的值在您打开以后变了。").format(name=queries.name_of(one.key)),
        mine=_("跟着全局") if one.ends else _text(one, kind, one.value),
        theirs=_text(one, kind, there.value if there else None),
        who=there.source_in(wording.language()) if there else "",
        when=wording.since_text(there.since) if there else "",
        back_href=f"{PARAMETERS}/{one.key}/changes/{one.number}",
    )


@page(Right.PARAMETERS_CONFIRM, methods=("GET", "POST"))
def refuse_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Refuse a change with words."""
    kind, one = kind_known(key), change_numbered(key, number)
    actions.check_change(actor_of(request), Right.PARAMETERS_CONFIRM, one.scope)
    form = RefuseForm.of(request)
    question = Question(
        _("不同意改“{name}”").format(name=queries.name_of(key)),
        _("值不变;理由留在参数的历史里。"),
        _("不同意"),
        "warning",
        facts=_facts(one, kind),
        back_href=f"{PARAMETERS}/{key}/changes/{number}",
    )

    def act() -> HttpResponse:
        by, words = actor_of(request), form.cleaned_data["words"]
        actions.refuse(by=by, key=key, number=number, words=words, submission=form.key)
        notify(request, Notice(_("已退回申请,提出的人看得到理由。")))
        return redirect(f"{PARAMETERS}/{key}")

    return ask_first(request, form, question, act)


@page(Right.PARAMETERS_MANAGE, methods=("GET", "POST"))
def withdraw_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take one's own request back."""
    kind, one = kind_known(key), change_numbered(key, number)
    form = SureForm.of(request)
    question = Question(
        _("撤回改“{name}”的申请").format(name=queries.name_of(key)),
        _("值不变;可以另提申请。"),
        _("撤回"),
        "warning",
        facts=_facts(one, kind),
        back_href=f"{PARAMETERS}/{key}/changes/{number}",
    )

    def act() -> HttpResponse:
        actions.withdraw(by=actor_of(request), key=key, number=number, submission=form.key)
        notify(request, Notice(_("申请已撤回。")))
        return redirect(f"{PARAMETERS}/{key}")

    return ask_first(request, form, question, act)

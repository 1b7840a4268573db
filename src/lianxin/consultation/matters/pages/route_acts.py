"""Pages that change the routes: GET asks, POST does."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions.routing import check_right
from lianxin.consultation.matters.forms.routing import (
    InForceForm,
    RuleForm,
    SureForm,
    initial_of,
)
from lianxin.consultation.matters.pages.routing import DRAFT, ROUTES, rule_rows, version_title
from lianxin.consultation.matters.queries import route_words, routing
from lianxin.consultation.matters.queries.routing import Version
from lianxin.consultation.matters.rules.routing import Rule
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

BOTH = ("GET", "POST")


def _draft() -> Version:
    found = routing.draft()
    if found is None:
        raise NotFound("matters.no_draft")
    return found


def _rule(draft: Version, position: int) -> Rule:
    if not 1 <= position <= len(draft.rules):
        raise NotFound("matters.no_route", position=position)
    return draft.rules[position - 1]


@page(Right.ROUTES_MANAGE, methods=("POST",))
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a draft as a copy of what is in force."""
    form = SureForm.of(request)
    if form.is_valid():
        with form.faults():
            actions.draft_routes(by=actor_of(request), key=form.key)
            return redirect(DRAFT)
    return page_of(request, "matters/routes_again.html", form, title=_("起草"), back=ROUTES)


@page(Right.ROUTES_MANAGE, methods=BOTH)
def new_rule(request: HttpRequest) -> HttpResponse:
    """Add a rule before the last one."""
    check_right(actor_of(request))
    form = RuleForm.of(request, seen=_draft().edition)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            actions.add_rule(by=actor_of(request), rule=form.rule(0), key=form.key, seen=form.seen)
            notify(request, Notice(_("规则已加在最后一条之前。")))
            return redirect(DRAFT)
    return page_of(request, "matters/routes_rule.html", form, title=_("加一条规则"), back=DRAFT)


@page(Right.ROUTES_MANAGE, methods=BOTH)
def edit_rule(request: HttpRequest, position: int) -> HttpResponse:
    """Change a rule of the draft."""
    check_right(actor_of(request))
    draft = _draft()
    rule = _rule(draft, position)
    form = RuleForm.of(request, seen=draft.edition, initial=initial_of(rule))
    if request.method == "POST" and form.is_valid():
        with form.faults():
            actions.change_rule(
                by=actor_of(request), rule=form.rule(position), key=form.key, seen=form.seen
            )
            notify(request, Notice(_("第 {position} 条已改。").format(position=position)))
            return redirect(DRAFT)
    title = _("改第 {position} 条").format(position=position)
    return page_of(request, "matters/routes_rule.html", form, title=title, back=DRAFT)


def _move(request: HttpRequest, position: int, *, up: bool) -> HttpResponse:
    form = SureForm.of(request)
    if form.is_valid():
        with form.faults():
            actions.move_rule(
                by=actor_of(request), position=position, up=up, key=form.key, seen=form.seen
            )
            return redirect(DRAFT)
    return page_of(request, "matters/routes_again.html", form, title=_("移动"), back=DRAFT)


@page(Right.ROUTES_MANAGE, methods=("POST",))
def move_up(request: HttpRequest, position: int) -> HttpResponse:
    """Let a rule change places with the one before it."""
    return _move(request, position, up=True)


@page(Right.ROUTES_MANAGE, methods=("POST",))
def move_down(request: HttpRequest, position: int) -> HttpResponse:
    """Let a rule change places with the one after it."""
    return _move(request, position, up=False)


@page(Right.ROUTES_MANAGE, methods=BOTH)
def remove_rule(request: HttpRequest, position: int) -> HttpResponse:
    """Ask once more, then take a rule out of the draft."""
    check_right(actor_of(request))
    draft = _draft()
    rule = _rule(draft, position)
    form = SureForm.of(request, seen=draft.edition)
    question = Question(
        _("删第 {position} 条").format(position=position),
        route_words.said(rule, directory()),
        _("删掉这一条"),
        "warning",
        back_href=DRAFT,
        back_text=_("草稿"),
    )

    def act() -> HttpResponse:
        actions.remove_rule(by=actor_of(request), position=position, key=form.key, seen=form.seen)
        notify(request, Notice(_("第 {position} 条已删。").format(position=position)))
        return redirect(DRAFT)

    return ask_first(request, form, question, act)


@page(Right.ROUTES_MANAGE, methods=BOTH)
def discard(request: HttpRequest) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    check_right(actor_of(request))
    draft = _draft()
    form = SureForm.of(request)
    effect = _("{version}草稿里的 {count} 条都不要了;现在生效的规则不变。")
    question = Question(
        _("废掉草稿"),
        effect.format(version=version_title(draft), count=len(draft.rules)),
        _("废掉"),
        "warning",
        back_href=DRAFT,
        back_text=_("草稿"),
    )

    def act() -> HttpResponse:
        actions.discard_routes(by=actor_of(request), key=form.key)
        notify(request, Notice(_("草稿已废掉。")))
        return redirect(ROUTES)

    return ask_first(request, form, question, act)


@page(Right.ROUTES_MANAGE, methods=BOTH)
def enforce(request: HttpRequest) -> HttpResponse:
    """Ask from which day, say what clashes, then put the draft in force."""
    check_right(actor_of(request))
    draft = _draft()
    today = timezone.localdate()
    form = InForceForm.of(request, seen=draft.edition, initial={"since": today})
    question = Question(
        _("生效"), _enforced(draft), _("生效"), back_href=DRAFT, back_text=_("草稿")
    )

    def act() -> HttpResponse:
        since = form.cleaned_data["since"]
        actions.put_in_force(by=actor_of(request), since=since, key=form.key, seen=form.seen)
        line = _("{version}已生效或排定。").format(version=version_title(draft))
        notify(request, Notice(line))
        return redirect(ROUTES)

    return ask_first(request, form, question, act)


def _enforced(draft: Version) -> str:
    """Say what the draft does once in force, and how much of it is doubtful."""
    odd = sum(len(row.warnings) for row in rule_rows(draft.rules, directory()))
    effect = _("从这天起,分流时按{version}的 {count} 条规则建议单位;以前的一版留着可查。")
    doubts = _("还有 {odd} 处要留意,见草稿。").format(odd=odd) if odd else ""
    return effect.format(version=version_title(draft), count=len(draft.rules)) + doubts


@page(Right.ROUTES_MANAGE, methods=BOTH)
def take_back(request: HttpRequest, version: int) -> HttpResponse:
    """Ask once more, then make a planned version a draft again."""
    check_right(actor_of(request))
    found = routing.version(version)
    form = SureForm.of(request)
    title = version_title(found)
    question = Question(
        _("收回"),
        _("{version}到日子不再生效,变回草稿。").format(version=title),
        _("收回"),
        back_href=f"{ROUTES}/versions/{version}",
        back_text=title,
    )

    def act() -> HttpResponse:
        actions.take_back_routes(by=actor_of(request), number=version, key=form.key)
        notify(request, Notice(_("{version}已收回为草稿。").format(version=title)))
        return redirect(DRAFT)

    return ask_first(request, form, question, act)

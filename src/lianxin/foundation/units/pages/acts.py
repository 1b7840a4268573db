"""Pages that found a unit or change one thing of it from a day on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions import Receipt
from lianxin.foundation.units.forms import (
    AreaForm,
    DatedForm,
    KindForm,
    NameForm,
    ParentForm,
    UnitForm,
)
from lianxin.foundation.units.pages.listing import UNITS, known
from lianxin.foundation.units.queries import Entry


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def found(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    form = UnitForm.of(request, initial={"since": queries.today()})
    if request.method == "POST" and form.is_valid():
        with form.faults():
            given = form.cleaned_data
            receipt = actions.found(
                by=actor_of(request),
                code=given["code"],
                name=given["name"],
                kind=given["kind"],
                parent=given["parent"] or None,
                area=given["area"],
                since=given["since"],
                key=form.key,
            )
            notify(request, Notice(_("单位已设立。")))
            return redirect(f"{UNITS}/{receipt.code}")
    title = _("新设单位")
    return page_of(
        request,
        "units/act.html",
        form,
        title=title,
        submit=_("设立"),
        back=UNITS,
        back_text=_("机构"),
    )


def _asked(
    request: HttpRequest,
    unit: Entry,
    form: DatedForm,
    title: str,
    act: Callable[[], Receipt],
) -> HttpResponse:
    """Ask for what changes, then do the act."""
    back = f"{UNITS}/{unit.code}"
    if request.method == "POST" and form.is_valid():
        with form.faults():
            receipt = act()
            text = _("已改,{day}起生效。").format(day=day_text(receipt.since))
            notify(request, Notice(text))
            return redirect(back)
    return page_of(
        request,
        "units/act.html",
        form,
        title=title,
        submit=_("改"),
        back=back,
        back_text=unit.name,
    )


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give a unit another name."""
    unit, actor = known(code), actor_of(request)
    form = NameForm.of(request, initial={"name": unit.name, "since": queries.today()})

    def act() -> Receipt:
        given = form.cleaned_data
        return actions.rename(
            by=actor, code=code, name=given["name"], since=given["since"], key=form.key
        )

    return _asked(request, unit, form, _("改名"), act)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def rekind(request: HttpRequest, code: str) -> HttpResponse:
    """Make a unit one of another kind."""
    unit, actor = known(code), actor_of(request)
    form = KindForm.of(request, initial={"kind": unit.kind, "since": queries.today()})

    def act() -> Receipt:
        given = form.cleaned_data
        return actions.rekind(
            by=actor, code=code, kind=given["kind"], since=given["since"], key=form.key
        )

    return _asked(request, unit, form, _("改类型"), act)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def relocate(request: HttpRequest, code: str) -> HttpResponse:
    """Give a unit another area."""
    unit, actor = known(code), actor_of(request)
    form = AreaForm.of(request, initial={"area": unit.area, "since": queries.today()})

    def act() -> Receipt:
        given = form.cleaned_data
        return actions.relocate(
            by=actor, code=code, area=given["area"], since=given["since"], key=form.key
        )

    return _asked(request, unit, form, _("改地区"), act)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put a unit with all below it under another one."""
    unit, actor = known(code), actor_of(request)
    initial = {"parent": unit.parent, "since": queries.today()}
    form = ParentForm.of(request, code=code, initial=initial)

    def act() -> Receipt:
        given = form.cleaned_data
        return actions.move(
            by=actor, code=code, parent=given["parent"], since=given["since"], key=form.key
        )

    return _asked(request, unit, form, _("换上级"), act)

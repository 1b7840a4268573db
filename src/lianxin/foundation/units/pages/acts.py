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


def _changed(
    request: HttpRequest,
    unit: Entry,
    form: DatedForm,
    *,
    field: str,
    title: str,
    change: Callable[..., Receipt],
) -> HttpResponse:
    """Ask for another value of a field and from which day on, then change it."""
    back = f"{UNITS}/{unit.code}"
    if request.method == "POST" and form.is_valid():
        with form.faults():
            given = {name: form.cleaned_data[name] for name in (field, "since")}
            receipt = change(by=actor_of(request), code=unit.code, **given, key=form.key)
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
    unit = known(code)
    form = NameForm.of(request, initial={"name": unit.name, "since": queries.today()})
    return _changed(request, unit, form, field="name", title=_("改名"), change=actions.rename)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def rekind(request: HttpRequest, code: str) -> HttpResponse:
    """Make a unit one of another kind."""
    unit = known(code)
    form = KindForm.of(request, initial={"kind": unit.kind, "since": queries.today()})
    return _changed(request, unit, form, field="kind", title=_("改类型"), change=actions.rekind)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def relocate(request: HttpRequest, code: str) -> HttpResponse:
    """Give a unit another area."""
    unit = known(code)
    form = AreaForm.of(request, initial={"area": unit.area, "since": queries.today()})
    return _changed(request, unit, form, field="area", title=_("改地区"), change=actions.relocate)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put a unit with all below it under another one."""
    unit = known(code)
    initial = {"parent": unit.parent, "since": queries.today()}
    form = ParentForm.of(request, code=code, initial=initial)
    return _changed(request, unit, form, field="parent", title=_("换上级"), change=actions.move)

"""Pages that end a unit: what it is asked, what it would do, and the act that stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions import Heir, NewUnit
from lianxin.foundation.units.forms import DatedForm, HeirForm, MergeForm, SplitForm
from lianxin.foundation.units.pages.listing import UNITS, known
from lianxin.foundation.units.queries import Entry

STEP = "step"
DO = "do"
EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What a page asks and does: its title, the form, what it would do, and the act."""

    title: str
    form: DatedForm
    heirs: Callable[[], Sequence[Heir]]
    closed: Callable[[], Sequence[str]]
    act: Callable[[], object]


def _told(heir: Heir, on: date) -> str:
    if isinstance(heir, NewUnit):
        return _("{name}({code},新设)").format(name=heir.name, code=heir.code)
    return _("{name}({code})").format(name=queries.name_on(heir, on), code=heir)


def _facts(ending: Ending) -> list[Fact]:
    """Say what would be closed, who answers then, and what moves."""
    since = ending.form.cleaned_data["since"]
    codes = ending.closed()
    lasting = [actions.below(code, since) for code in codes]
    moved = [queries.name_on(one, since) for below in lasting for one in below]
    return [
        Fact(_("从哪一天起"), day_text(since)),
        Fact(_("撤销的单位"), _("、").join(_told(code, since) for code in codes)),
        Fact(_("由谁承接"), _("、").join(_told(heir, since) for heir in ending.heirs())),
        Fact(_("随着移动的下级"), _("、").join(moved) or _("没有")),
        Fact(_("没有办完的事"), _("撤销以后按移交清单移交")),
        Fact(_("人员"), _("岗位不自动移动,撤销以后一次调到承接单位")),
    ]


def _steps(request: HttpRequest, unit: Entry, ending: Ending) -> HttpResponse:
    """Ask, then show what it would do, then do it."""
    back, form = f"{UNITS}/{unit.code}", ending.form
    step = request.POST.get(STEP, "")
    common = {"title": ending.title, "back": back, "back_text": unit.name}
    if request.method == "POST" and step != EDIT and form.is_valid():
        with form.faults():
            if step == DO:
                ending.act()
                notify(request, Notice(_("已办,没有办完的事请按移交清单移交。")))
                return redirect(back)
            kept = [field.as_hidden() for field in form.visible_fields()]
            facts = _facts(ending)
            return page_of(request, "units/sure.html", form, facts=facts, kept=kept, **common)
    submit = _("看会怎样")
    return page_of(request, "units/act.html", form, submit=submit, **common)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a unit for another one."""
    unit, actor = known(code), actor_of(request)
    form = HeirForm.of(request, code=code, initial={"since": queries.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.close(
            by=actor, code=code, successor=given["successor"], since=given["since"], key=form.key
        )

    def heirs() -> list[Heir]:
        return [form.cleaned_data["successor"]]

    return _steps(request, unit, Ending(_("撤销单位"), form, heirs, lambda: [code], act))


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Merge a unit, and others with it, into one."""
    unit, actor = known(code), actor_of(request)
    form = MergeForm.of(request, initial={"since": queries.today()})

    def act() -> object:
        return actions.merge(
            by=actor,
            codes=[code, *form.codes],
            into=form.heirs[0],
            since=form.cleaned_data["since"],
            key=form.key,
        )

    ending = Ending(_("合并"), form, lambda: form.heirs, lambda: [code, *form.codes], act)
    return _steps(request, unit, ending)


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Split a unit into several."""
    unit, actor = known(code), actor_of(request)
    form = SplitForm.of(request, initial={"since": queries.today()})

    def act() -> object:
        return actions.split(
            by=actor,
            code=code,
            into=form.heirs,
            below=form.placed,
            since=form.cleaned_data["since"],
            key=form.key,
        )

    ending = Ending(_("拆分"), form, lambda: form.heirs, lambda: [code], act)
    return _steps(request, unit, ending)

"""Bringing in a table of units in two steps: what it changes is shown first, then it is done."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.forms import TableForm
from lianxin.foundation.units.pages.listing import UNITS
from lianxin.foundation.units.queries import Change
from lianxin.foundation.units.words import told

STEP = "step"
DO = "do"
EDIT = "edit"
SHOWN = 200
"""How many lines of each sort a page shows; the counts tell of all."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One act in finished text."""

    code: str
    what: str
    since: str


def _row(change: Change) -> ChangeRow:
    verbs = {
        "rename": _("改名"),
        "rekind": _("改类型"),
        "move": _("换上级"),
        "relocate": _("改地区"),
    }
    what = _("{verb}:{was} 改为 {now}").format(
        verb=verbs[change.verb], was=change.was or "—", now=change.now or "—"
    )
    return ChangeRow(change.line.code, what, day_text(change.line.since))


@page(Right.UNITS_MANAGE, methods=("GET", "POST"))
def bring_in(request: HttpRequest) -> HttpResponse:
    """Ask for a table, show what it would change and every fault, then do it."""
    actions.check_right(actor_of(request), None)
    form = TableForm.of(request, initial={"since": queries.today()})
    step = request.POST.get(STEP, "")
    if request.method == "POST" and step != EDIT and form.is_valid():
        with form.faults():
            return _done(request, form) if step == DO else _preview(request, form)
    return page_of(request, "units/import.html", form, back=UNITS)


def _preview(request: HttpRequest, form: TableForm) -> HttpResponse:
    made = queries.plan(form.rows, since=form.cleaned_data["since"])
    kept = [field.as_hidden() for field in form.visible_fields() if field.name != "file"]
    return page_of(
        request,
        "units/preview.html",
        form,
        kept=kept,
        plan=made,
        counts={
            "founded": len(made.founded),
            "changed": len(made.changes),
            "faults": len(made.faults),
        },
        faults=[told(wrong) for wrong in made.faults[:SHOWN]],
        founded=made.founded[:SHOWN],
        changes=[_row(change) for change in made.changes[:SHOWN]],
        back=UNITS,
    )


def _done(request: HttpRequest, form: TableForm) -> HttpResponse:
    counts = actions.bring_in(
        by=actor_of(request), rows=form.rows, since=form.cleaned_data["since"], key=form.key
    )
    return page_of(request, "units/brought.html", counts=counts, back=UNITS)

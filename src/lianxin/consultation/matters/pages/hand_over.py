"""Open work of a changed unit or of somebody who left: a list, ticks, one act."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.consultation.matters.actions.hand_over import hand_over
from lianxin.consultation.matters.forms.hand_over import HandOverForm
from lianxin.consultation.matters.models import Leg
from lianxin.consultation.matters.permissions import can, standing_of
from lianxin.consultation.matters.queries import hand_over as lists
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.routes import can_handle
from lianxin.consultation.matters.queries.worklist import rows
from lianxin.consultation.matters.rules.states import Verb
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

OF_UNIT: Final = "unit"
"""The part of an address that narrows a person's list to one unit, as its notice counts it."""


@page(Right.MATTERS_READ, methods=("GET", "POST"))
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the open work of a unit, and hand what is ticked to another."""
    who = actor_of(request)
    entry = directory().by_code(code)
    title = _("移交{name}的在办事项").format(name=entry.name)
    taker = entry.parent if entry.closed and entry.parent else ""
    return _page(request, lists.of_unit(who, code), code, title, _handler(taker))


@page(Right.MATTERS_READ, methods=("GET", "POST"))
def person(request: HttpRequest, login: str) -> HttpResponse:
    """Show the open matters that a person had in hand; they stay with the unit unless moved.

    Without one that one may see it is as if nobody bore the name (SECURITY AZ2).
    """
    who = actor_of(request)
    legs = lists.of_person(who, login, request.GET.get(OF_UNIT, ""))
    if not legs:
        raise NotFound("faces.not_found")
    title = _("{name}经手的在办事项").format(name=login)
    return _page(request, legs, login, title, "")


def _handler(code: str) -> str:
    """Give the unit itself when it handles matters, else none."""
    return code if code and can_handle(directory().by_code(code)) else ""


def _page(
    request: HttpRequest, legs: Sequence[Leg], about: str, title: str, taker: str
) -> HttpResponse:
    who = actor_of(request)
    movable = _movable(who, legs)
    numbers = [number for number, _text in movable]
    form = HandOverForm.of(request, listed=movable, ticked=numbers, taker=taker)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            typed = form.cleaned_data
            count = hand_over(
                by=who, about=about, matters=typed["matters"], to=typed["to"], key=form.key
            )
            told = ngettext("已移交 {count} 件。", "已移交 {count} 件。", count)
            notify(request, Notice(told.format(count=count), look="good"))
            return redirect(request.path if count < len(legs) else "/desk")
    kept = [leg for leg in legs if leg.matter.number not in set(numbers)]
    return page_of(
        request,
        "matters/hand_over.html",
        form,
        title=title,
        movable=bool(movable),
        kept=[row for _place, row in rows(who, kept, timezone.now())],
    )


def _movable(who: Actor, legs: Sequence[Leg]) -> list[tuple[str, str]]:
    """Give the matters that one may hand over, each with what tells it from the others."""
    tree = directory()
    return [
        (leg.matter.number, f"{row.number} {row.subject} · {row.unit} · {row.badge.text}")
        for leg, (_place, row) in zip(legs, rows(who, legs, timezone.now()), strict=True)
        if can(who, Verb.REDISPATCH, standing_of(tree, known_of(leg.matter)))
    ]

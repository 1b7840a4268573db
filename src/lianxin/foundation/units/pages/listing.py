"""Pages that show units: the tree of a day, and one unit over time."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.fields import pairs
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.faces.paging import Chip, chip
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries
from lianxin.foundation.units.forms import FilterForm
from lianxin.foundation.units.queries import Directory, Entry, Name

UNITS = "/desk/settings/units"
PEOPLE = "/desk/settings/people"
KINDS = "units.kinds"


@dataclass(slots=True)
class Branch:
    """A unit of the tree in finished text, with those right under it."""

    href: str
    code: str
    name: str
    kind: str
    closed: bool
    below: "list[Branch]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NameRow:
    """What a unit was in some days, in finished text."""

    days: str
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class UnitLink:
    """Another unit: its name, its address and a note."""

    href: str
    name: str
    note: str


def kind_words(on: date) -> dict[str, str]:
    """Give the kinds of units in the current language, by code."""
    return dict(pairs(parameters.choices(KINDS, on=on)))


def _branches(tree: Directory, form: FilterForm, day: str) -> list[Branch]:
    """Give the tree; with words, the units that fit and all above them."""
    wanted, kinds = form.wanted, kind_words(tree.day)
    fit = {one.code for one in tree.search(wanted.words, closed=wanted.closed)}
    shown = {above.code for code in fit for above in tree.above(code)} if wanted.words else fit
    made: dict[str, Branch] = {}
    top: list[Branch] = []
    for one in tree.entries:
        if one.code in shown:
            href, kind = f"{UNITS}/{one.code}{day}", kinds.get(one.kind, one.kind)
            made[one.code] = Branch(href, one.code, one.name, kind, one.closed)
    for one in tree.entries:
        if one.code in made:
            above = made.get(one.parent or "")
            (above.below if above else top).append(made[one.code])
    return top


def _chips(request: HttpRequest, form: FilterForm) -> list[Chip]:
    wanted = form.wanted
    named = {
        "words": wanted.words,
        "on": wanted.on and day_text(wanted.on),
        "closed": _("连同已撤销的") if wanted.closed else "",
    }
    return [chip(request, name, text) for name, text in named.items() if text]


@page(Right.UNITS_READ)
def units(request: HttpRequest) -> HttpResponse:
    """Show the tree of a day."""
    form = FilterForm(request.GET)
    on = form.wanted.on
    tree = queries.directory(on)
    top = _branches(tree, form, f"?on={on.isoformat()}" if on else "")
    return page_of(
        request,
        "units/units.html",
        filter_form=form,
        chips=_chips(request, form),
        top=top,
        count=sum(not one.closed for one in tree.entries),
        day=day_text(on) if on else "",
        may_manage=actor_of(request).holds(Right.UNITS_MANAGE),
        may_import=actor_of(request).holds_everywhere(Right.UNITS_MANAGE),
        here=UNITS,
    )


def known(code: str, on: date | None = None) -> Entry:
    """Give a unit of today (or of a day), else what it is at its founding. Raises NotFound."""
    queries.names(code)
    tree = queries.directory(on)
    if any(one.code == code for one in tree.entries):
        return tree.by_code(code)
    return queries.directory(queries.names(code)[0].since).by_code(code)


def _name_rows(told: tuple[Name, ...]) -> list[NameRow]:
    kinds = kind_words(queries.today())
    rows = []
    for one in reversed(told):
        since = day_text(one.since)
        days = (
            _("{since}至{until}(不含)").format(since=since, until=day_text(one.until))
            if one.until
            else _("{since}起").format(since=since)
        )
        above = one.parent and _("上级 {name}").format(name=queries.name_on(one.parent, one.since))
        place = one.area and _area(one.area, one.since)
        parts = [kinds.get(one.kind, one.kind), above or "", place]
        rows.append(NameRow(days, one.name, " · ".join(part for part in parts if part)))
    return rows


def _area(code: str, on: date) -> str:
    try:
        return f"{queries.area(code, on).name} {code}"
    except NotFound:
        return code


def _links(codes: tuple[str, ...], notes: dict[str, str]) -> list[UnitLink]:
    links = []
    for code in codes:
        name = queries.names(code)[-1].name
        links.append(UnitLink(f"{UNITS}/{code}", name, notes.get(code, "")))
    return links


def _lineage(code: str) -> tuple[list[UnitLink], list[UnitLink]]:
    """Give those a unit came from, and those that answer for it if it is closed."""
    notes = {
        one.code: _("{day}撤销").format(day=day_text(one.until))
        for one in queries.lineage(code)
        if one.until
    }
    heirs = tuple(one for one in queries.successors(code) if one != code)
    return _links(queries.predecessors(code), notes), _links(heirs, notes)


def _hand_over(who: Actor, code: str) -> str:
    """Give the address of the list of open work, if the house has that page and one may open it."""
    href = f"{UNITS}/{code}/hand-over"
    try:
        right = getattr(resolve(href).func, "right", None)
    except Resolver404:
        return ""
    return href if right is not None and who.holds(right) else ""


@page(Right.UNITS_READ)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit: its names over time, where it came from and went, what can be done."""
    told = queries.names(code)
    entry = known(code)
    came, went = _lineage(code)
    actor = actor_of(request)
    below = queries.directory().children(code)
    return page_of(
        request,
        "units/unit.html",
        unit=entry,
        rows=_name_rows(told),
        below=[UnitLink(f"{UNITS}/{one.code}", one.name, one.code) for one in below],
        came=came,
        went=went,
        people=f"{PEOPLE}?unit={code}" if actor.holds(Right.PEOPLE_READ) else "",
        hand_over=_hand_over(actor_of(request), code) if entry.closed or came else "",
        may_manage=actor.holds(Right.UNITS_MANAGE, code) and not entry.closed,
        here=f"{UNITS}/{code}",
        back=UNITS,
    )

"""Where one can go: the public's few addresses, and at the desk those one has a right to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings as house
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.config.pages import settings
from lianxin.foundation.faces.pages import actor_of
from lianxin.foundation.faces.sentences import Text
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the navigation; ``bar`` may put it into the bottom bar of a phone.

    Pages of the addresses ``under`` belong to the place too.
    """

    href: str
    text: Text
    icon: str
    right: Right
    bar: bool = False
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a page prints it; ``icon`` is the name of a template."""

    href: str
    text: str
    icon: str
    current: bool
    bar: bool


PUBLIC = (
    Place("/", _("说一件事"), "message-2", Right.PUBLIC, under=("/say",)),
    Place("/follow", _("查进度"), "search", Right.PUBLIC),
    Place("/help", _("帮助"), "help-circle", Right.PUBLIC),
)
DESK = (
    Place("/desk", _("待办"), "list-check", Right.MATTERS_READ, bar=True),
    Place("/desk/matters?state=new", _("分流"), "send", Right.MATTERS_DISPATCH, bar=True),
    Place("/desk/matters", _("全部"), "notes", Right.MATTERS_READ),
    Place("/desk/matters/new", _("代为记下"), "pencil", Right.MATTERS_TAKE_DOWN, bar=True),
    Place("/desk/audit", _("审计"), "history", Right.AUDIT_READ, bar=True),
    Place(
        settings.ADDRESS,
        settings.TITLE,
        "settings",
        Right.SIGNED_IN,
        bar=True,
        under=("/desk/outbox", "/desk/gallery"),
    ),
)
MOST_IN_BAR = 3
"""How many places the bottom bar of a phone holds, beside 查 (UI section 2)."""

HOMES = ("/", "/desk")
"""First pages: what lies under their address has places of its own."""


def links(places: Sequence[Place], request: HttpRequest, actor: Actor) -> list[Link]:
    """Give the places the actor has a right to; the nearest one above the request is current."""
    open_ones = [place for place in places if actor.holds(place.right)]
    here = current(open_ones, request)
    bar = [place for place in open_ones if place.bar][:MOST_IN_BAR]
    return [
        Link(
            href=place.href,
            text=str(place.text),
            icon=f"icons/{place.icon}.svg",
            current=place is here,
            bar=place in bar,
        )
        for place in open_ones
    ]


def current(places: Sequence[Place], request: HttpRequest) -> Place | None:
    """Give the place with the longest address that the request's address starts with."""
    whole = request.get_full_path()
    near = [
        place for place in places if any(is_at(href, whole) for href in (place.href, *place.under))
    ]
    return max(near, key=lambda place: len(place.href), default=None)


def is_at(href: str, whole: str) -> bool:
    """Tell whether an address with its query is this place or lies under it."""
    if "?" in href:
        return whole == href or whole.startswith(f"{href}&")
    below = () if href in HOMES else (f"{href}/",)
    return whole == href or whole.startswith((f"{href}?", *below))


def unit_name(code: str | None) -> str:
    """Give a unit's name today; empty for nobody's unit, or while the store is away."""
    try:
        return units.directory().by_code(code).name if code else ""
    except DatabaseError:
        return ""


def bureau() -> str:
    """Give the name of the unit that stands above all; empty while the store is away."""
    try:
        return next((unit.name for unit in units.directory().all() if not unit.parent), "")
    except DatabaseError:
        return ""


def contact() -> Mapping[str, str]:
    """Give whom to turn to without these pages: the bureau, its telephone, its counters."""
    return {
        "bureau": bureau(),
        "telephone": house.OFFICE_PHONE,
        "counter": gettext("任一派出所"),
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give every template its links, and who is signed in; read when they are printed."""
    actor = actor_of(request)
    is_staff = actor.kind is ActorKind.STAFF
    above = settings.crumbs(request) if is_staff else []
    return {
        "crumbs": above,
        "crumbs_at": {crumb.href for crumb in above},
        "public_navigation": SimpleLazyObject(lambda: links(PUBLIC, request, actor)),
        "navigation": SimpleLazyObject(lambda: links(DESK, request, actor) if is_staff else []),
        "can_look_up": SimpleLazyObject(lambda: is_staff and actor.holds(Right.MATTERS_READ)),
        "contact": SimpleLazyObject(contact),
        "actor_name": actor.name if is_staff else "",
        "actor_unit": SimpleLazyObject(lambda: unit_name(actor.unit if is_staff else None)),
    }

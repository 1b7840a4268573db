"""Pages of the room: one's own notices, and the outbox."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.faces.answers import page_of
from lianxin.foundation.faces.pages import actor_of, page
from lianxin.foundation.kernel.actor import ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions, queries
from lianxin.foundation.notices.forms import Listing, ReadForm, TryAgainForm
from lianxin.foundation.notices.queries import OutboxState

NOTICES = "/desk/notices"
OUTBOX = "/desk/outbox"


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to narrow a list."""

    href: str
    text: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the pager leads."""

    previous_href: str
    next_href: str


def header(request: HttpRequest) -> dict[str, object]:
    """Give every page of the desk the number of unread notices; asked for only when printed."""
    actor = actor_of(request)
    if actor.kind is not ActorKind.STAFF:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: queries.unread(actor))}


@page(Right.NOTICES_READ)
def notices(request: HttpRequest) -> HttpResponse:
    """Show one's own notices, newest first."""
    actor, listing = actor_of(request), Listing.of(request)
    shown = queries.mine(actor, after=listing.follows, only_unread=listing.only_unread)
    unread = queries.unread(actor)
    tabs = [
        Tab(NOTICES, _("全部"), current=not listing.only_unread),
        Tab(f"{NOTICES}?show=unread", _("未读"), current=listing.only_unread, count=unread),
    ]
    narrowed = {"show": "unread"} if listing.only_unread else {}
    return page_of(
        request,
        "notices/notices.html",
        ReadForm(),
        rows=shown.rows,
        tabs=tabs,
        unread=unread,
        pager=turned(NOTICES, narrowed, listing, shown.after),
    )


@page(Right.NOTICES_READ, methods=("POST",))
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read and go where it leads, or mark all."""
    form = ReadForm.of(request)
    if not form.is_valid():
        return redirect(NOTICES)
    href = actions.mark_read(by=actor_of(request), notice=form.cleaned_data["notice"])
    return redirect(href or NOTICES)


@page(Right.NOTICES_OUTBOX)
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what waits, what was sent and what could not be sent."""
    listing = Listing.of(request)
    return outbox_page(request, listing, TryAgainForm())


@page(Right.NOTICES_OUTBOX, methods=("POST",))
def try_again(request: HttpRequest) -> HttpResponse:
    """Let everything that was set aside be tried anew."""
    form = TryAgainForm.of(request)
    with form.faults():
        if form.is_valid():
            count = actions.try_again(by=actor_of(request), key=form.key)
            text = ngettext("{count} 件正在再试。", "{count} 件正在再试。", count)
            messages.info(request, text.format(count=count))
            return redirect(OUTBOX)
    return outbox_page(request, Listing.of(request), form)


def outbox_page(request: HttpRequest, listing: Listing, form: TryAgainForm) -> HttpResponse:
    """Render the outbox with its counts."""
    state, counts = listing.narrowed, queries.counts()
    shown = queries.outbox(state, after=listing.follows)
    named = [
        (OutboxState.ALL, _("全部"), None),
        (OutboxState.WAITING, _("等发出"), counts.waiting),
        (OutboxState.SENT, _("已发出"), None),
        (OutboxState.FAILED, _("没发出"), counts.failed),
    ]
    tabs = [Tab(address(OUTBOX, narrow(one)), text, one == state, n) for one, text, n in named]
    return page_of(
        request,
        "notices/outbox.html",
        form,
        rows=shown.rows,
        tabs=tabs,
        failed=counts.failed,
        pager=turned(OUTBOX, narrow(state), listing, shown.after),
    )


def narrow(state: OutboxState) -> dict[str, str]:
    """Give the part of an address that narrows to a state."""
    return {} if state is OutboxState.ALL else {"state": state}


def address(base: str, narrowed: dict[str, str]) -> str:
    """Give an address with what it is narrowed to."""
    return f"{base}?{urlencode(narrowed)}" if narrowed else base


def turned(base: str, narrowed: dict[str, str], listing: Listing, after: str) -> Turn:
    """Give the pager: back to the newest, on to what follows."""
    first = address(base, narrowed) if listing.follows else ""
    following = address(base, {**narrowed, "after": after}) if after else ""
    return Turn(previous_href=first, next_href=following)

"""Pages of the room: one's own notices, and the outbox."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.faces.answers import page_of
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page
from lianxin.foundation.faces.paging import chosen, pager, spot_of
from lianxin.foundation.kernel.actor import ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions, queries
from lianxin.foundation.notices.forms import ReadForm, TryAgainForm
from lianxin.foundation.notices.permissions import check_outbox
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


def header(request: HttpRequest) -> dict[str, object]:
    """Give every page of the desk the number of unread notices; asked for only when printed."""
    actor = actor_of(request)
    if actor.kind is not ActorKind.STAFF:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: queries.unread(actor))}


@page(Right.NOTICES_READ)
def notices(request: HttpRequest) -> HttpResponse:
    """Show one's own notices, newest first."""
    actor, spot = actor_of(request), spot_of(request)
    only_unread = bool(chosen(request, {"show": ["unread"]}))
    found = queries.mine(actor, spot, only_unread=only_unread)
    unread = queries.unread(actor)
    tabs = [
        Tab(NOTICES, _("全部"), current=not only_unread),
        Tab(f"{NOTICES}?show=unread", _("未读"), current=only_unread, count=unread),
    ]
    return page_of(
        request,
        "notices/notices.html",
        ReadForm(),
        tabs=tabs,
        unread=unread,
        pager=pager(request, spot, found, size=queries.page_size()),
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
    return outbox_page(request, TryAgainForm())


@page(Right.NOTICES_OUTBOX, methods=("POST",))
def try_again(request: HttpRequest) -> HttpResponse:
    """Let everything that was set aside be tried anew."""
    form = TryAgainForm.of(request)
    if form.is_valid():
        with form.faults():
            count = actions.try_again(by=actor_of(request), key=form.key)
            text = ngettext("{count} 件正在再试。", "{count} 件正在再试。", count)
            notify(request, Notice(text.format(count=count)))
            return redirect(OUTBOX)
    return outbox_page(request, form)


def outbox_page(request: HttpRequest, form: TryAgainForm) -> HttpResponse:
    """Render the outbox with its counts."""
    check_outbox(actor_of(request))
    given = chosen(request, {"state": list(OutboxState)})
    state = OutboxState(given.get("state", OutboxState.ALL))
    spot, counts = spot_of(request), queries.counts()
    return page_of(
        request,
        "notices/outbox.html",
        form,
        tabs=outbox_tabs(state, counts),
        failed=counts.failed,
        held=() if spot.place else queries.held(state),
        pager=pager(request, spot, queries.outbox(state, spot), size=queries.page_size()),
    )


def outbox_tabs(current: OutboxState, counts: queries.Counts) -> list[Tab]:
    """Give the ways to narrow the outbox, with what waits and what was set aside."""
    named = [
        (OutboxState.ALL, _("全部"), None),
        (OutboxState.WAITING, _("等发出"), counts.waiting),
        (OutboxState.SENT, _("已发出"), None),
        (OutboxState.FAILED, _("没发出"), counts.failed),
    ]
    return [
        Tab(
            OUTBOX if state is OutboxState.ALL else f"{OUTBOX}?{urlencode({'state': state})}",
            text,
            current=state is current,
            count=count,
        )
        for state, text, count in named
    ]

"""The list of one's own sign-ins: where and since when; end one, or all the others."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import actions, queries, sessions
from lianxin.foundation.accounts.pages import own
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A running sign-in in finished text."""

    ref: UUID
    device: str
    text: str
    here: bool


@page(Right.SIGNED_IN)
def shown(request: HttpRequest) -> HttpResponse:
    """Show one's own running sign-ins."""
    digest = sessions.digest(own.key_of(request))
    running = queries.sessions_of(actor_of(request).person or 0, digest)
    rows = [
        SessionRow(
            one.ref,
            one.device or _("没有说明的设备"),
            _("{started}登录,最近在{seen}用过").format(
                started=moment_text(one.started_at), seen=moment_text(one.seen_at)
            ),
            one.here,
        )
        for one in running
    ]
    return page_of(request, "accounts/sessions.html", rows=rows)


@page(Right.SIGNED_IN, methods=("POST",))
def end(request: HttpRequest, ref: UUID) -> HttpResponse:
    """End one of one's own sign-ins."""
    actions.end_session(by=actor_of(request), ref=ref)
    notify(request, Notice(_("那一处已退出。")))
    return redirect(own.SESSIONS)


@page(Right.SIGNED_IN, methods=("POST",))
def end_others(request: HttpRequest) -> HttpResponse:
    """End one's own sign-ins on other devices."""
    count = actions.end_other_sessions(by=actor_of(request), key=own.key_of(request))
    text = ngettext("别处的 {count} 个登录已结束。", "别处的 {count} 个登录已结束。", count)
    notify(request, Notice(text.format(count=count)))
    return redirect(own.SESSIONS)

"""Pages for signing in and out, for one's own password, and for a forgotten one."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import actions, queries, rules, sessions
from lianxin.foundation.accounts.actions import SignedIn
from lianxin.foundation.accounts.adapters import RETRY_AFTER
from lianxin.foundation.accounts.forms import PasswordForm, SignInForm
from lianxin.foundation.accounts.sessions import SessionStore
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.notices import Notice, carried, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import LianxinError, TooMany
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

DESK = "/desk"
PASSWORD = "/desk/settings/password"  # noqa: S105 - an address
PEOPLE = "/desk/settings/people"
SIGN_IN = "/sign-in"
DEVICE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
DRAFT = "draft"
BUSY = 503


def _goal(text: str, actor: Actor) -> str:
    """Give where to go after the sign-in: a page of this site, else the first of one's own."""
    if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return text
    return DESK if actor.holds(Right.MATTERS_READ) else PEOPLE


@page(Right.PUBLIC, methods=("GET", "POST"), throttled=False)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; tries are counted per account, so the public's throttle is left out."""
    given = request.GET.get("next", "")
    actor = actor_of(request)
    if request.method == "GET" and actor.kind is ActorKind.STAFF:
        return redirect(_goal(given, actor))
    form = SignInForm.of(request, initial={"next": given})
    wait = 0
    if request.method == "POST" and form.is_valid():
        try:
            return _entered(request, form)
        except LianxinError as error:
            wait = error.retry_after if isinstance(error, TooMany) else RETRY_AFTER
            with form.faults():
                raise
    response = page_of(request, "accounts/sign_in.html", form, kept=DRAFT in request.COOKIES)
    if response.status_code in {TooMany.status, BUSY}:
        response.headers["Retry-After"] = str(wait)
    return response


def _entered(request: HttpRequest, form: SignInForm) -> HttpResponse:
    signed = actions.sign_in(
        login=form.cleaned_data["login"],
        password=form.cleaned_data["password"],
        network=rules.network_of(str(request.META.get("REMOTE_ADDR", ""))),
        device=request.COOKIES.get(DEVICE, ""),
    )
    _take_session(request, signed.key)
    goal = _goal(form.cleaned_data["next"], queries.actor_of(signed.login))
    response = redirect(PASSWORD if signed.must_change else goal)
    _remember_device(response, signed)
    return response


def _take_session(request: HttpRequest, key: str) -> None:
    """Let the answer set the cookie of a session that just began."""
    if isinstance(request.session, SessionStore) and request.session.session_key:
        request.session.delete()
    session = SessionStore(key)
    session.modified = True
    request.session = session


def _remember_device(response: HttpResponse, signed: SignedIn) -> None:
    response.set_cookie(
        DEVICE,
        signed.device,
        max_age=int(signed.device_valid.total_seconds()),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


@page(Right.PUBLIC, methods=("POST",), throttled=False)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, if it still runs, and let the browser forget the pages."""
    actor = actor_of(request)
    if actor.kind is ActorKind.STAFF:
        actions.sign_out(by=actor, key=request.session.session_key or "")
        request.session.flush()
    response = redirect(carried(SIGN_IN, Notice(_("已退出。"))))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@page(Right.PUBLIC)
def reset(request: HttpRequest) -> HttpResponse:
    """Say how a forgotten password is reset; the same words for everybody."""
    longest = parameters.number("accounts.sign_in.longest", on=units.today())
    return page_of(request, "accounts/reset.html", longest=longest)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A running sign-in in finished text."""

    text: str
    here: bool


def _sessions(request: HttpRequest) -> list[SessionRow]:
    digest = sessions.digest(request.session.session_key or "")
    running = queries.sessions_of(actor_of(request).person or 0, digest)
    return [
        SessionRow(
            _("{started}登录,最近在{seen}用过").format(
                started=moment_text(one.started_at), seen=moment_text(one.seen_at)
            ),
            one.here,
        )
        for one in running
    ]


@page(Right.SIGNED_IN, methods=("POST",))
def end_others(request: HttpRequest) -> HttpResponse:
    """End one's own sign-ins on other devices."""
    key = request.session.session_key or ""
    count = actions.end_other_sessions(by=actor_of(request), key=key)
    text = ngettext("别处的 {count} 个登录已结束。", "别处的 {count} 个登录已结束。", count)
    notify(request, Notice(text.format(count=count)))
    return redirect(PASSWORD)


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other devices are signed out."""
    actor = actor_of(request)
    session = request.session
    person = session.person if isinstance(session, SessionStore) else None
    login = person.login if person else ""
    form = PasswordForm.of(request, initial={"login": login})
    if request.method == "POST" and form.is_valid():
        with form.faults():
            key = actions.change_password(
                by=actor,
                old=form.cleaned_data["old_password"],
                new=form.cleaned_data["new_password"],
                stay=True,
            )
            _take_session(request, key)
            notify(request, Notice(_("密码已改,别的设备上的登录都已结束。"), look="good"))
            return redirect(_goal("", queries.actor_of(login)))
    today = units.today()
    return page_of(
        request,
        "accounts/password.html",
        form,
        forced=bool(person and person.must_change),
        sessions=_sessions(request),
        long=parameters.number("accounts.password.length", on=today),
        mixed=parameters.number("accounts.password.length_mixed", on=today),
        kinds=parameters.number("accounts.password.kinds", on=today),
    )

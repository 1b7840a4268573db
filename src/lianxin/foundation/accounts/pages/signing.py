"""Pages for signing in and out, for one's own password, and for a forgotten one."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries, rules
from lianxin.foundation.accounts.actions import SignedIn
from lianxin.foundation.accounts.adapters import RETRY_AFTER
from lianxin.foundation.accounts.forms.signing import PasswordForm, SignInForm
from lianxin.foundation.accounts.pages import own
from lianxin.foundation.accounts.sessions import SessionStore
from lianxin.foundation.faces.notices import Notice, carried, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.actor import ActorKind
from lianxin.foundation.kernel.errors import LianxinError, TooMany
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

DRAFT = "draft"
BUSY = 503


@page(Right.PUBLIC, methods=("GET", "POST"), throttled=False)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; tries are counted per account, so the public's throttle is left out."""
    given = request.GET.get("next", "")
    actor = actor_of(request)
    if request.method == "GET" and actor.kind is ActorKind.STAFF:
        return redirect(own.goal_of(given, actor))
    if request.method == "GET" and own.is_half(request):
        return redirect(f"{own.PROVE}?{urlencode({'next': given})}")
    form = SignInForm.of(request, initial={"next": given})
    wait = 0
    if request.method == "POST" and form.is_valid():
        try:
            return _entered(request, form)
        except LianxinError as error:
            wait = error.retry_after if isinstance(error, TooMany) else RETRY_AFTER
            with form.faults():
                raise
    response = page_of(
        request,
        "accounts/sign_in.html",
        form,
        kept=DRAFT in request.COOKIES,
        why=_why(request.GET.get("ended", "")),
    )
    if response.status_code in {TooMany.status, BUSY}:
        response.headers["Retry-After"] = str(wait)
    return response


def _why(ending: str) -> str:
    """Say why one is here again (the session ended); nothing when one just comes."""
    return {
        "idle": _("一段时间没有操作,已自动退出。"),
        "total": _("一次登录的时间已满,已自动退出。"),
        "changed": _("这次登录已结束:在别处退出,或密码、岗位有了变化。"),
    }.get(ending, "")


def _entered(request: HttpRequest, form: SignInForm) -> HttpResponse:
    signed = actions.sign_in(
        login=form.cleaned_data["login"],
        password=form.cleaned_data["password"],
        network=own.network_of(request),
        device=own.device_of(request),
        agent=own.agent_of(request),
    )
    own.take_session(request, signed.key)
    response = redirect(_next(signed, form.cleaned_data["next"]))
    own.remember_device(response, signed)
    return response


def _next(signed: SignedIn, given: str) -> str:
    """Give where a sign-in goes on: the factor, a password of one's own, or the desk."""
    if signed.half:
        return f"{own.PROVE}?{urlencode({'next': own.safe_goal(given)})}"
    if signed.must_change:
        return own.PASSWORD
    return own.goal_of(given, queries.actor_of(signed.login))


@page(Right.PUBLIC, methods=("POST",), throttled=False)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, if it still runs, and let the browser forget the pages."""
    actor = actor_of(request)
    if actor.kind is ActorKind.STAFF:
        actions.sign_out(by=actor, key=own.key_of(request))
    if own.session_of(request) is not None:
        request.session.flush()
    response = redirect(carried(own.SIGN_IN, Notice(_("已退出。"))))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@page(Right.PUBLIC)
def reset(request: HttpRequest) -> HttpResponse:
    """Say how a forgotten password is reset; the same words for everybody."""
    longest = parameters.number("accounts.sign_in.longest", on=units.today())
    return page_of(request, "accounts/reset.html", longest=longest)


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
                session=own.key_of(request),
                device=rules.device_name(own.agent_of(request)),
            )
            own.take_session(request, key)
            notify(request, Notice(_("密码已改,别的设备上的登录都已结束。"), look="good"))
            return redirect(own.goal_of("", queries.actor_of(login)))
    today = units.today()
    return page_of(
        request,
        "accounts/password.html",
        form,
        forced=bool(person and person.must_change),
        long=parameters.number("accounts.password.length", on=today),
        mixed=parameters.number("accounts.password.length_mixed", on=today),
        kinds=parameters.number("accounts.password.kinds", on=today),
    )

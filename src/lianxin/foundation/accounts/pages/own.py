"""What the pages of one's own sign-in share: the session's cookie, the device, where to go next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from lianxin.foundation.accounts import rules
from lianxin.foundation.accounts.actions import Proved, SignedIn
from lianxin.foundation.accounts.models import Session
from lianxin.foundation.accounts.sessions import SessionStore
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right

DESK = "/desk"
PASSWORD = "/desk/settings/password"  # noqa: S105 - an address
PEOPLE = "/desk/settings/people"
SESSIONS = "/desk/settings/sessions"
FACTOR = "/desk/settings/factor"
SIGN_IN = "/sign-in"
PROVE = "/sign-in/factor"
SET_UP = "/sign-in/set-up"
DEVICE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def safe_goal(text: str) -> str:
    """Give an address if it is one of this site, else nothing."""
    inside = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if inside else ""


def goal_of(text: str, actor: Actor) -> str:
    """Give where to go after the sign-in: a page of this site, else the first of one's own."""
    own = DESK if actor.holds(Right.MATTERS_READ) else PEOPLE
    return safe_goal(text) or own


def session_of(request: HttpRequest) -> Session | None:
    """Give the record of the running session, a half one too."""
    return request.session.row if isinstance(request.session, SessionStore) else None


def is_half(request: HttpRequest) -> bool:
    """Tell whether the session still owes the second factor."""
    return isinstance(request.session, SessionStore) and request.session.half


def key_of(request: HttpRequest) -> str:
    """Give the key of the session."""
    return request.session.session_key or ""


def take_session(request: HttpRequest, key: str) -> None:
    """Let the answer set the cookie of a session that just began."""
    if isinstance(request.session, SessionStore) and request.session.session_key:
        request.session.delete()
    session = SessionStore(key)
    session.modified = True
    request.session = session


def network_of(request: HttpRequest) -> str:
    """Give the network that tries are counted for."""
    return rules.network_of(str(request.META.get("REMOTE_ADDR", "")))


def agent_of(request: HttpRequest) -> str:
    """Give what the browser says of itself."""
    return request.headers.get("User-Agent", "")


def device_of(request: HttpRequest) -> str:
    """Give the mark of the browser's device; the empty text for a new one."""
    return request.COOKIES.get(DEVICE, "")


def remember_device(response: HttpResponse, entered: SignedIn | Proved) -> None:
    """Let the browser keep the mark of its device, once the sign-in is a whole one."""
    if not entered.device:
        return
    response.set_cookie(
        DEVICE,
        entered.device,
        max_age=int(entered.device_valid.total_seconds()),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )

"""Signed, dated form tokens in place of a cookie (SECURITY AY1); bound to the session, if any."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest

from lianxin.foundation.faces.limits import FORM_HOURS, hours
from lianxin.foundation.kernel.errors import Refused

FIELD = "csrfmiddlewaretoken"
HEADER = "X-CSRFToken"
SALT = "lianxin.faces.form"
OWN_SITES = frozenset({"same-origin", "none"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
NO_ORIGIN = "null"


def _binding(cookie: str) -> str:
    """Give a short digest of the session's cookie; the same for all who have none."""
    return hashlib.sha256(f"{SALT}:{cookie}".encode()).hexdigest()[:32]


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def _is_over(request: HttpRequest) -> bool:
    """Tell whether no session runs: a cookie that is left over is taken away with the answer."""
    session = getattr(request, "session", None)
    return session is None or session.is_empty()


def issue(request: HttpRequest) -> str:
    """Make the token of a form on this request's page."""
    binding = _binding("" if _is_over(request) else _cookie(request))
    return TimestampSigner(salt=SALT).sign(f"{secrets.token_hex(8)}.{binding}")


def is_due(request: HttpRequest, view: object) -> bool:
    """Tell whether a request acts, on a view that wants a token."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's test client
        return False
    return request.method not in SAFE_METHODS and not getattr(view, "csrf_exempt", False)


def check(request: HttpRequest) -> None:
    """Check that the form came from a page of ours and from the same browser session.

    Raises Refused("faces.form_foreign") or Refused("faces.form_old").
    """
    if not _from_here(request):
        raise Refused("faces.form_foreign")
    given = request.POST.get(FIELD) or request.headers.get(HEADER, "")
    try:
        value = TimestampSigner(salt=SALT).unsign(given, max_age=hours(FORM_HOURS))
    except SignatureExpired as fault:
        raise Refused("faces.form_old") from fault
    except BadSignature as fault:
        raise Refused("faces.form_foreign") from fault
    if not _is_bound(request, value.rpartition(".")[2]):
        raise Refused("faces.form_old")


def _is_bound(request: HttpRequest, given: str) -> bool:
    """Tell whether a form belongs to this browser: to its cookie, or to nobody's sign-in."""
    if hmac.compare_digest(given, _binding(_cookie(request))):
        return True
    return _is_over(request) and hmac.compare_digest(given, _binding(""))


def _from_here(request: HttpRequest) -> bool:
    """Trust what the browser says of the sender; under no-referrer it names the origin null."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITES:
        return False
    ours = {NO_ORIGIN, settings.ORIGIN, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin", NO_ORIGIN) in ours

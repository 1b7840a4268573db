"""Says who asks: ``request.actor`` on every request."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxin.foundation.accounts.models import Session
from lianxin.foundation.accounts.queries import actor_for, ending, factor_due, posts_now
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.accounts.sessions import SessionStore, digest
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]
SEE_OTHER = 303
SIGN_IN = "/sign-in"
UNATTENDED = "X-Unattended"
"""The header of requests that a page makes by itself, as looking for news."""


def who_asks(request: HttpRequest) -> Actor:
    """Give the person of the session with today's posts, else a citizen without a matter."""
    session = request.session
    if not isinstance(session, SessionStore):
        return citizen("")
    session.unattended = UNATTENDED in request.headers
    if session.row is None:
        return citizen("")
    posts = posts_now(session.row.person_id)
    session.half = _owes(session.row, posts)
    return citizen("") if session.half else actor_for(session.row.person, posts)


def _owes(row: Session, posts: tuple[PostAt, ...]) -> bool:
    return row.factor_at is None and (row.owes_factor or factor_due(posts, units.today()))


def reason_of(request: HttpRequest) -> str:
    """Say why the session of this request's cookie ended; nothing when it runs or never did."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return ending(digest(key)) if key else ""


def with_reason(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the sign-in page say why one is there: its address names the reason."""
    for header in ("Location", "HX-Redirect"):
        goal = response.headers.get(header, "")
        if goal.startswith(f"{SIGN_IN}?next=") and (reason := reason_of(request)):
            response.headers[header] = f"{goal}&ended={reason}"


class ActorMiddleware:
    """Sets ``request.actor``, and holds people on the password page until it is changed."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name the actor, then answer; one request sees one tree of units."""
        with units.steady():
            request.actor = who_asks(request)  # type: ignore[attr-defined]
            response = self.get_response(request)
            with_reason(request, response)
            return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponse | None:
        """Send a person with a first password to change it; public pages stay open."""
        session = request.session
        person = session.person if isinstance(session, SessionStore) else None
        if person is None or not person.must_change or getattr(session, "half", False):
            return None
        if getattr(view, "right", None) in {Right.PUBLIC, None}:
            return None
        here = reverse("password")
        return None if request.path == here else HttpResponseRedirect(here, status=SEE_OTHER)

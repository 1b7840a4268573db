"""Says who asks: ``request.actor`` on every request."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxin.foundation.accounts.queries import actor_for, posts_now
from lianxin.foundation.accounts.sessions import SessionStore
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]
SEE_OTHER = 303
UNATTENDED = "X-Unattended"
"""The header of requests that a page makes by itself, as looking for news."""


def who_asks(request: HttpRequest) -> Actor:
    """Give the person of the session with today's posts, else a citizen without a matter."""
    session = request.session
    if isinstance(session, SessionStore):
        session.unattended = UNATTENDED in request.headers
    person = session.person if isinstance(session, SessionStore) else None
    return citizen("") if person is None else actor_for(person, posts_now(person.pk))


class ActorMiddleware:
    """Sets ``request.actor``, and holds people on the password page until it is changed."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name the actor, then answer; one request sees one tree of units."""
        with units.steady():
            request.actor = who_asks(request)  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponse | None:
        """Send a person with a first password to change it; public pages stay open."""
        session = request.session
        person = session.person if isinstance(session, SessionStore) else None
        if person is None or not person.must_change:
            return None
        if getattr(view, "right", None) in {Right.PUBLIC, None}:
            return None
        here = reverse("password")
        return None if request.path == here else HttpResponseRedirect(here, status=SEE_OTHER)

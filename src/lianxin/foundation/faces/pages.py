"""The frame of every page function: its right, its methods, and what becomes of its errors."""

import functools
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Concatenate, ParamSpec, Protocol, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from lianxin.foundation.faces import drafts, form_token, network
from lianxin.foundation.faces.answers import conflict, fault_page, page_of, problem_page
from lianxin.foundation.faces.asking import Question, ask_first
from lianxin.foundation.faces.faults import problem_of
from lianxin.foundation.faces.tidying import holdable
from lianxin.foundation.kernel.actor import Actor, ActorKind, citizen
from lianxin.foundation.kernel.errors import NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right

__all__ = ["Page", "Question", "actor_of", "ask_first", "conflict", "page", "page_of"]

OPEN_RIGHTS = frozenset({Right.PUBLIC, Right.CITIZEN_ANSWER})
"""Rights that everyone holds, so that no sign-in is asked."""
SIGN_IN = "/sign-in"

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, Parts], HttpResponseBase]


class Page(Protocol[Parts]):
    """A page function with its declared right and methods."""

    right: Right
    methods: tuple[str, ...]

    def __call__(
        self, request: HttpRequest, *args: Parts.args, **kwargs: Parts.kwargs
    ) -> HttpResponseBase:
        """Answer the request."""
        ...


def actor_of(request: HttpRequest) -> Actor:
    """Give who acts: what accounts found, else a citizen nobody knows yet."""
    found = getattr(request, "actor", None)
    return found if isinstance(found, Actor) else citizen("")


def page(
    right: Right, *, methods: Sequence[str] = ("GET",), throttled: bool = True
) -> Callable[[View[Parts]], Page[Parts]]:
    """Declare a page: who may open it, by which methods.

    Errors of the view become pages that keep what was typed. Posts to pages that everyone may
    open are counted per network unless ``throttled`` is false.
    """
    allowed = (*methods, "HEAD") if "GET" in methods else tuple(methods)

    def declare(view: View[Parts]) -> Page[Parts]:
        @functools.wraps(view)
        def framed(
            request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs
        ) -> HttpResponseBase:
            if request.method not in allowed:
                return _not_allowed(request, allowed)
            try:
                _check_address(*args, *kwargs.values())
                return _visit(
                    request,
                    right,
                    lambda: view(request, *args, **kwargs),
                    throttled=throttled,
                )
            except Exception as error:  # noqa: BLE001 - each error has its page, none loses words
                return fault_page(request, error)

        declared = cast(Page[Parts], framed)
        declared.right = right
        declared.methods = tuple(methods)
        return declared

    return declare


def _check_right(actor: Actor, right: Right) -> None:
    if right is not Right.SIGNED_IN and not actor.holds(right):
        raise NoRight("faces.no_right", right=right)


def _check_address(*parts: object) -> None:
    """Take a part that no table can hold as the address of nothing. Raises NotFound."""
    if any(isinstance(part, str) and holdable(part) != part for part in parts):
        raise NotFound("faces.not_found")


def _check_post(request: HttpRequest, *, throttled: bool) -> None:
    if getattr(request, "token_due", False):
        form_token.check(request)
    if throttled:
        network.check_posts(request)


def _visit(
    request: HttpRequest, right: Right, answer: Callable[[], HttpResponseBase], *, throttled: bool
) -> HttpResponseBase:
    is_open = right in OPEN_RIGHTS
    posted = request.method not in form_token.SAFE_METHODS
    if not is_open:
        actor = actor_of(request)
        if actor.kind is not ActorKind.STAFF:
            return _to_sign_in(request)
        _check_right(actor, right)
    if posted:
        _check_post(request, throttled=throttled and is_open)
    response = answer()
    if posted and response.status_code < HTTPStatus.BAD_REQUEST:
        drafts.settle(request, response)
    return response


def _not_allowed(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    problem = problem_of(Refused("faces.method"), posted=False)
    response = problem_page(request, problem)
    response.status_code = HTTPStatus.METHOD_NOT_ALLOWED
    response.headers["Allow"] = ", ".join(allowed)
    return response


def _back(request: HttpRequest) -> str:
    """Give where to go after the sign-in: this page, or the whole page a part belongs to."""
    whole = urlsplit(request.headers.get("HX-Current-URL", ""))
    if request.method == "POST":
        return request.path
    if whole.path.startswith("/"):
        return whole._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a person who is not signed in there; what was typed waits in a draft."""
    posted = request.method == "POST"
    back = _back(request)
    address = f"{SIGN_IN}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response.headers["HX-Redirect"] = address
    else:
        response = HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    fields = drafts.typed(request.POST) if posted else {}
    if fields:
        network.check_posts(request)
        drafts.remember(response, drafts.keep(request.path, fields))
    return response

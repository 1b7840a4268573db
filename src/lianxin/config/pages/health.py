"""Whether this node may serve: asked by whoever balances the load, and by people on duty."""

from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.pages import page
from lianxin.foundation.kernel.rights import Right

PLAIN = "text/plain; charset=utf-8"
READY = "ready"
AWAY = "not ready: the database is away"
WRONG = "not ready: this machine's clock is {seconds:.1f} s off the database's"


def why_not() -> str:
    """Give why this node may not serve, else nothing: its clock is too far off (SECURITY CO4)."""
    try:
        skew = abs(clock.skew())
    except DatabaseError:
        return AWAY
    return WRONG.format(seconds=skew.total_seconds()) if skew > settings.LARGEST_SKEW else ""


@page(Right.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every page gets the request
    """Say that the node is ready, or with status 503 why not; nothing else is told."""
    wrong = why_not()
    status = HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK
    return HttpResponse(f"{wrong or READY}\n", content_type=PLAIN, status=status)

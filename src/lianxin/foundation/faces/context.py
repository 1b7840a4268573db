"""What every template may print: the display, the form token without a cookie, the notices."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lianxin.foundation.faces import display as displays
from lianxin.foundation.faces import form_token
from lianxin.foundation.faces.notices import Notice, pending


class _Pending:
    """The notices of a request, read when a template walks over them."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request."""
        self.request = request

    def __iter__(self) -> Iterator[Notice]:
        """Walk over the notices."""
        return pending(self.request)


def display(request: HttpRequest) -> dict[str, Any]:
    """Give ``display``, ``csrf_token`` (a signed form token) and ``messages``."""
    return {
        "display": displays.of(request),
        "csrf_token": SimpleLazyObject(lambda: form_token.issue(request)),
        "messages": _Pending(request),
    }

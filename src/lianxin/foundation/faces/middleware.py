"""Shows pages as the person chose, and checks that each post came from a page of ours."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from lianxin.foundation.faces import display, form_token
from lianxin.foundation.faces.answers import fault_page
from lianxin.foundation.kernel.errors import Refused

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]
CONTENT_LANGUAGES = {"zh-hans": "zh-CN", "en": "en"}


class DisplayMiddleware:
    """Reads the cookie ``display``, and nothing else of the browser's wishes."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language; the answer says that it varies by cookie."""
        chosen = display.read(request.COOKIES.get(display.COOKIE, ""))
        request.display = chosen  # type: ignore[attr-defined]
        with translation.override(chosen.language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", CONTENT_LANGUAGES[chosen.language])
        patch_vary_headers(response, ["Cookie"])
        return response


class FormTokenMiddleware:
    """Has each post's signed form token checked, which stands in for a cookie (SECURITY AY1).

    A page declared by ``faces.pages.page`` checks it itself and keeps what was typed when it is
    wrong; any other address is refused here. ``csrf_exempt`` views, such as an API, are left.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: what is due is known with the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _arguments: Sequence[Any],
        _names: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        """Mark an act whose page checks the token, or check it here."""
        if not form_token.is_due(request, view):
            return None
        if hasattr(view, "right"):
            request.token_due = True  # type: ignore[attr-defined]
            return None
        try:
            form_token.check(request)
        except Refused as fault:
            return fault_page(request, fault)
        return None

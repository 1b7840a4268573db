"""POST /display, and the pages for errors that no page function met."""

import sys
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from lianxin.foundation.faces import display
from lianxin.foundation.faces.answers import fault_page
from lianxin.foundation.faces.pages import page
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right


def local_path(text: str, *, otherwise: str = "/") -> str:
    """Give an address of this house as it was given, or another in its place."""
    is_local = url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_local and text.startswith("/") else otherwise


@csrf_exempt
@page(Right.PUBLIC, methods=("POST",), throttled=False)
def change_display(request: HttpRequest) -> HttpResponse:
    """Keep the chosen size, contrast, theme or language in the cookie ``display``."""
    chosen = display.of(request).with_choices(request.POST.dict())
    back = local_path(request.POST.get("next", ""))
    response = HttpResponseRedirect(back, status=HTTPStatus.SEE_OTHER)
    display.keep(response, chosen)
    return response


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that could not be read."""
    del exception
    return fault_page(request, BadRequest())


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that was refused outside of any page."""
    del exception
    return fault_page(request, NoRight("faces.refused"))


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that is not there."""
    del exception
    return fault_page(request, Http404())


def handler500(request: HttpRequest) -> HttpResponse:
    """Answer an error outside of any page; its number stands in the log."""
    error = sys.exc_info()[1]
    return fault_page(request, error if isinstance(error, Exception) else RuntimeError())

"""Pages that belong to no room: help, accessibility, and the box that takes a number."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.kernel.ids import parse_number
from lianxin.foundation.kernel.rights import Right


@page(Right.PUBLIC)
def help_page(request: HttpRequest) -> HttpResponse:
    """Say in plain words how to use the pages, and whom to ask."""
    return page_of(request, "help.html")


@page(Right.PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was done for every reader, what is missing, and where to tell it."""
    return page_of(request, "accessibility.html")


@page(Right.MATTERS_READ)
def find(request: HttpRequest) -> HttpResponse:
    """Go to the page of a number, however it was typed; a number alone, never a name."""
    number = parse_number(request.GET.get("number", ""))
    return HttpResponseRedirect(f"/desk/matters/{number}", status=HTTPStatus.SEE_OTHER)

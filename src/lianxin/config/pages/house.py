"""Pages that belong to no room: help and accessibility."""

from django.http import HttpRequest, HttpResponse

from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.kernel.rights import Right


@page(Right.PUBLIC)
def help_page(request: HttpRequest) -> HttpResponse:
    """Say in plain words how to use the pages, and whom to ask."""
    return page_of(request, "help.html")


@page(Right.PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was done for every reader, what is missing, and where to tell it."""
    return page_of(request, "accessibility.html")

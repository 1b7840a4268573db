"""The way back from a matter: to the list one came from, with its filter and its page."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.faces.paging import AFTER, BEFORE

LIST = "list"
REGISTER = "all"
FILTERS = ("tab", "state", "source", "category", "unit")
KEPT = (*FILTERS, AFTER, BEFORE, LIST)


def trail_of(request: HttpRequest, **more: str) -> str:
    """Give the query that leads back, empty or with its question mark."""
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    query = urlencode(kept | more)
    return f"?{query}" if query else ""


def back_of(request: HttpRequest) -> tuple[str, str]:
    """Give the address of the list one came from, and its name."""
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    if kept.pop(LIST, "") != REGISTER:
        address, name = "/desk", _("待办")
    elif kept.get("state") == State.NEW:
        address, name = "/desk/matters", _("分流")
    else:
        address, name = "/desk/matters", _("全部事项")
    return (f"{address}?{urlencode(kept)}" if kept else address), name

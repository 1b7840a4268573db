"""Every address, in two lists with the same nouns: for the public and for the desk.

A room's ``urls`` offers ``public`` and ``desk``, lists of paths; those of the desk stand
under ``/desk/``, the empty one is ``/desk`` itself.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from lianxin.config import pages
from lianxin.foundation.faces import handlers

Addresses = list[URLPattern | URLResolver]


def addresses(list_name: str) -> Addresses:
    """Collect one list of every room that has addresses, in the order of the rooms."""
    found: Addresses = []
    for room in apps.get_app_configs():
        if room.name.startswith("lianxin.") and room.name != "lianxin.config":
            name = f"{room.name}.urls"
            if find_spec(name):
                found += getattr(import_module(name), list_name, [])
    return found


DESK: Addresses = [*addresses("desk"), *pages.desk]
urlpatterns: Addresses = [
    *addresses("public"),
    *pages.public,
    path("desk", include([one for one in DESK if not str(one.pattern)])),
    path("desk/", include([one for one in DESK if str(one.pattern)])),
]
handler400 = handlers.handler400
handler403 = handlers.handler403
handler404 = handlers.handler404
handler500 = handlers.handler500

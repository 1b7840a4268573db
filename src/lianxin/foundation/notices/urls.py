"""Addresses of the room, all of them at the desk."""

from django.urls import URLPattern, URLResolver, path

from lianxin.foundation.notices import pages

desk: list[URLPattern | URLResolver] = [
    path("notices", pages.notices),
    path("notices/read", pages.read),
    path("outbox", pages.outbox),
    path("outbox/try-again", pages.try_again),
]

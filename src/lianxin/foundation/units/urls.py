"""Addresses of the room: units among the settings of the desk."""

from django.urls import URLPattern, URLResolver, path

from lianxin.foundation.units.pages import acts, ending, importing, listing

desk: list[URLPattern | URLResolver] = [
    path("settings/units", listing.units, name="units"),
    path("settings/units/import", importing.bring_in),
    path("settings/units/new", acts.found),
    path("settings/units/<str:code>", listing.unit, name="unit"),
    path("settings/units/<str:code>/rename", acts.rename),
    path("settings/units/<str:code>/rekind", acts.rekind),
    path("settings/units/<str:code>/relocate", acts.relocate),
    path("settings/units/<str:code>/move", acts.move),
    path("settings/units/<str:code>/merge", ending.merge),
    path("settings/units/<str:code>/close", ending.close),
    path("settings/units/<str:code>/split", ending.split),
]

"""Addresses of the room: the calendar among the settings of the desk."""

from django.urls import URLPattern, URLResolver, path

from lianxin.foundation.clock.pages import calendar, load

desk: list[URLPattern | URLResolver] = [
    path("settings/calendar", calendar.calendar, name="calendar"),
    path("settings/calendar/load", load.load),
    path("settings/calendar/load/file", load.load_file),
    path("settings/calendar/<int:number>", calendar.one_year),
]

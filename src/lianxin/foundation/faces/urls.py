"""The address that changes how pages are shown."""

from django.urls import path

from lianxin.foundation.faces.handlers import change_display

public = [path("display", change_display, name="display")]

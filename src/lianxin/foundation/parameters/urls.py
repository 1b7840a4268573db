"""Addresses of the room, all at the desk."""

from django.urls import URLPattern, URLResolver, path

from lianxin.foundation.parameters.pages import acts, listing, single

desk: list[URLPattern | URLResolver] = [
    path("settings/parameters", listing.parameters, name="parameters"),
    path("settings/parameters/<str:key>", single.parameter),
    path("settings/parameters/<str:key>/change", acts.change),
    path("settings/parameters/<str:key>/changes/<int:number>", acts.decision),
    path("settings/parameters/<str:key>/changes/<int:number>/confirm", acts.confirm_change),
    path("settings/parameters/<str:key>/changes/<int:number>/refuse", acts.refuse_change),
    path("settings/parameters/<str:key>/changes/<int:number>/withdraw", acts.withdraw_change),
]

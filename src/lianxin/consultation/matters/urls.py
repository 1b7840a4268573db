"""Addresses of matters, for the public and for the desk."""

from django.urls import path

from lianxin.consultation.matters.pages import (
    confirm,
    contact,
    follow,
    hand_over,
    route_acts,
    routing,
    say,
    verbs,
)
from lianxin.consultation.matters.pages import desk as desk_pages

public = [
    path("", say.say),
    path("say", say.say),
    path("say/text", say.text_code),
    path("say/kept/<str:pass_>", follow.kept),
    path("follow", follow.follow),
    path("follow/resend", follow.resend),
    path("follow/supplement", follow.supplement),
    path("follow/withdraw", follow.withdraw),
    path("follow/confirm", follow.confirm_by_code),
    path("follow/photos/<str:pass_>/<int:ordinal>", follow.photo),
    path("confirm/<str:token>", confirm.confirm),
    path("confirm/<str:token>/rate", confirm.rate),
    path("confirm/<str:token>/photos/<int:ordinal>", confirm.photo),
]

desk = [
    path("", desk_pages.inbox),
    path("news", desk_pages.news),
    path("matters", desk_pages.matters),
    path("matters/new", desk_pages.take_down),
    path("matters/<str:number>", desk_pages.matter),
    path("matters/<str:number>/as-citizen", desk_pages.as_citizen),
    path("matters/<str:number>/photos/<int:ordinal>", desk_pages.photo),
    path("matters/<str:number>/telephone", contact.reason),
    path("matters/<str:number>/telephone/<uuid:reading>", contact.opened),
    path("matters/<str:number>/<str:name>", verbs.verb),
    path("settings/routes", routing.routes),
    path("settings/routes/dry-run", routing.dry_run),
    path("settings/routes/versions/<int:version>", routing.old_version),
    path("settings/routes/versions/<int:version>/take-back", route_acts.take_back),
    path("settings/routes/draft", routing.draft),
    path("settings/routes/draft/begin", route_acts.begin),
    path("settings/routes/draft/new", route_acts.new_rule),
    path("settings/routes/draft/in-force", route_acts.enforce),
    path("settings/routes/draft/discard", route_acts.discard),
    path("settings/routes/draft/<int:position>", route_acts.edit_rule),
    path("settings/routes/draft/<int:position>/up", route_acts.move_up),
    path("settings/routes/draft/<int:position>/down", route_acts.move_down),
    path("settings/routes/draft/<int:position>/remove", route_acts.remove_rule),
    path("settings/units/<str:code>/hand-over", hand_over.unit),
    path("settings/people/<str:login>/hand-over", hand_over.person),
]

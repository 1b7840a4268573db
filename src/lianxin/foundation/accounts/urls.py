"""Addresses of the room: signing in for everybody, people at the desk."""

from django.urls import URLPattern, URLResolver, path

from lianxin.foundation.accounts.pages import (
    acts,
    factors,
    incident,
    leaving,
    people,
    posts,
    sessions,
    signing,
)

public: list[URLPattern | URLResolver] = [
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-in/factor", factors.prove),
    path("sign-in/set-up", factors.set_up),
    path("sign-out", signing.sign_out, name="sign-out"),
    path("reset", signing.reset, name="reset"),
]
desk: list[URLPattern | URLResolver] = [
    path("settings/password", signing.password, name="password"),
    path("settings/sessions", sessions.shown),
    path("settings/sessions/end-others", sessions.end_others),
    path("settings/sessions/<uuid:ref>/end", sessions.end),
    path("settings/factor", factors.factor),
    path("settings/factor/<uuid:ref>/remove", factors.remove),
    path("settings/factor/recovery", factors.recovery),
    path("settings/incident", incident.incident),
    path("settings/incident/cut-off", incident.cut_off),
    path("settings/incident/freeze", incident.freeze),
    path("settings/incident/thaw", incident.thaw),
    path("settings/incident/look-up", incident.look_up),
    path("settings/people", people.people, name="people"),
    path("settings/people/new", acts.new),
    path("settings/people/posts", posts.posts),
    path("settings/people/posts/<uuid:ref>/confirm", posts.confirm_post),
    path("settings/people/posts/<uuid:ref>/refuse", posts.refuse_post),
    path("settings/people/posts/<uuid:ref>/withdraw", posts.withdraw_post),
    path("settings/people/<str:login>", people.person),
    path("settings/people/<str:login>/post", acts.grant),
    path("settings/people/<str:login>/end-post", acts.end_post),
    path("settings/people/<str:login>/acting", leaving.acting),
    path("settings/people/<str:login>/move", leaving.move),
    path("settings/people/<str:login>/leave", leaving.leave),
    path("settings/people/<str:login>/building", leaving.building),
    path("settings/people/<str:login>/building/<uuid:ref>/end", leaving.end_building),
    path("settings/people/<str:login>/factor", acts.lose_factor),
    path("settings/people/<str:login>/rename", acts.rename),
    path("settings/people/<str:login>/reset", acts.reset_password),
    path("settings/people/<str:login>/reopen", acts.reopen),
    path("settings/people/<str:login>/close", acts.close),
    path("settings/people/<str:login>/end-sessions", acts.end_sessions),
]

"""Addresses of matters, for the public and for the desk."""

from django.urls import path

from lianxin.consultation.matters.pages import confirm, follow, say

public = [
    path("", say.say),
    path("say", say.say),
    path("say/text", say.text_code),
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

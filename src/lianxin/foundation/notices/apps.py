"""Names the room to Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room ``notices``."""

    name = "lianxin.foundation.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

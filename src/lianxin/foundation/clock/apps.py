"""Names the room to Django."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """The room ``clock``."""

    name = "lianxin.foundation.clock"
    label = "clock"
    default_auto_field = "django.db.models.BigAutoField"

"""Names the room to Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The room ``units``."""

    name = "lianxin.foundation.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"

"""Names the room to Django."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """The room ``parameters``."""

    name = "lianxin.foundation.parameters"
    label = "parameters"
    default_auto_field = "django.db.models.BigAutoField"

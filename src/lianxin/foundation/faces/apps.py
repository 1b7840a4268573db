"""Names the room to Django."""

from django.apps import AppConfig


class FacesConfig(AppConfig):
    """The room ``faces``."""

    name = "lianxin.foundation.faces"
    label = "faces"
    default_auto_field = "django.db.models.BigAutoField"

"""Names the room to Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room ``files``."""

    name = "lianxin.foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

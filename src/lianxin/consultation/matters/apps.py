"""Names the room to Django."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The room ``matters``."""

    name = "lianxin.consultation.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"

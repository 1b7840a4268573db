"""Names the room to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room ``audit``."""

    name = "lianxin.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

"""Names the room to Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The room ``vault``."""

    name = "lianxin.foundation.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

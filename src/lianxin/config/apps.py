"""Names the house to Django and loads each room's words."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    """Settings, components and navigation."""

    name = "lianxin.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sentences of every room."""
        autodiscover_modules("words")

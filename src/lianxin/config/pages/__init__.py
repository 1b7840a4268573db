"""Pages of the whole house: help, accessibility, the gallery."""

from django.urls import path

from lianxin.config.pages.gallery import gallery
from lianxin.config.pages.house import accessibility, help_page

__all__ = ["desk", "public"]

public = [
    path("help", help_page, name="help"),
    path("accessibility", accessibility, name="accessibility"),
]
desk = [path("gallery", gallery, name="gallery")]

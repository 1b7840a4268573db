"""Pages of the whole house: help, accessibility, the audit, settings, jobs, the gallery."""

from django.urls import path

from lianxin.config.pages.audit import audit_page
from lianxin.config.pages.gallery import gallery
from lianxin.config.pages.health import health
from lianxin.config.pages.house import accessibility, help_page
from lianxin.config.pages.jobs import jobs_page, run, try_again
from lianxin.config.pages.settings import settings_page

__all__ = ["desk", "public"]

public = [
    path("help", help_page, name="help"),
    path("accessibility", accessibility, name="accessibility"),
    path("healthz", health, name="health"),
]
desk = [
    path("audit", audit_page, name="audit"),
    path("gallery", gallery, name="gallery"),
    path("settings", settings_page, name="settings"),
    path("settings/jobs", jobs_page, name="jobs"),
    path("settings/jobs/<str:job>/run", run),
    path("settings/jobs/failed/<int:number>/try-again", try_again),
]

"""The small site, its limits and its templates."""

import copy
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from lianxin.foundation.faces import network
from tests.foundation.faces import site

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lianxin.foundation.faces.middleware.DisplayMiddleware",
    "lianxin.foundation.faces.middleware.FormTokenMiddleware",
    "tests.foundation.faces.site.signing",
    "django.contrib.messages.middleware.MessageMiddleware",
]


@pytest.fixture(autouse=True)
def small_site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the small site, with the house's own templates."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates", *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
    settings.MIDDLEWARE = MIDDLEWARE
    settings.ROOT_URLCONF = "tests.foundation.faces.site"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.LIMITS = "tests.foundation.faces.site.number"
    settings.WEB_PROCESSES = 1
    settings.OFFICE_PHONE = "0472-5100000"
    monkeypatch.setattr(site, "LIMITS", dict(site.LIMITS))
    network.POSTS.forget()


@pytest.fixture
def visitor() -> Client:
    """Give a browser without sign-in, whose posts need a token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def clerk() -> Client:
    """Give a browser of staff who may write notes."""
    return Client(enforce_csrf_checks=True, headers={"X-Rights": "matters.note"})

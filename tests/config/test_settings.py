"""The index of settings: what one may open, nothing else, and the way back from each."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import get_resolver, resolve

from lianxin.config.pages import settings
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority
from lianxin.foundation.kernel.rights import Right


def actor(*rights: Right) -> Actor:
    """Give a member of staff who holds these rights."""
    held = FixedAuthority(frozenset(rights))
    return Actor(id="staff:x", name="王芳", kind=ActorKind.STAFF, authority=held)


def asked(path: str) -> HttpRequest:
    """Give a request for a page."""
    return RequestFactory().get(path)


def listed(*rights: Right) -> list[str]:
    """Give the addresses that somebody with these rights finds."""
    return [one.href for group in settings.open_to(actor(*rights)) for one in group.settings]


def addresses() -> set[str]:
    """Give every address under the settings that needs no code in it."""
    desk = [one for one in get_resolver().url_patterns if str(one.pattern) == "desk/"]
    paths = {f"/desk/{one.pattern}" for group in desk for one in group.url_patterns}  # type: ignore[union-attr]
    return {path for path in paths if path.startswith(settings.ADDRESS) and "<" not in path}


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_only_what_one_may_open_is_listed(role: object) -> None:
    rights = ROLES[role.code].rights  # type: ignore[attr-defined]
    found = listed(*rights)
    assert f"{settings.ADDRESS}/password" in found
    assert all(resolve(href).func.right in rights for href in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "href", [one.href for group in settings.GROUPS for one in group.settings], ids=str
)
def test_each_setting_has_a_page_that_declares_a_right(href: str) -> None:
    right = resolve(href).func.right  # type: ignore[attr-defined]
    assert isinstance(right, Right)
    assert settings.right_at(href) is right
    assert href in listed(right)
    assert any(right in role.rights for role in ROLES.values())


def test_each_first_page_of_the_settings_is_listed_or_lies_under_one() -> None:
    known = [one.href for group in settings.GROUPS for one in group.settings]
    lost = {
        path
        for path in addresses() - {settings.ADDRESS}
        if not any(path == href or path.startswith(f"{href}/") for href in known)
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/desk/settings", []),
        ("/desk/settings/people", ["/desk/settings"]),
        ("/desk/settings/people/zhian", ["/desk/settings", "/desk/settings/people"]),
        ("/desk/outbox", ["/desk/settings"]),
        ("/desk/matters/2103-0481", []),
    ],
)
def test_the_way_back_leads_over_the_index(path: str, above: list[str]) -> None:
    assert [crumb.href for crumb in settings.crumbs(asked(path))] == above

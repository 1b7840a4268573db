"""Every component: shown in the gallery, safe under the content policy, readable in every look."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from lianxin.config import navigation
from lianxin.config.pages.gallery import gallery
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.faces.pages import actor_of
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority
from lianxin.foundation.kernel.rights import Right

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "src" / "lianxin" / "config" / "templates"
STYLES = ROOT / "client" / "styles"
LOOKS = ("waiting", "moving", "risk", "late", "solved", "ended")
GROUNDS = ("ground", "surface")
TEXT_PAIRS = [
    *[(name, ground) for name in ("text", "muted", "link", "link-hover") for ground in GROUNDS],
    *[("text", ground) for ground in ("sunken", "soft", "soft-hover", "late-tint", "risk-tint")],
    *[("waiting", ground) for ground in ("sunken", "soft", "soft-hover")],
    *[("soft-text", ground) for ground in ("soft", "soft-hover", "surface", "sunken")],
    ("button-text", "button"),
    ("button-text", "button-hover"),
    ("warning-text", "warning"),
    ("warning-text", "warning-hover"),
    ("error", "surface"),
    ("error", "late-tint"),
    ("surface", "link"),
    ("surface", "text"),
    ("focus-edge", "focus"),
    *[(look, ground) for look in LOOKS for ground in (f"{look}-tint", *GROUNDS)],
]
SHAPE_PAIRS = [(name, ground) for name in ("field", "accent") for ground in GROUNDS]


def asked(path: str = "/desk/gallery", *rights: Right) -> HttpRequest:
    """Give the request of a member of staff who holds every right, or these."""
    request = RequestFactory().get(path)
    held = FixedAuthority(frozenset(rights or Right))
    request.actor = Actor(id="staff:x", name="王芳", kind=ActorKind.STAFF, authority=held)  # type: ignore[attr-defined]
    return request


def html(request: HttpRequest) -> str:
    """Give the gallery's text for a request."""
    answer = gallery(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.fixture
def shown(db: None) -> str:  # noqa: ARG001 - the footer names the bureau
    """Give the gallery's HTML."""
    return html(asked())


def colors(look: str) -> dict[str, str]:
    """Read the colors of one look from the sheet."""
    sheet = (STYLES / "_tokens.scss").read_text(encoding="utf-8")
    found = re.search(rf"@mixin {look} \{{(.*?)\n\}}", sheet, re.DOTALL)
    assert found
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found.group(1)))


def luminance(color: str) -> float:
    """Give the relative luminance of a color (WCAG 2.2)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colors, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_contrast(look: str) -> None:
    named = colors(look)
    low = [(a, b) for a, b in TEXT_PAIRS if contrast(named[a], named[b]) < 7]
    low += [(a, b) for a, b in SHAPE_PAIRS if contrast(named[a], named[b]) < 3]
    assert not low


def test_green_is_only_the_citizens_word() -> None:
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in STYLES.rglob("_*.scss")}
    named = {name for name, text in sheets.items() if "solved" in text}
    assert named <= {"_tokens", "_state_badge", "_clock_badge", "_timeline"}


def test_every_component_is_used_and_styled() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")}
    documented = (ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    for path in (TEMPLATES / "cotton").glob("*.html"):
        tag = f"<c-{path.stem.replace('_', '-')}"
        users = [text for other, text in texts.items() if other != path]
        assert any(tag in text or f"cotton/{path.name}" in text for text in users) or (
            tag in documented
        ), path.name
    entries = "".join(path.read_text(encoding="utf-8") for path in STYLES.glob("[a-z]*.scss"))
    for path in (STYLES / "components").glob("_*.scss"):
        assert f'"components/{path.stem[1:]}"' in entries, path.name


def test_gallery_keeps_the_content_policy(shown: str) -> None:
    assert not re.search(r"<[^>]+\s(style|on\w+|hx-on[\w:-]*)=", shown)
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)
    assert "data:" not in shown
    assert "<style" not in shown


def test_gallery_names_everything_once(shown: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', shown))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(re.findall(r'\sfor="([^"]+)"', shown)) <= set(ids)
    for names in re.findall(r'\saria-(?:labelledby|describedby)="([^"]+)"', shown):
        assert set(names.split()) <= set(ids)


def test_gallery_speaks_english(db: None) -> None:  # noqa: ARG001 - the footer names the bureau
    with override("en"):
        text = html(asked())
    assert 'lang="en"' in text
    assert "Find by number" in text
    assert "按编号查找" not in text


def test_sheets_hold_no_foreign_address() -> None:
    built = ROOT / "src" / "lianxin" / "config" / "static" / "dist"
    for path in [*built.glob("*.css"), *built.glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text
        assert path.suffix != ".css" or "url(" not in text


def test_navigation_leads_to_pages_one_may_open() -> None:
    for place in (*navigation.PUBLIC, *navigation.DESK):
        asks = getattr(resolve(place.href.split("?")[0]).func, "right", None)
        shown_to = [role for role in ROLES.values() if place.right in role.rights]
        assert all(asks in role.rights for role in shown_to), place.href
        assert (TEMPLATES / "icons" / f"{place.icon}.svg").is_file()


def test_navigation_shows_what_one_has_a_right_to() -> None:
    request = asked("/desk/matters/2103-0481", Right.MATTERS_READ, Right.SIGNED_IN)
    listed = navigation.links(navigation.DESK, request, actor_of(request))
    assert [link.href for link in listed] == ["/desk", "/desk/matters", "/desk/settings"]
    assert [link.current for link in listed] == [False, True, False]


def test_the_bar_of_a_phone_stays_short() -> None:
    for role in ROLES.values():
        request = asked("/desk", *role.rights)
        listed = navigation.links(navigation.DESK, request, actor_of(request))
        assert 1 <= sum(link.bar for link in listed) <= 3, role.code


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("/desk", "/desk"),
        ("/desk?part=late", "/desk"),
        ("/desk/matters/2103-0481", "/desk/matters"),
        ("/desk/matters?state=new&unit=order", "/desk/matters?state=new"),
        ("/desk/matters/new", "/desk/matters/new"),
        ("/desk/settings/people/zhian", "/desk/settings"),
        ("/desk/outbox?state=sent", "/desk/settings"),
    ],
)
def test_navigation_marks_the_nearest_place(path: str, href: str) -> None:
    here = navigation.current(navigation.DESK, asked(path))
    assert here
    assert here.href == href


def test_a_page_outside_every_place_marks_none() -> None:
    assert navigation.current(navigation.DESK, asked("/desk/notices")) is None

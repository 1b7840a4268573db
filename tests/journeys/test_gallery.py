"""The gallery in a real browser: axe, targets, no sideways scroll, in every look and width."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils.translation import override
from playwright.sync_api import Page, Route

from lianxin.config.middleware import HEADERS
from lianxin.foundation.faces.display import Display
from tests.config.test_components import asked, html

STATIC = Path(__file__).resolve().parent.parent.parent / "src" / "lianxin" / "config" / "static"
ADDRESS = "https://gallery.test/desk/gallery"
NORMS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    (Display(theme="light"), 1280, 24),
    (Display(theme="light"), 360, 44),
    (Display(theme="dark", language="en"), 1280, 24),
    (Display(theme="dark"), 360, 44),
    (Display(theme="light", contrast="high"), 1280, 24),
    (Display(theme="light", contrast="high", language="en"), 320, 44),
    (Display(theme="light", size="large"), 1280, 60),
    (Display(theme="light", size="larger"), 320, 60),
]
SMALL = """least => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter(part => part.checkVisibility() && !part.closest("p, dd, .visually-hidden, .skip-link"))
  .map(part => part.closest(".choices__item, .worklist__tick") ?? part)
  .filter(part => !part.matches(".worklist__link, .evidence__picture, .letter__open"))
  .filter(part => part.getBoundingClientRect().height < least - 0.5 || part.offsetWidth < 24)
  .map(part => part.outerHTML.slice(0, 120))"""


def serve(page: Page, display: Display) -> list[str]:
    """Answer the browser from here, under the real headers; give what the console complains of."""
    request = asked()
    request.display = display  # type: ignore[attr-defined]
    with override(display.language):
        text = html(request)

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            route.fulfill(path=STATIC / path.removeprefix("/static/"), content_type=kind)
        else:
            route.fulfill(body=text, headers={**HEADERS, "Content-Type": "text/html"})

    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", answer)
    return complaints


@pytest.mark.django_db
@pytest.mark.parametrize(("display", "width", "least"), LOOKS)
def test_gallery(page: Page, axe_script: str, display: Display, width: int, least: int) -> None:
    complaints = serve(page, display)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(ADDRESS)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe_script)
    found = page.evaluate("norms => axe.run(document, {runOnly: norms})", NORMS)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
    assert page.evaluate(SMALL, least) == []
    assert complaints == []


@pytest.mark.django_db
def test_keys_of_the_worklist(page: Page) -> None:
    serve(page, Display(theme="light"))
    page.goto(ADDRESS)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.closest('tr').id") == "row-2103-0502"
    assert page.locator("#row-2103-0502 input").is_checked()
    page.keyboard.press("/")
    page.keyboard.type("jx?")
    assert page.locator("#look-up").input_value() == "jx?"
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()
    page.locator("[data-shortcuts-toggle]").click()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()


@pytest.mark.django_db
def test_errors_take_the_focus_and_uploads_speak_our_language(page: Page) -> None:
    serve(page, Display(theme="light"))
    page.goto(ADDRESS)
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    page.locator("[data-error-summary] a").first.click()
    assert page.evaluate("document.activeElement.name") == "telephone"
    upload = page.locator("#form .govuk-file-upload-button")
    assert "还没有选" in upload.inner_text()
    page.locator("#form input[type=file]").set_input_files(STATIC / "icons" / "lianxin.svg")
    assert "lianxin.svg" in upload.inner_text()

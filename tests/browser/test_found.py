"""The browser that was found starts, shows Chinese letters and knows no outside."""

from playwright.sync_api import Page


def test_shows_letters(page: Page) -> None:
    page.set_content("<h1>连心桥</h1>")
    assert page.inner_text("h1") == "连心桥"
    width = page.evaluate("document.querySelector('h1').getBoundingClientRect().height")
    assert width > 0

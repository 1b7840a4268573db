"""A person at a page: every press and key is counted, and what is on the page is judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

NORMS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ["target-size", "scrollable-region-focusable"]
COLORS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
PHONE, DESK, NARROW = 360, 1280, 320
LEAST = {PHONE: 44, DESK: 24}
"""Targets in pixels, by the width of the window (UI section 7)."""
LARGE, HIGH = 60, 10_000
LOOKS = {"dark": "mode-dark", "contrast": "contrast-high"}
EXPECTED = "Failed to load resource: the server responded with a status of 4"
"""What the browser says of a page that tells of a fault."""
SMALL = """least => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter(part => part.checkVisibility() && part.type !== "hidden")
  .filter(part => !part.closest("p, dd, .visually-hidden, .skip-link, .govuk-list"))
  .map(part => part.closest(".choices__item, .worklist__tick") ?? part)
  .filter(part => !part.matches(".worklist__link, .evidence__picture, .desk-header__brand"))
  .filter(part => part.getBoundingClientRect().height < least - 0.5 || part.offsetWidth < 24)
  .map(part => part.outerHTML.slice(0, 120))"""


@dataclass
class Hand:
    """One person with one window; ``taps`` counts presses, ``keys`` single keys."""

    page: Page
    origin: str
    axe: str
    judged: set[tuple[str, int]]
    touch: bool
    script: bool = True
    taps: int = 0
    keys: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what the browser complains of, the content policy included."""
        self.page.on("console", lambda said: self._heard(said.text, said.type))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, text: str, kind: str) -> None:
        if kind == "error" and not text.startswith(EXPECTED):
            self.complaints.append(text)

    @property
    def width(self) -> int:
        """Give the width of the window."""
        size = self.page.viewport_size
        return size["width"] if size else 0

    def open(self, path: str) -> None:
        """Open an address; a scanned or typed one is no press."""
        self.page.goto(path if path.startswith("http") else f"{self.origin}{path}")

    def press(self, target: Locator | str) -> None:
        """Press a button, a link or a label."""
        found = self.named(target) if isinstance(target, str) else target
        self.taps += 1
        if self.touch:
            found.tap()
        else:
            found.click()

    def named(self, words: str) -> Locator:
        """Give the button or link of these words in the page's main part."""
        main = self.page.locator("main")
        either = main.get_by_role("button", name=words, exact=True).or_(
            main.get_by_role("link", name=words, exact=True)
        )
        return either.first

    def pick(self, words: str) -> None:
        """Press the choice of these words."""
        self.press(self.page.locator(".choices__label", has_text=words).first)

    def write(self, label: str, words: str) -> None:
        """Press into a field and write; the letters are not counted."""
        found = self.page.get_by_label(label).first
        self.press(found)
        found.fill(words)

    def type_key(self, *names: str) -> None:
        """Press single keys."""
        for name in names:
            self.keys += 1
            self.page.keyboard.press(name)

    def sees(self, *words: str) -> None:
        """Check that the words stand on the page."""
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def sees_not(self, *words: str) -> None:
        """Check that the words do not stand on the page."""
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def heading(self, words: str) -> None:
        """Check the page's one heading."""
        expect(self.page.locator("h1")).to_have_count(1)
        expect(self.page.locator("h1")).to_contain_text(words)

    @contextmanager
    def counts(self, *, taps: int | None = None, keys: int | None = None) -> Iterator[None]:
        """Check how many presses or keys a thing took."""
        self.taps = self.keys = 0
        yield
        assert taps is None or self.taps == taps, self.taps
        assert keys is None or self.keys == keys, self.keys

    def judge(self, name: str) -> None:
        """Judge the page in every look, the first time a page of the name is met at a width.

        Where the browser runs no script, axe cannot either: the same page is judged elsewhere.
        """
        assert self.complaints == [], name
        if not self.script or (name, self.width) in self.judged:
            return
        self.judged.add((name, self.width))
        with self._sized(self.width):
            faults = [
                *self._axe(NORMS, tags=True),
                *(fault for look in LOOKS.values() for fault in self._in(look)),
                *self._small(LEAST[self.width]),
            ]
        with self._sized(NARROW):
            faults += self._narrow()
        assert faults == [], f"{name} at {self.width}: {faults}"

    def _axe(self, asked: list[str], *, tags: bool) -> list[object]:
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(self.axe)
        kind = "tag" if tags else "rule"
        found = self.page.evaluate(
            """only => axe.run(document, {
              runOnly: only, resultTypes: ["violations"], preload: false, iframes: false})""",
            {"type": kind, "values": asked},
        )
        return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found["violations"]]

    @contextmanager
    def _looking(self, look: str) -> Iterator[None]:
        switch = "look => document.documentElement.classList.toggle(look)"
        self.page.evaluate(switch, look)
        yield
        self.page.evaluate(switch, look)

    def _in(self, look: str) -> list[object]:
        with self._looking(look):
            return [(look, fault) for fault in self._axe(COLORS, tags=False)]

    def _small(self, least: int) -> list[object]:
        return [("small", least, part) for part in self.page.evaluate(SMALL, least)]

    @contextmanager
    def _sized(self, width: int) -> Iterator[None]:
        """Have a window so high that its bottom bar lies over nothing."""
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": width, "height": HIGH})
        yield
        if size:
            self.page.set_viewport_size(size)

    def _narrow(self) -> list[object]:
        """Judge the narrowest window, with letters as they are and large."""
        faults = self._sideways()
        with self._looking("size-large"):
            return [
                *faults,
                *self._sideways(),
                *self._small(LARGE),
                *self._axe(SIZES, tags=False),
            ]

    def _sideways(self) -> list[object]:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        return [("sideways", wide)] if wide > NARROW else []

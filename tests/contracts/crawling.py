"""Opens all pages that can be reached, link by link."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.test import Client

from tests.contracts.reaching import Answer, pattern_of

PAGE_MARK = re.compile(r"\b((?:after|before)=)[^&]+")
ALIKE = 8
"""How many pages of one address pattern a crawl opens beside those to begin with."""


def body_of(answer: Answer) -> bytes:
    """Give the whole body; a file that it comes from is closed at its end."""
    return b"".join(answer) if answer.streaming else answer.content


class Targets(HTMLParser):
    """Every address of this house that a page names."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag leads to."""
        del tag
        for name, value in attrs:
            is_place = name in {"href", "src", "action", "hx-get", "hx-post"}
            if is_place and value and value.startswith("/") and not value.startswith("/static/"):
                self.found.add(value.partition("#")[0])


def targets_of(answer: Answer, body: str) -> set[str]:
    """Give where an answer leads to."""
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        targets = Targets()
        targets.feed(body)
        return targets.found
    return {answer.headers["Location"]} if answer.status_code in {302, 303} else set()


def place_of(path: str) -> str:
    """Give an address without the mark of a list's page, which is another in every link."""
    return PAGE_MARK.sub(r"\1", path)


class Frontier:
    """The addresses that wait, each place once, and few of those that one pattern makes."""

    def __init__(self, start: Iterable[str]) -> None:
        """Begin with some addresses, all of which are opened."""
        self.waiting = {place_of(path): path for path in sorted(start)}
        self.known = set(self.waiting)
        self.alike: Counter[str] = Counter()

    def add(self, found: Iterable[str]) -> None:
        """Take what is new, up to so many of a kind."""
        for path in sorted(found):
            place, pattern = place_of(path), pattern_of(path)
            if place not in self.known and self.alike[pattern] < ALIKE:
                self.alike[pattern] += 1
                self.known.add(place)
                self.waiting[place] = path


def crawl(client: Client, start: set[str]) -> Iterator[tuple[str, Answer, str]]:
    """Open every kind of page that can be reached, by GET; give its address, the answer, its body.

    Of a list the first pages are enough: one on, one back. Of pages that one address pattern
    makes, as of two hundred parameters, a few are opened beside those to begin with.
    """
    frontier = Frontier(start)
    while frontier.waiting:
        _place, path = frontier.waiting.popitem()
        answer = client.get(path)
        body = body_of(answer).decode(errors="replace")
        yield path, answer, body
        frontier.add(targets_of(answer, body))

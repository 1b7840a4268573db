"""Reads a form out of a page as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol


class Answer(Protocol):
    """A response with a body."""

    @property
    def content(self) -> bytes:
        """Give the body."""
        ...


@dataclass
class Fields(HTMLParser):
    """The fields of the page's last form that is not the display switches'."""

    values: dict[str, list[str]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    area: str = ""
    inside: bool = False

    def __post_init__(self) -> None:
        """Set the parser up."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action") not in {"/display", "/desk/find", "/sign-out"}
        if self.inside and tag == "textarea":
            self.area = given["name"]
            self.values.setdefault(self.area, [""])
        if self.inside and tag == "input" and given.get("type") not in {"checkbox", "radio"}:
            self.values.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area."""
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.text.append(data)
        if self.area:
            self.values[self.area][-1] += data.removeprefix("\n")


def fields_of(response: Answer) -> dict[str, list[str]]:
    """Give what the page's form would send."""
    reader = Fields()
    reader.feed(response.content.decode())
    return {name: values for name, values in reader.values.items() if name != "photos"}


def words_of(response: Answer) -> str:
    """Give what the page says, blanks made one."""
    reader = Fields()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.text).split())

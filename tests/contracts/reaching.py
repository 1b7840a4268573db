"""Reads the forms out of pages, as a browser would, whatever page they stand on."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.test import Client
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer = _MonkeyPatchedWSGIResponse
else:
    Answer = Any
URLENCODED = "application/x-www-form-urlencoded"
ALWAYS = {"/display", "/sign-out"}
"""Forms of the frame that every page carries."""
Fields = dict[str, list[str]]


def pattern_of(path: str) -> str:
    """Give the pattern of an address, each verb by its name: what its pages have in common."""
    place = path.partition("?")[0]
    try:
        found = resolve(place)
    except Resolver404:
        return place
    return found.route.replace("<str:name>", str(found.kwargs.get("name", "")))


@dataclass
class Form:
    """A form: where it goes, what it would send, which fields a person sees."""

    action: str
    method: str = "get"
    values: Fields = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    secret: set[str] = field(default_factory=set)
    visible: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, tuple[str, ...]]:
        """Give what two forms of the same kind have in common."""
        return pattern_of(self.action), tuple(sorted(self.values))

    def show(self, name: str, value: str) -> None:
        """Note a field that a person sees, with what stands in it."""
        if name not in self.visible:
            self.visible.append(name)
        self.values.setdefault(name, [])
        if value:
            self.values[name] = [value]


class Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self, path: str) -> None:
        """Start on a page without forms; a form without an action goes to its page."""
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.forms.append(Form(given.get("action") or self.path, method))
        if not self.forms:
            return
        form = self.forms[-1]
        if tag in {"textarea", "select"}:
            form.show(given["name"], "")
            self.area = given["name"] if tag == "textarea" else ""
            self.select = given["name"] if tag == "select" else ""
        elif tag == "option" and self.select and not form.values[self.select]:
            form.show(self.select, given.get("value", ""))
        elif tag in {"input", "button"} and given.get("name"):
            self._input(form, given)

    def _input(self, form: Form, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if kind == "hidden":
            form.hidden.add(name)
            form.values.setdefault(name, []).append(given.get("value", ""))
        elif kind == "password":
            form.secret.add(name)
            form.show(name, "")
        elif kind != "file":
            form.show(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a field."""
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        """Take the words that stand in a text area."""
        if self.area and data.strip():
            self.forms[-1].show(self.area, data.strip("\n"))


def forms_of(answer: Answer, path: str) -> list[Form]:
    """Give the forms that a page posts, without those of its frame."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    reader = Reader(path)
    reader.feed(answer.content.decode())
    return [form for form in reader.forms if form.method == "post" and form.action not in ALWAYS]


def body_of(fields: Fields) -> bytes:
    """Write fields as a browser sends them; lone surrogates go as three bytes each."""

    def written(text: str) -> str:
        return quote(text.encode("utf-8", "surrogatepass"), safe="")

    return "&".join(
        f"{written(name)}={written(value)}" for name, values in fields.items() for value in values
    ).encode()


def send(client: Client, path: str, fields: Fields) -> Answer:
    """Post fields."""
    return client.generic("POST", path, body_of(fields), content_type=URLENCODED)

"""With the display in English no Chinese stays on any page but what people and units wrote."""

import re
from html.parser import HTMLParser
from itertools import chain
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from lianxin.consultation.matters.models import Matter, Wording
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.faces import network
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import text_of
from lianxin.foundation.parameters.models import Value
from lianxin.foundation.units.queries import directory
from tests.contracts import world
from tests.contracts.crawling import body_of, crawl
from tests.contracts.test_objects import PLAIN, cases
from tests.contracts.world import Life, signed_in

CHINESE = re.compile("[\u3400-\u9fff\uff01-\uff1e\u3001\u3002\u300c\u300d]+")
LINK = re.compile(r"https?://\S+")
ENGLISH = "normal.normal.system.en"
OWN_NAMES = ("连心桥", "简体中文", "中文")
"""The name of the house, and the names of languages in themselves."""
AS_TYPED = ("上班", "文号不详", "国庆节", "和平小区 3 号楼")
"""Words that a person types as they are: they are read, not shown."""
SPOKEN = {"title", "alt", "placeholder", "aria-label", "content", "value", "label"}
WHO = ("", *world.NEAR.values())


class Speech(HTMLParser):
    """Everything that a page says: its text and the attributes that are read out."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__()
        self.said: list[str] = []
        self.foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes; what is marked as Chinese may be."""
        chinese = (dict(attrs).get("lang") or "").startswith("zh")
        if (chinese or self.foreign) and tag not in {"input", "br", "img"}:
            self.foreign += 1
        if not self.foreign:
            self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave what is marked as Chinese."""
        if self.foreign and tag:
            self.foreign -= 1

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if not self.foreign and data.strip():
            self.said.append(data)


def data_words() -> list[str]:
    """Give every word that people wrote, sources that parameters cite, and what was sent out."""
    found = {
        *(unit.name for unit in directory().all()),
        *Person.objects.values_list("name", flat=True),
        *Wording.objects.values_list("body", flat=True),
        *world.CANARIES.values(),
        *OWN_NAMES,
        *AS_TYPED,
        *chain.from_iterable(Notice.objects.values_list("title", "number")),
        *Day.objects.values_list("name", flat=True),
        *Matter.objects.values_list("subject", flat=True),
        *Matter.objects.values_list("place", flat=True),
        *Value.objects.values_list("source", flat=True),
    }
    found |= {text_of(message) for message in Message.objects.all()}
    parts = {part for words in found for part in LINK.split(words)}
    return sorted(found | parts, key=len, reverse=True)


def rest(body: str, known: list[str]) -> list[str]:
    """Give the Chinese of a page that nobody wrote."""
    speech = Speech()
    speech.feed(body)
    left = []
    for line in speech.said:
        for words in known:
            line = line.replace(words, "")  # noqa: PLW2901 - what is left of it
        left += CHINESE.findall(line)
    return left


@pytest.mark.parametrize("who", WHO)
def test_no_page_keeps_chinese_of_the_interface(who: str, near: Life, far: Life) -> None:
    client = signed_in(who) if who else Client()
    client.cookies["display"] = ENGLISH
    known = data_words()
    at = {objects.inside for _, objects in cases(near, far)} if who else set()
    start = (PLAIN - {"/sign-out", "/desk/gallery"}) | at | {f"/confirm/{near.link}", "/nowhere"}
    found: dict[str, list[str]] = {}
    for path, _answer, body in crawl(client, start):
        if body.lstrip().startswith("<") and not path.startswith("/desk/gallery"):
            chinese = rest(body, known)
            if chinese:
                found[path] = sorted(set(chinese))
    assert not found, found


POSTS = {
    "/say": {"words": "", "telephone": "12", "identity": "x"},
    "/follow": {"code": "12"},
    "/follow/resend": {"number": "x", "telephone": ""},
    "/follow/withdraw": {"pass": "x"},
    "/sign-in": {"login": "nobody", "password": "wrong"},
}


@pytest.mark.usefixtures("far")
def test_no_fault_is_told_in_chinese(near: Life) -> None:
    network.POSTS.forget()
    known = data_words()
    visitor = Client()
    visitor.cookies["display"] = ENGLISH
    found: dict[str, list[str]] = {}
    for path, typed in POSTS.items():
        found[path] = rest(
            visitor.post(path, {"key": str(uuid4()), **typed}).content.decode(), known
        )
    opened = visitor.post("/follow", {"code": near.code, "key": str(uuid4())})
    found["opened"] = rest(opened.content.decode(), known)
    officer = signed_in("officer")
    officer.cookies["display"] = ENGLISH
    for verb in ("note", "reply", "accept", "dispatch", "conclude", "nothing"):
        answer = officer.post(f"/desk/matters/{near.number}/{verb}", {"key": "", "words": ""})
        found[verb] = rest(answer.content.decode(), known)
    answer = officer.get("/desk/matters?number=12")
    found["find"] = rest(body_of(answer).decode(), known)
    assert settings.LANGUAGE_CODE == "zh-hans"
    assert not {place: left for place, left in found.items() if left}

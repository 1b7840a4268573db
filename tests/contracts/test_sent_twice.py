"""One form sent many times is one matter with one receipt, over HTTP (SECURITY CO1)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from lianxin.consultation.matters.models import Event, Matter
from lianxin.foundation.audit.models import Outbox, Submission
from lianxin.foundation.faces import network
from lianxin.foundation.files.models import File
from tests.conftest import on_town
from tests.contracts.reaching import Answer, Fields
from tests.contracts.world import photo, signed_in
from tests.foundation.faces.reading import fields_of, words_of

PARALLEL = 20
WORDS = "校门口的红绿灯不亮。"


@pytest.fixture(scope="module")
def _town(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:  # noqa: ARG001 - the empty database first
    """Put the small city under this module."""
    with django_db_blocker.unblock(), on_town():  # type: ignore[attr-defined]
        yield


@pytest.fixture
def busy(_town: None, transactional_db: None) -> None:  # noqa: ARG001 - as they are named
    """Give the small city to a test that commits from many threads."""
    network.POSTS.forget()


def form(client: Client, path: str, **typed: str) -> Fields:
    """Fill the form of a page."""
    given = {"words": WORDS, "identity": "private", **typed}
    return {**fields_of(client.get(path)), **{name: [value] for name, value in given.items()}}


def many(client: Client, path: str, fields: Fields) -> list[Answer]:
    """Send the same form from many places at once, each as a browser of its own."""

    def post(_: int) -> Answer:
        browser = Client()
        browser.cookies.load(client.cookies.output(header="", sep=";"))
        try:
            return browser.post(path, fields)
        finally:
            for connection in connections.all():
                connection.close()

    with ThreadPoolExecutor(PARALLEL) as threads:
        return list(threads.map(post, range(PARALLEL)))


def receipt(answer: Answer) -> tuple[str, str]:
    """Give what a receipt says, number and look-up code among it."""
    context = answer.context["receipt"]
    return context["number"], context["code"]


@pytest.mark.usefixtures("busy")
def test_twenty_at_once_are_one_matter_and_twenty_receipts() -> None:
    visitor = Client()
    fields = form(visitor, "/say", telephone="13847200481")
    answers = many(visitor, "/say", fields)
    assert {answer.status_code for answer in answers} == {200}
    assert len({receipt(answer) for answer in answers}) == 1
    assert len({words_of(answer) for answer in answers}) == 1
    assert Matter.objects.count() == 1
    assert Outbox.objects.filter(topic="matters.received").count() == 1
    assert Submission.objects.get(key=fields["key"][0]).replays == PARALLEL - 1


@pytest.mark.usefixtures("busy")
def test_twenty_notes_at_once_are_one() -> None:
    visitor = Client()
    number, _ = receipt(visitor.post("/say", form(visitor, "/say")))
    dispatcher = signed_in("dispatcher")
    fields = form(dispatcher, f"/desk/matters/{number}/note")
    answers = many(dispatcher, f"/desk/matters/{number}/note", fields)
    assert {answer.status_code for answer in answers} == {302}
    assert Event.objects.filter(matter__number=number, verb="note").count() == 1


@pytest.mark.usefixtures("busy")
def test_reload_double_click_and_back_show_the_same_receipt() -> None:
    visitor = Client()
    fields = {**form(visitor, "/say"), "kept": [photo()]}
    first, reloaded = (visitor.post("/say", fields) for _ in range(2))
    assert receipt(first) == receipt(reloaded)
    without_photos = visitor.post("/say", {**fields, "kept": []})
    assert receipt(without_photos) == receipt(first)
    assert Matter.objects.count() == 1
    assert File.objects.exclude(about="").count() == 1


@pytest.mark.usefixtures("busy")
def test_other_words_under_the_same_key_are_kept_and_asked_about() -> None:
    visitor = Client()
    fields = form(visitor, "/say")
    first = visitor.post("/say", fields)
    other = visitor.post("/say", {**fields, "words": "还有一件事。"})
    assert other.status_code == 409
    assert "这一页已经交过" in words_of(other)
    assert receipt(first)[0] in words_of(other)
    again = fields_of(other)
    assert again["words"] == ["还有一件事。"]
    assert again["key"] != fields["key"]
    assert Matter.objects.count() == 1
    second = visitor.post("/say", {**again, "identity": "private"})
    assert second.status_code == 200
    assert receipt(second) != receipt(first)
    assert Matter.objects.count() == 2


@pytest.mark.usefixtures("busy")
def test_a_key_of_one_form_is_no_key_of_another() -> None:
    visitor = Client()
    key = str(uuid4())
    visitor.post("/say", {**form(visitor, "/say"), "key": key})
    dispatcher = signed_in("dispatcher")
    number = Matter.objects.get().number
    noted = form(dispatcher, f"/desk/matters/{number}/note") | {"key": [key]}
    assert dispatcher.post(f"/desk/matters/{number}/note", noted).status_code == 302
    reused = {**noted, "words": ["别的"]}
    assert dispatcher.post(f"/desk/matters/{number}/note", reused).status_code == 409

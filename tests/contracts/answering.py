"""What every answer to bad input has in common: foreseen, on a page, with a remedy."""

from django.test import Client

from tests.contracts.reaching import Answer, Fields
from tests.contracts.world import signed_in
from tests.corpus import SORTS
from tests.foundation.faces.reading import fields_of

FORESEEN = {400, 403, 404, 405, 409, 413, 415, 422, 429, 431}
RAW = [text for text in SORTS["markup"].values() if "<" in text]
WORDS = "幸福路的井盖松了。"


def client_of(who: str) -> Client:
    """Give a browser of somebody, or of nobody."""
    return signed_in(who) if who else Client()


def check(answer: Answer, place: object) -> None:
    """Check that an answer is one of those that were foreseen, and shows no markup of others."""
    assert answer.status_code < 400 or answer.status_code in FORESEEN, (place, answer.status_code)
    if answer.status_code in {301, 302, 303}:
        assert answer.headers["Location"].startswith("/"), place
        return
    if answer.streaming:
        return
    text = answer.content.decode()
    shown = [raw for raw in RAW if raw in text]
    assert not shown, (place, shown)
    if answer.status_code >= 400 and answer.headers["Content-Type"].startswith("text/html"):
        assert any(mark in text for mark in ("请", "找", "来做", 'lang="en"')), (place, "no remedy")


def filled(client: Client, path: str, **typed: str) -> Fields:
    """Give what the form of a page sends when it is filled in well."""
    given = {"words": WORDS, "identity": "private", "source": "counter", **typed}
    return {**fields_of(client.get(path)), **{name: [value] for name, value in given.items()}}

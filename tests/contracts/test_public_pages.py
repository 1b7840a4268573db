"""Public pages set no cookie, log no trace of a person, and take any body."""

import logging

import pytest
from django.test import Client

from lianxin.foundation.faces.pages import OPEN_RIGHTS
from tests.contracts.addresses import walk

pytestmark = pytest.mark.usefixtures("town_of_module", "db")
OPEN = [
    address.example
    for address in walk()
    if getattr(address.view, "right", None) in OPEN_RIGHTS and address.pattern != "/display"
]
ALL = [address.example for address in walk()]
URLENCODED = "application/x-www-form-urlencoded"
BODIES = [
    (b"", URLENCODED),
    (b"words=%00%ed%a0%80%ff&key=x&seen=-1&telephone=%00&code=%E2%80%AE1", URLENCODED),
    (b"number=" + b"9" * 5000 + b"&key=\xff&answer=solved&answer=unsolved", URLENCODED),
    (b"&".join(b"a%d=1" % place for place in range(500)), URLENCODED),
    (b"no boundary", "multipart/form-data"),
    (
        b"--x\r\nContent-Disposition: form-data; name=words\r\n\r\nabc",
        "multipart/form-data; boundary=x",
    ),
    (b'{"words": 1}', "application/json"),
]
PLANTED = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "PlantedAgent/1"}
TOKEN = "PlantedTokenPlantedTok"


def test_public_pages_set_no_cookie() -> None:
    assert len(OPEN) > 3
    for path in OPEN:
        visitor = Client(enforce_csrf_checks=True)
        visitor.get(path)
        visitor.post(path, {"words": "路灯不亮"})
        assert not visitor.cookies, path


@pytest.mark.parametrize("place", range(len(BODIES)))
def test_no_body_is_a_fault_of_ours(client: Client, place: int) -> None:
    body, kind = BODIES[place]
    for path in ALL:
        answer = client.generic("POST", path, body, content_type=kind)
        assert answer.status_code < 500, path


def test_nothing_of_a_person_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False, **PLANTED)  # type: ignore[arg-type]
    words = {"words": "PlantedWords", "telephone": "13900007777", "next": "/PlantedNext"}
    with caplog.at_level(logging.DEBUG):
        for path in [*OPEN, f"/confirm/{TOKEN}", f"/PlantedPath/{TOKEN}"]:
            client.get(f"{path}?q=PlantedQuery")
            client.post(path, words)
    logged = "\n".join(
        f"{record.getMessage()}" for record in caplog.records if record.levelno >= logging.INFO
    )
    for planted in ("203.0.113", "Planted", "13900007777"):
        assert planted not in logged

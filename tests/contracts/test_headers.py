"""Every answer carries the headers, whatever it is."""

import pytest
from django.test import Client

from lianxin.config.middleware import HEADERS
from tests.contracts.addresses import walk

OTHERS = ["/nowhere", "/static/nowhere.css", "/%00", "/desk/nowhere", "//evil.example/"]
PATHS = [address.example for address in walk()] + OTHERS
BAD_WORDS = ("unsafe-inline", "unsafe-eval", "data:", "*")


@pytest.mark.usefixtures("town_of_module", "db")
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_headers_stand_on_every_answer(client: Client, method: str) -> None:
    for path in PATHS:
        answer = client.generic(method, path)
        assert answer.status_code < 500, path
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path


@pytest.mark.django_db
def test_pages_are_not_stored(client: Client) -> None:
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_policy_opens_nothing() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert not [word for word in BAD_WORDS if word in policy]


@pytest.mark.parametrize("path", ["/", "/nowhere"])
@pytest.mark.django_db
def test_answer_to_a_foreign_host(client: Client, path: str) -> None:
    answer = client.get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.django_db
def test_too_large_a_body_is_refused(client: Client) -> None:
    answer = client.post("/", "x", content_type="text/plain", headers={"content-length": "9999999"})
    assert answer.status_code == 413
    assert "传的文件太大" in answer.content.decode()


@pytest.mark.django_db
def test_length_that_is_no_number_is_none(client: Client) -> None:
    assert client.get("/help", headers={"content-length": "many"}).status_code == 200


@pytest.mark.django_db
def test_too_many_headers_are_refused(client: Client) -> None:
    answer = client.get("/", headers={"x-long": "a" * 17_000})
    assert answer.status_code == 431


def test_example_addresses_are_whole() -> None:
    assert not [address.example for address in walk() if "<" in address.example]

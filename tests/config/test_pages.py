"""Pages of the whole house."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/help", "/accessibility"])
def test_pages_for_everyone(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.content.decode()
    client.cookies["display"] = "large.high.dark.en"
    text = client.get(path).content.decode()
    assert 'lang="en"' in text
    for name in ("size-large", "contrast-high", "mode-dark"):
        assert name in text


@pytest.mark.django_db
def test_unknown_address_is_a_page(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert 'class="problem"' in answer.content.decode()


@pytest.mark.django_db
def test_a_node_is_ready_while_its_clock_is_right(client: Client, settings: Settings) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    settings.LARGEST_SKEW = timedelta(seconds=-1)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"clock" in answer.content


@pytest.mark.django_db(transaction=True)
def test_a_node_without_its_database_is_not_ready(client: Client) -> None:
    wrapper = connections["default"]
    kept = wrapper.settings_dict
    wrapper.close()
    wrapper.settings_dict = kept | {"HOST": "/nowhere"}
    try:
        answer = client.get("/healthz")
    finally:
        wrapper.close()
        wrapper.settings_dict = kept
    assert answer.status_code == 503
    assert b"database is away" in answer.content

"""Pages of the whole house."""

import pytest
from django.test import Client


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

"""Pages of the whole house."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from lianxin.config.pages.house import find
from tests.config.test_components import asked


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


def test_find_takes_a_number_as_people_type_it() -> None:
    answer = find(asked("/desk/find?number=2103 0481"))
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/desk/matters/2103-0481"


@pytest.mark.django_db
def test_find_takes_no_names() -> None:
    answer = find(asked("/desk/find?number=王芳"))
    assert answer.status_code == 422
    assert isinstance(answer, HttpResponse)
    assert "王芳" in answer.content.decode()


def test_find_is_for_staff() -> None:
    answer = find(RequestFactory().get("/desk/find?number=2103-0481"))
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.django_db
def test_unknown_address_is_a_page(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert 'class="problem"' in answer.content.decode()

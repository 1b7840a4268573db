"""Only the city's own proxies are believed."""

from ipaddress import ip_network

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from lianxin.config.middleware import CONTENT_POLICY, HeadersMiddleware, ProxyMiddleware

OUTSIDE, PROXY = "203.0.113.9", "10.0.0.1"


def seen(remote: str, **headers: str) -> HttpRequest:
    """Give the request as a page sees it."""
    kept: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        kept.append(request)
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=remote, **headers)  # type: ignore[arg-type]
    ProxyMiddleware(page)(request)
    return kept[0]


@pytest.fixture(autouse=True)
def _proxies(settings: Settings) -> None:
    settings.PROXIES = (ip_network("10.0.0.0/8"),)


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        (OUTSIDE, "198.51.100.1", OUTSIDE),
        (PROXY, "198.51.100.1", "198.51.100.1"),
        (PROXY, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (PROXY, "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (PROXY, "10.0.0.3", PROXY),
        (PROXY, "", PROXY),
        ("", "198.51.100.1", ""),
    ],
)
def test_address(remote: str, forwarded: str, address: str) -> None:
    request = seen(remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert request.META["REMOTE_ADDR"] == address
    assert "HTTP_X_FORWARDED_FOR" not in request.META


def test_scheme_is_believed_from_a_proxy_alone() -> None:
    assert seen(PROXY, HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not seen(OUTSIDE, HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_transport_header_only_over_tls(settings: Settings) -> None:
    request = RequestFactory().get("/")
    plain = HeadersMiddleware(lambda _: HttpResponse())(request)
    settings.ORIGIN = "https://lianxin.example"
    secure = HeadersMiddleware(lambda _: HttpResponse())(request)
    assert "Strict-Transport-Security" not in plain.headers
    assert "max-age=63072000" in secure.headers["Strict-Transport-Security"]


def test_an_answer_can_tighten_the_policy_and_never_loosen_it() -> None:
    """Browsers obey each of two policies, parted by a comma."""

    def photo(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    answer = HeadersMiddleware(photo)(RequestFactory().get("/photo"))
    policy = answer.headers["Content-Security-Policy"]
    assert policy == f"{CONTENT_POLICY}, default-src 'none'; sandbox"

"""The gateways under every fault: refused, slow, cut, wrong answers; no secret in what they say."""

import socket
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.core import mail
from pytest_django import Settings

from lianxin.foundation.notices.adapters import (
    DemoGateway,
    HttpGateway,
    MailGateway,
    Outgoing,
    gateway,
)
from lianxin.foundation.notices.rules import Undelivered
from tests.foundation.notices.gateways import Box, gateway_server

TELEPHONE = "13800005678"


@pytest.fixture
def box() -> Iterator[Box]:
    """Give a running gateway."""
    with gateway_server() as running:
        yield running


def outgoing(ref: UUID | None = None, *, to: str = TELEPHONE, subject: str = "") -> Outgoing:
    """Make a message on its way."""
    return Outgoing(ref or uuid4(), to, subject, "2103-0481 已答复")


def failed(box: Box, answer: int | str, *, timeout: float = 5) -> Undelivered:
    """Send once to a gateway that answers so, and give the failure."""
    box.answer = answer
    with pytest.raises(Undelivered) as caught:
        HttpGateway(f"{box.url}/send", "key-1", timeout).send(outgoing())
    assert TELEPHONE not in f"{caught.value} {caught.value.__cause__!r}"
    assert "key-1" not in f"{caught.value} {caught.value.__cause__!r}"
    return caught.value


def test_a_message_goes_out_with_its_key_and_its_id(box: Box) -> None:
    message = outgoing()
    assert HttpGateway(f"{box.url}/send?v=1", "key-1", 5).send(message) == "g-1"
    assert box.asked == [{"id": str(message.ref), "to": TELEPHONE, "text": message.body}]
    assert box.headers[0]["Idempotency-Key"] == str(message.ref)
    assert box.headers[0]["Authorization"] == "Bearer key-1"


def test_the_same_message_again_is_the_same_to_the_gateway(box: Box) -> None:
    message = outgoing()
    way = HttpGateway(box.url, "", 5)
    assert {way.send(message) for _ in range(3)} == {"g-1"}
    assert len(box.taken) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408, 409])
def test_a_fault_of_the_gateway_is_tried_again(box: Box, status: int) -> None:
    failure = failed(box, status)
    assert (failure.code, failure.detail) == ("notices.gateway.status", str(status))
    assert not failure.final


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 422])
def test_a_refusal_or_a_redirection_ends_it(box: Box, status: int) -> None:
    failure = failed(box, status)
    assert failure.final
    assert len(box.asked) == 1


def test_a_slow_gateway_times_out(box: Box) -> None:
    assert failed(box, "slow", timeout=0.3).code == "notices.gateway.timeout"


def test_an_answer_drop_by_drop_times_out(box: Box) -> None:
    assert failed(box, "dripping", timeout=0.5).code == "notices.gateway.timeout"


def test_a_cut_connection_is_tried_again(box: Box) -> None:
    failure = failed(box, "cut")
    assert failure.code == "notices.gateway.unreachable"
    assert not failure.final


def test_a_refused_connection_is_tried_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Undelivered) as caught:
        HttpGateway(f"http://127.0.0.1:{port}", "", 1).send(outgoing())
    assert caught.value.code == "notices.gateway.unreachable"


@pytest.mark.parametrize(
    "url", ["http://sms.example/send", "ftp://127.0.0.1/", "nonsense", "https://"]
)
def test_an_address_without_tls_elsewhere_is_never_called(url: str) -> None:
    with pytest.raises(Undelivered) as caught:
        HttpGateway(url, "", 1).send(outgoing())
    assert (caught.value.code, caught.value.final) == ("notices.gateway.address", True)


def test_neither_telephone_nor_key_is_printed() -> None:
    assert TELEPHONE not in repr(outgoing())
    assert "key-1" not in repr(HttpGateway("https://sms.example", "key-1", 1))


def test_the_demo_hands_over_nothing() -> None:
    message = outgoing()
    assert DemoGateway().send(message) == DemoGateway().send(message)


def test_a_mail_carries_its_own_id(settings: Settings) -> None:
    settings.ORIGIN = "https://lianxin.example"
    message = outgoing(to="a@city.example", subject="答复")
    given = MailGateway().send(message)
    assert given == f"<{message.ref}@lianxin.example>"
    assert mail.outbox[0].extra_headers["Message-ID"] == given
    assert mail.outbox[0].to == ["a@city.example"]


def test_a_mail_with_a_second_line_in_its_subject_is_refused() -> None:
    with pytest.raises(Undelivered) as caught:
        MailGateway().send(outgoing(to="a@city.example", subject="答复\nBcc: b@evil.test"))
    assert caught.value.final


def test_the_settings_choose_the_gateway(settings: Settings) -> None:
    settings.DEMO = True
    assert isinstance(gateway("sms", timeout=1), DemoGateway)
    settings.DEMO = False
    settings.SMS_GATEWAY, settings.KEYS = "https://sms.example", {"sms": "key-1"}
    assert gateway("sms", timeout=1) == HttpGateway("https://sms.example", "key-1", 1)
    settings.EMAIL_HOST = "mail.example"
    assert isinstance(gateway("mail", timeout=1), MailGateway)
    settings.SMS_GATEWAY = settings.EMAIL_HOST = ""
    for channel in ("sms", "mail"):
        with pytest.raises(Undelivered) as caught:
            gateway(channel, timeout=1)
        assert caught.value.code == "notices.gateway.none"

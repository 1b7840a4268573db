"""Gateways that take a message out of the house: an SMS gateway, a mail server, the demo's box."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from smtplib import SMTPException, SMTPResponseException
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage

from lianxin.foundation.notices.models import Channel
from lianxin.foundation.notices.rules import Undelivered

ANSWER_BYTES = 65_536
"""A technical ceiling: more than this of an answer is not read."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SUCCESS = range(200, 300)
TRY_AGAIN = frozenset({408, 409, 425, 429})
SERVER_FAULT = 500
MAIL_REFUSED = 500


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way: ``ref`` tells a repetition, ``to`` is never printed or kept."""

    ref: UUID
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)


class Gateway(Protocol):
    """Takes one message; the same ``ref`` again is the same message."""

    def send(self, message: Outgoing) -> str:
        """Hand over a message and give the gateway's own id. Raises Undelivered."""
        ...


@dataclass(frozen=True, slots=True)
class DemoGateway:
    """The demo's box: nothing leaves the machine, the page 发件箱 shows what would."""

    def send(self, message: Outgoing) -> str:
        """Take a message and keep nothing of it."""
        return f"demo-{message.ref.hex[:12]}"


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """An SMS gateway that takes JSON by POST; ``timeout`` bounds each step, in seconds.

    It asks ``{"id", "to", "text"}`` with the header ``Idempotency-Key`` and reads ``{"id"}``.
    It follows no redirection, and speaks without TLS only to this machine.
    """

    url: str
    key: str = field(repr=False)
    timeout: float

    def send(self, message: Outgoing) -> str:
        """Hand over one SMS. Raises Undelivered, without any words of the gateway."""
        connection = self._connection()
        try:
            connection.request("POST", self._path(), self._body(message), self._headers(message))
            with connection.getresponse() as answer:
                return given_id(judged(answer), self._read(answer))
        except TimeoutError as fault:
            raise Undelivered("notices.gateway.timeout") from fault
        except (OSError, HTTPException) as fault:
            raise Undelivered("notices.gateway.unreachable") from fault
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.scheme == "https" and host:
            return HTTPSConnection(host, parts.port, timeout=self.timeout)
        if parts.scheme == "http" and host in LOOPBACK:
            return HTTPConnection(host, parts.port, timeout=self.timeout)
        raise Undelivered("notices.gateway.address", final=True)

    def _path(self) -> str:
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _headers(self, message: Outgoing) -> dict[str, str]:
        signed = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": str(message.ref),
            **signed,
        }

    def _body(self, message: Outgoing) -> bytes:
        asked = {"id": str(message.ref), "to": message.to, "text": message.body}
        return json.dumps(asked, ensure_ascii=False).encode()

    def _read(self, answer: HTTPResponse) -> bytes:
        until = time.monotonic() + self.timeout
        parts = bytearray()
        while len(parts) < ANSWER_BYTES:
            if time.monotonic() > until:
                raise TimeoutError
            part = answer.read1(ANSWER_BYTES)
            if not part:
                break
            parts += part
        return bytes(parts)


def judged(answer: HTTPResponse) -> int:
    """Give the status of an answer that took the message. Raises Undelivered."""
    if answer.status in SUCCESS:
        return answer.status
    final = answer.status < SERVER_FAULT and answer.status not in TRY_AGAIN
    raise Undelivered("notices.gateway.status", final=final, detail=str(answer.status))


def given_id(status: int, body: bytes) -> str:
    """Read the gateway's id of the message; an answer without one gets its status."""
    try:
        read = json.loads(body)
    except ValueError:
        return str(status)
    return str(read.get("id", status))[:100] if isinstance(read, dict) else str(status)


@dataclass(frozen=True, slots=True)
class MailGateway:
    """The city's mail server, by Django's mail settings; ``ref`` becomes the Message-ID."""

    def send(self, message: Outgoing) -> str:
        """Hand over one mail. Raises Undelivered."""
        host = urlsplit(settings.ORIGIN).hostname or "localhost"
        identity = f"<{message.ref}@{host}>"
        mail = EmailMessage(
            message.subject, message.body, to=[message.to], headers={"Message-ID": identity}
        )
        try:
            mail.send()
        except (BadHeaderError, SMTPResponseException) as fault:
            raise refused_mail(fault) from fault
        except TimeoutError as fault:
            raise Undelivered("notices.gateway.timeout") from fault
        except (OSError, SMTPException) as fault:
            raise Undelivered("notices.gateway.unreachable") from fault
        return identity


def refused_mail(fault: Exception) -> Undelivered:
    """Name why a mail server did not take a mail."""
    if isinstance(fault, SMTPResponseException):
        final = fault.smtp_code >= MAIL_REFUSED
        return Undelivered("notices.gateway.status", final=final, detail=str(fault.smtp_code))
    return Undelivered("notices.mail.header", final=True)


def gateway(channel: str, *, timeout: float) -> Gateway:
    """Give the gateway of a channel by the settings. Raises Undelivered when there is none."""
    if settings.DEMO:
        return DemoGateway()
    if channel == Channel.MAIL and settings.EMAIL_HOST:
        return MailGateway()
    if channel == Channel.MAIL or not settings.SMS_GATEWAY:
        raise Undelivered("notices.gateway.none", final=True)
    return HttpGateway(settings.SMS_GATEWAY, settings.KEYS.get("sms", ""), timeout)

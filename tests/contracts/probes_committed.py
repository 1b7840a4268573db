"""Probes whose acts need a reading of the vault that is committed before."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import sleep
from typing import Any, Final
from uuid import UUID, uuid4

from django.test import override_settings

from lianxin.foundation.audit.actions import act
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.notices.actions import sending
from lianxin.foundation.notices.models import Channel, Message
from lianxin.foundation.notices.rules import Undelivered
from lianxin.foundation.vault import actions as vault
from tests.city import staff

ABOUT: Final = "2103-0481"


def left() -> UUID:
    """Let a citizen leave a number; give where the vault keeps it."""
    with act(citizen(""), "matters.intake") as work:
        return vault.put(work, "13812345678").id


def opened() -> str:
    """Give what refuses to open a number right after its reading was noted."""
    by = staff("officer")
    reading = vault.note(by=by, person=left(), reason="核实路灯情况", about=ABOUT)
    try:
        vault.open(by=by, reading=reading, about=ABOUT)
    except LianxinError as error:
        return error.code
    return ""


class Slow(BaseHTTPRequestHandler):
    """A gateway that thinks for a second and a half."""

    def do_POST(self) -> None:
        """Answer late."""
        sleep(1.5)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"id": "slow"}')

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


def handed_over() -> str:
    """Give what refuses a message that a slow gateway takes."""
    server = HTTPServer(("127.0.0.1", 0), Slow)
    thread = Thread(target=server.handle_request)
    thread.start()
    message = Message(
        ref=uuid4(), channel=Channel.SMS, contact=left(), about=ABOUT, body="路灯换好了。"
    )
    try:
        with override_settings(SMS_GATEWAY=f"http://127.0.0.1:{server.server_port}/", DEMO=False):
            sending.hand_over(message)
    except Undelivered as error:
        return str(error.code)
    finally:
        thread.join()
        server.server_close()
    return ""


COMMITTED: Final[dict[str, tuple[Any, Any]]] = {
    "notices.gateway.timeout": (1, handed_over),
    "vault.grant_minutes": (0, opened),
}
"""Another value for each key, and what is refused by it alone."""

"""A gateway on this machine that can be told how to misbehave."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Box:
    """What the gateway got, and how it answers: a status, or one of its faults."""

    url: str = ""
    answer: int | str = 200
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)

    def take(self, body: dict[str, Any]) -> str:
        """Take a message once; the same id again is the same message."""
        return self.taken.setdefault(body["id"], f"g-{len(self.taken) + 1}")


class GatewayServer(ThreadingHTTPServer):
    """The server of one box; a client that went away is no fault."""

    daemon_threads = True

    def __init__(self, box: Box) -> None:
        """Take a free port."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.box = box
        box.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Handler(BaseHTTPRequestHandler):
    """Takes a message, or fails as told."""

    server: GatewayServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base
        """Say nothing."""

    def do_POST(self) -> None:
        """Note what came, then answer."""
        box = self.server.box
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        box.asked.append(body)
        box.headers.append(dict(self.headers))
        if box.answer == "slow":
            box.released.wait(10)
        elif box.answer == "cut":
            self.connection.close()
        else:
            self.respond(box, body)

    def respond(self, box: Box, body: dict[str, Any]) -> None:
        """Answer by the status; a refusal repeats the telephone, as bad gateways do."""
        status = box.answer if isinstance(box.answer, int) else 200
        given = {"id": box.take(body)} if status == 200 else {"error": body["to"]}
        text = json.dumps(given).encode()
        self.send_response(status)
        self.send_header("Location", f"{box.url}/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if box.answer == "dripping":
            self.drip(box, text)
        else:
            self.wfile.write(text)

    def drip(self, box: Box, text: bytes) -> None:
        """Send letter by letter until the test is over."""
        for letter in text:
            if box.released.wait(0.1):
                return
            self.wfile.write(bytes([letter]))
            self.wfile.flush()


@contextmanager
def gateway_server() -> Iterator[Box]:
    """Run a gateway on a free port for a while."""
    server = GatewayServer(Box())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.box
    finally:
        server.box.released.set()
        server.shutdown()
        server.server_close()
        thread.join()

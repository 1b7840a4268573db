"""CPU time of this connection's server process, from Linux: a busy machine hardly changes it."""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

MILLI = 1_000
NANO_TO_MILLI = 1_000_000


class Server:
    """The server process behind a connection."""

    def __init__(self, connection: Any) -> None:
        """Ask which process it is."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._file = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def milliseconds(self) -> float:
        """Give its CPU time since it began."""
        return int(self._file.read_text().split()[0]) / NANO_TO_MILLI


def both(server: Server, call: Callable[[], Any]) -> tuple[float, float]:
    """Run once; give milliseconds of CPU of the server and of this process."""
    there, here = server.milliseconds(), process_time()
    call()
    own = (process_time() - here) * MILLI
    return server.milliseconds() - there, own

"""Twenty residents who post, note what was acknowledged, and try again under the same key."""

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import pairwise
from threading import Event, Thread
from urllib.parse import urlencode
from uuid import UUID, uuid4

WRITERS = 20
SECONDS_OF_A_POST = 20
PAUSE = 0.05
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NUMBER = re.compile(r"\b\d{4}-\d{4,6}\b")
ACKNOWLEDGED = 200


@dataclass
class Journal:
    """What clients know: which key got which number and when; which key got no answer."""

    acknowledged: dict[UUID, str] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)
    failures: int = 0
    wrong: list[str] = field(default_factory=list)

    def longest_gap(self) -> float:
        """Give the longest time without an acknowledged post, in seconds."""
        moments = sorted(self.moments)
        return max((b - a for a, b in pairwise(moments)), default=0.0)


class Writers:
    """Threads that post until they are told to stop; each then ends what it began."""

    def __init__(self, port: int) -> None:
        """Post to this port of this machine."""
        self.port = port
        self.token = self._form_token()
        self.journal = Journal()
        self.over = Event()
        self.threads = [Thread(target=self._write) for _ in range(WRITERS)]

    def _form_token(self) -> str:
        opened = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_OF_A_POST)
        opened.request("GET", "/say")
        found = TOKEN.search(opened.getresponse().read().decode())
        opened.close()
        assert found is not None
        return found[1]

    def start(self) -> None:
        """Let all begin."""
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let each get an answer to its last post, and end."""
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _write(self) -> None:
        while not self.over.is_set():
            key = uuid4()
            until = time.monotonic() + 60
            while not self._posted(key) and time.monotonic() < until and not self.journal.wrong:
                self.journal.failures += 1
                time.sleep(PAUSE)

    def _posted(self, key: UUID) -> bool:
        """Post once; tell whether it was acknowledged."""
        form = urlencode(
            {
                "csrfmiddlewaretoken": self.token,
                "key": str(key),
                "words": f"路灯坏了,请修一修。{key}",
                "place": "幸福路",
                "telephone": "13847200481",
                "identity": "private",
            }
        )
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        opened = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_OF_A_POST)
        try:
            opened.request("POST", "/say", form, head)
            answer = opened.getresponse()
            return self._understood(key, answer.status, answer.read().decode())
        except (OSError, HTTPException):
            return False
        finally:
            opened.close()

    def _understood(self, key: UUID, status: int, page: str) -> bool:
        found = NUMBER.search(page)
        if status == ACKNOWLEDGED and found:
            self.journal.acknowledged[key] = found[0]
            self.journal.moments.append(time.monotonic())
            return True
        if status < 500:
            self.journal.wrong.append(f"{status}: {page[:300]}")
            self.over.set()
        return False

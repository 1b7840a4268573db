"""Counts public posts per network, in this process's memory alone (SECURITY RL1, AY3)."""

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lianxin.foundation.faces.limits import (
    POSTS_NETWORK,
    POSTS_SECONDS,
    POSTS_TOTAL,
    TRIES_NETWORK,
    TRIES_SECONDS,
    limit,
)
from lianxin.foundation.kernel.errors import TooMany

PREFIX_OF = {4: 24, 6: 64}
NOWHERE = "nowhere"
MOST_NETWORKS = 100_000
"""Networks remembered in one window; a flood from more of them meets the total first."""


def network_of(request: HttpRequest) -> str:
    """Give the network of a request: /24, or /64 of IPv6."""
    try:
        address = ip_address(str(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return NOWHERE
    return str(ip_network((address, PREFIX_OF[address.version]), strict=False))


@dataclass(slots=True)
class Counter:
    """Counts of one window under a key that changes each day and is kept nowhere."""

    day: date = date.min
    key: bytes = b""
    window: int = 0
    counts: dict[bytes, int] = field(default_factory=dict)
    total: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hit(self, network: str, *, today: date, window: int) -> tuple[int, int]:
        """Count one post; give the counts of its network and of all in this window."""
        with self.lock:
            if today != self.day:
                self.day, self.key = today, secrets.token_bytes(32)
            if window != self.window:
                self.window, self.counts, self.total = window, {}, 0
            name = hmac.new(self.key, network.encode(), hashlib.sha256).digest()
            self.total += 1
            if name in self.counts or len(self.counts) < MOST_NETWORKS:
                self.counts[name] = self.counts.get(name, 0) + 1
            return self.counts.get(name, 1), self.total

    def take_back(self, network: str) -> None:
        """Count one less for a network, as far as this window still counts it."""
        with self.lock:
            name = hmac.new(self.key, network.encode(), hashlib.sha256).digest()
            if name in self.counts:
                self.counts[name] -= 1

    def forget(self) -> None:
        """Start a new window at once."""
        with self.lock:
            self.window, self.counts, self.total = 0, {}, 0


POSTS = Counter()
TRIES = Counter()


def _share(key: str) -> int:
    processes = int(getattr(settings, "WEB_PROCESSES", 1))
    return max(1, limit(key) // processes)


def check_posts(request: HttpRequest) -> None:
    """Count a public post. Raises TooMany("faces.too_many") above a limit."""
    seconds = limit(POSTS_SECONDS)
    now = int(time.monotonic())
    mine, total = POSTS.hit(
        network_of(request), today=timezone.localdate(), window=1 + now // seconds
    )
    if mine > _share(POSTS_NETWORK) or total > _share(POSTS_TOTAL):
        raise TooMany("faces.too_many", retry_after=seconds - now % seconds)


def check_tries(request: HttpRequest) -> None:
    """Count a try of a secret before it is looked at (SECURITY AY4).

    Raises TooMany("faces.too_many_tries") above the limit: till the window ends, never longer.
    """
    seconds = limit(TRIES_SECONDS)
    now = int(time.monotonic())
    mine, _ = TRIES.hit(network_of(request), today=timezone.localdate(), window=1 + now // seconds)
    if mine > _share(TRIES_NETWORK):
        raise TooMany("faces.too_many_tries", retry_after=seconds - now % seconds)


def forgive_try(request: HttpRequest) -> None:
    """Take a try back that was right."""
    TRIES.take_back(network_of(request))

"""Walks every address of the house."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARTS = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
SAMPLES = {"int": "7", "uuid": "0198c0de-0000-7000-8000-000000000007", "path": "a/b"}
NUMBER = "2103-0481"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its pattern, an example of it, and what answers."""

    pattern: str
    example: str
    view: Any


def walk(patterns: list[Any] | None = None, prefix: str = "/") -> Iterator[Address]:
    """Give every address, with sample values in its places."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, whole)
        elif isinstance(entry, URLPattern):
            yield Address(whole, PARTS.sub(sample, whole), entry.callback)


def sample(part: re.Match[str]) -> str:
    """Fill one place."""
    return SAMPLES.get(part["converter"] or "", NUMBER)

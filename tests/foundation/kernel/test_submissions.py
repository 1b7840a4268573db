"""Submission keys and digests: the same content, the same 32 bytes."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.submissions import digest, parse_key

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEY = b"k" * 32
ARGUMENTS = st.dictionaries(st.text(max_size=5), PLAIN, max_size=4)


class Color(Enum):
    """A code that is no text."""

    RED = 1


class Word(StrEnum):
    """A code that is text."""

    RED = "red"


@dataclass(frozen=True)
class Point:
    """A small value object."""

    name: str
    color: Color


@given(ARGUMENTS, ARGUMENTS)
def test_equal_content_and_only_it_gives_equal_digests(
    one: dict[str, Any], two: dict[str, Any]
) -> None:
    """The order of names does not count; any other difference does."""
    turned = dict(reversed(one.items()))
    assert digest("v", one, key=KEY) == digest("v", turned, key=KEY)
    assert len(digest("v", one, key=KEY)) == 32
    assert (digest("v", one, key=KEY) == digest("v", two, key=KEY)) == (
        repr_of(one) == repr_of(two)
    )
    assert digest("v", one, key=KEY) != digest("w", one, key=KEY)


def repr_of(value: Any) -> str:
    """Give content with its types, names in order."""
    if isinstance(value, dict):
        return repr(sorted((name, repr_of(part)) for name, part in value.items()))
    return repr([repr_of(part) for part in value] if isinstance(value, list) else value)


def test_who_lacks_the_key_cannot_try_values() -> None:
    """A short secret among the arguments is not found again by guessing."""
    asked = {"telephone": "13812345678"}
    assert digest("v", asked, key=KEY) != digest("v", asked, key=b"l" * 32)
    plain = json.dumps(["v", asked], sort_keys=True).encode()
    assert digest("v", asked, key=KEY) != hashlib.sha256(plain).digest()


def test_every_kind_of_argument_has_a_text() -> None:
    """What actions are given: codes, dates, keys, values, sets in any order."""
    key = UUID(int=7)
    arguments = {
        "color": Color.RED,
        "word": Word.RED,
        "day": date(2021, 3, 5),
        "at": datetime(2021, 3, 5, 10, tzinfo=UTC),
        "time": time(9, 30),
        "key": key,
        "price": Decimal("1.50"),
        "bytes": b"\x00\xff",
        "point": Point("a", Color.RED),
        "set": frozenset({Word.RED, "a", "b"}),
        "tuple": (1, None, True),
        "half": "\ud800",
    }
    again = arguments | {
        "set": frozenset({"b", "a", "red"}),
        "word": "red",
        "tuple": [1, None, True],
    }
    assert digest("v", arguments, key=KEY) == digest("v", again, key=KEY)
    assert digest("v", arguments, key=KEY) != digest(
        "v", arguments | {"point": Point("b", Color.RED)}, key=KEY
    )


def test_what_differs_from_process_to_process_is_refused() -> None:
    """An object without a text of its own would make each try another content."""
    with pytest.raises(TypeError, match="cannot hold"):
        digest("v", {"thing": object()}, key=KEY)


def test_keys_are_read_in_any_spelling() -> None:
    """With or without dashes, in capitals."""
    key = uuid4()
    for text in (str(key), key.hex, str(key).upper()):
        assert parse_key(text) == key


@given(st.text(max_size=40))
def test_other_texts_are_no_keys(text: str) -> None:
    """Any text is a key or refused."""
    with suppress(Invalid):
        assert parse_key(text).bytes

"""Tokens and look-up codes: random, read back, never kept in the open."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.tokens import (
    LookupCode,
    draw_find,
    lookup_code,
    new_token,
    parse_lookup_code,
    parse_token,
    same,
    secret_digest,
    token_digest,
)

FINDS = st.from_regex(r"[0-9]{8}", fullmatch=True)
KEYS = st.binary(min_size=16, max_size=16)
PEPPER = b"pepper"


def test_tokens_are_new_each_time_and_fit_an_address() -> None:
    """128 bits in 22 characters that need no escaping."""
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(parse_token(token) == token and len(token) == 22 for token in tokens)


def test_a_digest_is_bound_to_its_purpose() -> None:
    """A token for one purpose opens nothing else; the cut between both is unmistakable."""
    token = new_token()
    assert same(token_digest("confirm", token), token_digest("confirm", token))
    assert not same(token_digest("confirm", token), token_digest("reset", token))


@given(st.text(max_size=30))
def test_other_texts_are_no_tokens(text: str) -> None:
    """Any text is read as itself or refused, never trimmed into a token."""
    with suppress(Invalid):
        assert parse_token(text) == text


@given(FINDS, KEYS)
def test_a_replay_shows_the_same_code(find: str, key: bytes) -> None:
    """The secret follows from key and number alone, and is read as it is shown."""
    code = lookup_code(PEPPER, key, find)
    assert code == lookup_code(PEPPER, key, find)
    assert len(code.text) == 24
    for typed in (
        code.text,
        code.text.replace(" ", ""),
        code.text.replace(" ", "-"),
        f" {code.text}\n",
    ):
        assert parse_lookup_code(typed) == code


@given(FINDS, KEYS, KEYS)
def test_another_key_or_pepper_gives_another_secret(find: str, one: bytes, two: bytes) -> None:
    """Knowing one code tells nothing of another."""
    code = lookup_code(PEPPER, one, find)
    assert (code == lookup_code(PEPPER, two, find)) == (one == two)
    assert code != lookup_code(b"other", one, find)
    assert not same(secret_digest(PEPPER, code), secret_digest(b"other", code))


@given(FINDS, st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_any_twenty_digits_can_be_a_code(find: str, secret: str) -> None:
    """The parts come back as they were."""
    assert parse_lookup_code(find + secret) == LookupCode(find, secret)


@pytest.mark.parametrize("text", ["", "1234", "1" * 19, "1" * 21, "a" * 20, "٣" * 20])
def test_other_texts_are_no_codes(text: str) -> None:
    """The error counts what was typed."""
    with pytest.raises(Invalid) as refused:
        parse_lookup_code(text)
    assert refused.value.arguments == {"digits": len(text)}


def test_found_numbers_have_eight_digits() -> None:
    """Leading zeros stay."""
    assert all(len(draw_find()) == 8 and draw_find().isdigit() for _ in range(200))

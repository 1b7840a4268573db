"""Sealing: round trips, moved cells, other keys, blind indexes."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Busy
from lianxin.foundation.vault.rules import (
    KeyRing,
    SealBroken,
    Sealed,
    derived,
    indexes,
    parse_ring,
    seal,
    unseal,
)

OLD = "1" * 64
NEW = "2" * 64
NUMBER = "13812345678"
FIELD = "telephone"


@pytest.fixture(scope="module")
def ring() -> KeyRing:
    return parse_ring(OLD)


@given(st.text(max_size=60))
def test_what_was_sealed_opens(text: str) -> None:
    ring, row = parse_ring(OLD), uuid4()
    assert unseal(ring, seal(ring, row=row, field=FIELD, text=text), row=row, field=FIELD) == text


def test_nothing_repeats_and_nothing_shows(ring: KeyRing) -> None:
    row = uuid4()
    several = [seal(ring, row=row, field=FIELD, text=NUMBER) for _ in range(50)]
    assert len({cell.sealed for cell in several}) == len({cell.wrapped for cell in several}) == 50
    assert all(NUMBER.encode() not in cell.sealed + cell.wrapped for cell in several)


def broken(ring: KeyRing, cell: Sealed, **place: object) -> str:
    with pytest.raises(SealBroken) as caught:
        unseal(ring, cell, **place)  # type: ignore[arg-type]
    return caught.value.code


def test_swapped_cells_do_not_open(ring: KeyRing) -> None:
    mine, yours = uuid4(), uuid4()
    here = seal(ring, row=mine, field=FIELD, text=NUMBER)
    there = seal(ring, row=yours, field=FIELD, text="13999999999")
    moved = [
        (there, mine, FIELD),
        (here, yours, FIELD),
        (here, mine, "name"),
        (replace(here, sealed=there.sealed), mine, FIELD),
        (replace(here, wrapped=there.wrapped), mine, FIELD),
        (replace(here, sealed=here.wrapped), mine, FIELD),
        (replace(here, algorithm="SM4-GCM"), mine, FIELD),
    ]
    for cell, row, field in moved:
        assert broken(ring, cell, row=row, field=field) == "vault.broken"


@given(st.integers(0, 200), st.integers(0, 7), st.sampled_from(["sealed", "wrapped"]))
def test_every_changed_bit_is_noticed(at: int, bit: int, part: str) -> None:
    ring, row = parse_ring(OLD), uuid4()
    cell = seal(ring, row=row, field=FIELD, text=NUMBER)
    changed = bytearray(getattr(cell, part))
    changed[at % len(changed)] ^= 1 << bit
    whole = bytes(changed)
    bent = replace(cell, sealed=whole) if part == "sealed" else replace(cell, wrapped=whole)
    assert broken(ring, bent, row=row, field=FIELD) == "vault.broken"


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27, 28])
def test_cut_cells_do_not_open(ring: KeyRing, length: int) -> None:
    row = uuid4()
    cell = seal(ring, row=row, field=FIELD, text=NUMBER)
    cut = replace(cell, sealed=cell.sealed[:length])
    assert broken(ring, cut, row=row, field=FIELD) == "vault.broken"


def test_retired_key_still_opens_and_a_lost_one_is_named(ring: KeyRing) -> None:
    row = uuid4()
    cell = seal(ring, row=row, field=FIELD, text=NUMBER)
    both = parse_ring(f"{NEW}\n{OLD}\n")
    assert unseal(both, cell, row=row, field=FIELD) == NUMBER
    assert both.present.id != ring.present.id
    assert broken(parse_ring(NEW), cell, row=row, field=FIELD) == "vault.key_gone"


def test_index_finds_equal_texts_under_every_key(ring: KeyRing) -> None:
    kept = indexes(ring, NUMBER)[0]
    both = indexes(parse_ring(f"{NEW}\n{OLD}"), NUMBER)
    assert kept in both
    assert len(set(both)) == 2
    assert kept not in indexes(parse_ring(OLD), "13812345679")


@pytest.mark.parametrize("text", ["", "  \n", "short", f"{OLD}\nshort"])
def test_missing_or_short_key_is_one_clear_error(text: str) -> None:
    with pytest.raises(Busy) as caught:
        parse_ring(text)
    assert caught.value.code == "vault.key"


def test_purposes_give_keys_of_their_own() -> None:
    assert derived(b"secret", "one") != derived(b"secret", "two")
    assert len(derived(b"secret", "one", 8)) == 8

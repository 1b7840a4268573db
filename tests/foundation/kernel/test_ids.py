"""Human numbers: drawn at random, read as people type them."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.ids import CANDIDATES, digits_for, draw_numbers, parse_number

MONTHS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
TAKEN = st.integers(min_value=0, max_value=500_000)
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@given(MONTHS, TAKEN, st.randoms(use_true_random=False))
def test_drawn_numbers_are_different_and_read_back(month: date, taken: int, random: Random) -> None:
    """Four candidates of the month, each read as it was written."""
    drawn = draw_numbers(month, taken=taken, random=random)
    assert len(set(drawn)) == CANDIDATES
    for number in drawn:
        assert number.startswith(f"{month:%y%m}-")
        assert len(number) == 5 + digits_for(taken)
        assert parse_number(number) == number


@given(MONTHS, TAKEN, st.randoms(use_true_random=False))
def test_numbers_are_read_as_people_type_them(month: date, taken: int, random: Random) -> None:
    """Full width, without the dash, with blanks and invisible characters around."""
    number = draw_numbers(month, taken=taken, count=1, random=random)[0]
    for typed in (
        number.translate(FULL_WIDTH),
        number.replace("-", ""),
        number.replace("-", "—"),
        f"  {number[:2]} {number[2:]}\u200b\n",
    ):
        assert parse_number(typed) == number


@given(TAKEN)
def test_the_month_never_fills_up(taken: int) -> None:
    """At most half of all numbers of a length are taken, so that four candidates suffice."""
    assert taken <= 10 ** digits_for(taken) // 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2103",
        "2113-0481",
        "2100-0481",
        "21030481x",
        "abc",
        "2103-04",
        "2103-04811234",
        "٢١٠٣٠٤٨١",
    ],
)
def test_what_cannot_be_a_number_is_refused(text: str) -> None:
    """The error names the field and gives back what was typed."""
    with pytest.raises(Invalid) as refused:
        parse_number(text)
    assert (refused.value.code, refused.value.where) == ("kernel.number", "number")


@given(st.text())
def test_any_text_is_a_number_or_refused(text: str) -> None:
    """No text does anything else; what is read is read again as itself."""
    try:
        number = parse_number(text)
    except Invalid:
        return
    assert number.isascii()
    assert parse_number(number) == number

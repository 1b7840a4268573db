"""Telephone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.vault.rules import mask, parse_telephone
from lianxin.foundation.vault.words import ERRORS

MOBILE = "13812345678"


@pytest.mark.parametrize(
    "typed",
    [
        MOBILE,
        " 138 1234 5678 ",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "138－1234－5678",
        "138—1234—5678",
        "+86 13812345678",
        "＋86-138 1234 5678",
        "0086 138 1234 5678",
        "86 13812345678",
        "+86(138)12345678",
        "138.1234.5678",
        "\u200b138\u00a01234\u30005678\ufeff",
        "138\t1234\n5678",
    ],
)
def test_mobile_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_telephone(typed) == MOBILE


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0472-5123456", "0472-5123456"),
        ("04725123456", "0472-5123456"),
        ("(0472)5123456", "0472-5123456"),
        ("（0472）512 3456", "0472-5123456"),
        ("0472－5123456", "0472-5123456"),
        ("010-12345678", "010-12345678"),
        ("01012345678", "010-12345678"),
        ("021 1234 5678", "021-12345678"),
        ("+86 0472 5123456", "0472-5123456"),
        ("0472-51234567", "0472-51234567"),
        ("0472-5123456-801", "0472-5123456-801"),
        ("0472-5123456转801", "0472-5123456-801"),
        ("0472 5123456 分机 801", "0472-5123456-801"),
        ("0472-5123456 ext. 801", "0472-5123456-801"),
        ("0472-5123456#801", "0472-5123456-801"),
    ],
)
def test_landline_keeps_area_local_and_extension(typed: str, read: str) -> None:
    assert parse_telephone(typed) == read


@pytest.mark.parametrize(
    ("typed", "code", "arguments"),
    [
        ("1381234567", "short", {"missing": 1}),
        ("138", "short", {"missing": 8}),
        ("", "short", {"missing": 11}),
        ("110", "short", {"missing": 8}),
        ("138123456789", "long", {"extra": 1}),
        ("86138123456789", "long", {"extra": 3}),
        ("12812345678", "start", {"start": "12"}),
        ("23812345678", "start", {"start": "23"}),
        ("1381234567a", "letters", {"sign": "a"}),
        ("138一2345678", "letters", {"sign": "一"}),
        ("me@example.com", "letters", {"sign": "m"}),
        ("13812345678,13912345678", "several", {}),
        ("13812345678、0472-5123456", "several", {}),
        ("5123456", "area", {}),
        ("51234567", "area", {}),
        ("0472-512345", "local_short", {"missing": 1}),
        ("0472", "local_short", {"missing": 7}),
        ("0472-512345678", "local_long", {"extra": 1}),
        ("0", "local_short", {"missing": 7}),
        ("+", "letters", {"sign": "+"}),
        ("-", "short", {"missing": 11}),
    ],
)
def test_fault_says_exactly_what_is_wrong(
    typed: str, code: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(Invalid) as caught:
        parse_telephone(typed)
    assert caught.value.code == f"vault.telephone.{code}"
    assert caught.value.where == "telephone"
    assert caught.value.arguments == arguments


@given(st.text(max_size=40) | st.text("0123456789+-()转 ext#０１８", max_size=24))
def test_any_text_is_read_or_refused_with_a_known_sentence(typed: str) -> None:
    read = code = ""
    try:
        read = parse_telephone(typed)
    except Invalid as fault:
        code = fault.code
    if code:
        assert code in ERRORS or code == "kernel.text"
        return
    assert parse_telephone(read) == read
    assert read.isascii()
    assert mask(read).count("*") >= 3


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.data())
def test_blanks_and_dashes_anywhere_change_nothing(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, 10))
    sign = data.draw(st.sampled_from(["-", " ", "－", "\u3000", "--"]))
    assert parse_telephone(number[:at] + sign + number[at:]) == number


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (MOBILE, "138****5678"),
        ("0472-5123456", "0472-***3456"),
        ("010-12345678-801", "010-****5678"),
    ],
)
def test_mask_hides_the_middle(read: str, shown: str) -> None:
    assert mask(read) == shown

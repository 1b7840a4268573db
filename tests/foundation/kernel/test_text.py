"""Clean text: nothing a table cannot hold, nothing that people wrote is lost."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import fold_code, tidy_code, tidy_line, tidy_words

Tidy = Callable[[str], str]
KEPT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ALL = pytest.mark.parametrize("tidy", [tidy_words, tidy_line, tidy_code, fold_code])


@ALL
@given(KEPT)
def test_tidying_twice_changes_nothing(tidy: Tidy, text: str) -> None:
    """What was stored once is stored the same again."""
    assert tidy(tidy(text)) == tidy(text)


@ALL
@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "好\udfff"])
def test_what_no_table_holds_is_refused(tidy: Tidy, text: str) -> None:
    """NUL and halves of surrogate pairs."""
    with pytest.raises(Invalid, match=r"kernel\.text"):
        tidy(text)


@given(KEPT)
def test_words_keep_everything_visible(text: str) -> None:
    """Letters of any script stay; only controls and outer blanks go."""
    visible = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum()]
    assert [letter for letter in tidy_words(text) if letter.isalnum()] == visible


@given(KEPT)
def test_lines_and_codes_are_of_one_line(text: str) -> None:
    """No line end is left in a line, no blank at all in a code."""
    assert "\n" not in tidy_line(text)
    assert "  " not in tidy_line(text)
    assert not any(letter.isspace() for letter in tidy_code(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" 路灯\r\n不亮\r ", "路灯\n不亮"),
        ("𠮷野家、㛃、䶮", "𠮷野家、㛃、䶮"),
        ("a\x07b\x1bc", "abc"),
        ("e\u0301", "é"),
        ("\tx\ty", "x\ty"),
    ],
)
def test_words(text: str, words: str) -> None:
    """Rare characters stay, bells and escapes go, line ends are one kind."""
    assert tidy_words(text) == words


@pytest.mark.parametrize(
    "text", ["ab-12", "ａｂ－１２", " ab 12".replace(" 1", "-1"), "a\u200bb\u2010\ufeff12", "ab—12"]
)
def test_codes_are_the_same_from_any_keyboard(text: str) -> None:
    """Full width, any dash, invisible characters in between."""
    assert tidy_code(text) == "ab-12"
    assert fold_code(text.upper()) == "ab-12"

"""Choices as lines: what is written is read back."""

from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules import file, lines
from lianxin.foundation.parameters.rules.values import Kind, check_value

LETTERS = st.characters(categories=["L"])
WORDS = st.text(LETTERS, min_size=1, max_size=8)
EXTRA = st.one_of(
    WORDS,
    st.sampled_from(["110", "true", "false"]),
    st.booleans(),
    st.lists(WORDS, min_size=1),
    st.integers(0, 99),
)
ITEMS = st.lists(
    st.builds(
        lambda code, zh, en, more: {"code": code, "zh": zh, "en": en, **more},
        WORDS,
        WORDS,
        WORDS,
        st.dictionaries(st.sampled_from(["parent", "words", "away"]), EXTRA),
    ),
    max_size=4,
)


@given(ITEMS)
def test_what_is_written_is_read_back(items: list[dict[str, object]]) -> None:
    assert lines.read(lines.written(items)) == items


def test_every_list_of_the_house_survives_a_change_of_nothing() -> None:
    for entry in file.read(read_texts([DATA])).entries:
        if entry.kind is Kind.CHOICES:
            assert lines.read(lines.written(entry.stretch.value)) == entry.stretch.value, entry.key


def test_what_lacks_is_named_by_the_check() -> None:
    assert lines.read("\n  \n") == []
    for text in ("a", "a | 甲", "A | 甲 | A"):
        (cause,) = check_value(Kind.CHOICES, lines.read(text))
        assert cause.code == "parameters.value.choices"

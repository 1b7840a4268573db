"""The short subject of a matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.subject import SUBJECT_LETTERS, subject_of


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("幸福路的路灯坏了。晚上看不见。", "幸福路的路灯坏了"),
        ("  幸福路的路灯坏了\n第二行", "幸福路的路灯坏了"),
        ("为什么?", "为什么"),
        ("一" * 30, "一" * 30),
        ("一" * 31, "一" * 29 + "…"),
        ("一" * 20 + ",二" * 20, "一" * 20 + ",二" * 4),
        ("一" * 5 + "," + "二" * 40, "一" * 5 + "," + "二" * 23 + "…"),
    ],
)
def test_the_first_sentence_is_the_subject(words: str, subject: str) -> None:
    assert subject_of(words) == subject


@given(st.text())
def test_a_subject_is_short_one_line_and_from_the_words(words: str) -> None:
    subject = subject_of(words)
    assert len(subject) <= SUBJECT_LETTERS
    assert "\n" not in subject
    assert subject.removesuffix("…") in words

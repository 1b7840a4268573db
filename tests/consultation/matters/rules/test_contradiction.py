"""Words that deny beside the answer that it is solved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.contradiction import contradicts
from lianxin.consultation.matters.rules.states import Answer

NEGATIVE = ("还是", "没解决", "依旧")


@pytest.mark.parametrize(
    ("answer", "words", "found"),
    [
        (Answer.SOLVED, "还是不亮", True),
        (Answer.SOLVED, "亮了,谢谢", False),
        (Answer.SOLVED, "", False),
        (Answer.UNSOLVED, "还是不亮", False),
        (Answer.PARTLY, "问题没解决", False),
    ],
)
def test_only_solved_beside_denying_words_contradicts(
    answer: Answer, words: str, *, found: bool
) -> None:
    assert contradicts(answer, words, NEGATIVE) is found


@given(st.text(), st.sampled_from(NEGATIVE), st.text())
def test_a_denying_phrase_is_found_anywhere(before: str, phrase: str, after: str) -> None:
    assert contradicts(Answer.SOLVED, before + phrase + after, NEGATIVE)
    assert not contradicts(Answer.SOLVED, before + phrase + after, ())

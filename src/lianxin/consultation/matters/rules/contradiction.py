"""Words against the button: 还是不亮 beside 解决了 (UI section 3, S9)."""

from collections.abc import Sequence

from lianxin.consultation.matters.rules.states import Answer


def contradicts(answer: str, words: str, negative: Sequence[str]) -> bool:
    """Tell whether words that deny stand beside the answer that it is solved."""
    return answer == Answer.SOLVED and any(phrase in words for phrase in negative)

"""Which category and unit a text points to."""

from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.suggesting import best_category

SIGNS = {
    "roads": ("路灯", "道路"),
    "roads.lighting": ("路灯",),
    "traffic.parking": ("乱停", "占道停车"),
}


def test_the_longer_words_decide_and_of_equal_ones_the_finer() -> None:
    found = best_category("路灯坏了", SIGNS)
    assert found is not None
    assert (found.code, found.words) == ("roads.lighting", ("路灯",))
    found = best_category("路灯下有人占道停车、乱停", SIGNS)
    assert found is not None
    assert found.code == "traffic.parking"
    assert best_category("食堂", SIGNS) is None
    assert best_category("", SIGNS) is None


@given(st.text(alphabet="路灯道乱停占车坏了"))
def test_what_decided_stands_in_the_text(text: str) -> None:
    found = best_category(text, SIGNS)
    assert (found is None) == (not any(word in text for words in SIGNS.values() for word in words))
    if found:
        assert found.words
        assert all(word in text and word in SIGNS[found.code] for word in found.words)

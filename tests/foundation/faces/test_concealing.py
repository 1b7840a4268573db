"""What was concealed comes back for its own purpose alone, also under an earlier key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from lianxin.foundation.faces.concealing import NotConcealed, conceal, reveal

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, TEXTS)
def test_it_comes_back_for_its_purpose(text: str, purpose: str) -> None:
    assert reveal(conceal(text, purpose=purpose), purpose=purpose) == text
    with pytest.raises(NotConcealed):
        reveal(conceal(text, purpose=purpose), purpose=f"{purpose}-")


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(NotConcealed):
        reveal(text, purpose="a")


@given(st.integers(min_value=0, max_value=30), st.integers(min_value=1, max_value=63))
def test_a_changed_sign_is_found(place: int, more: int) -> None:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    kept = conceal("2103-0481", purpose="a")
    changed = signs[(signs.index(kept[place]) + more) % len(signs)]
    with pytest.raises(NotConcealed):
        reveal(kept[:place] + changed + kept[place + 1 :], purpose="a")


def test_an_earlier_key_still_reads(settings: Settings) -> None:
    kept = conceal("一", purpose="a")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 40, [settings.SECRET_KEY]
    assert reveal(kept, purpose="a") == "一"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotConcealed):
        reveal(kept, purpose="a")

"""Sentences of the vault, in both languages."""

import pytest
from django.utils.translation import override

from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.vault.rules import parse_telephone
from lianxin.foundation.vault.words import ERRORS

CHINESE = range(0x4E00, 0xA000)


@pytest.mark.parametrize(
    ("typed", "chinese", "english"),
    [
        (
            "1381234567",
            "手机:少 1 位。请写 11 位,不想留可空着。",
            "Mobile: Short by 1. Write 11 digits or leave it empty.",
        ),
        (
            "1381234567a",
            "手机:里面有“a”。请只写数字,不想留可空着。",
            "Mobile: It contains “a”. Write digits only, or leave it empty.",
        ),
    ],
)
def test_fault_says_where_what_and_what_to_do(typed: str, chinese: str, english: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_telephone(typed)
    with override("zh-hans"):
        assert tell(caught.value).text == chinese
    with override("en"):
        assert tell(caught.value).text == english


@pytest.mark.parametrize("code", ERRORS)
def test_every_sentence_has_a_remedy_in_both_languages(code: str) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            told = tell(Invalid(code))
        assert told.what
        assert told.remedy
        spoken = any(ord(letter) in CHINESE for letter in told.text)
        assert spoken is (language == "zh-hans")

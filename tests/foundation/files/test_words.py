"""Sentences of the photos, in both languages."""

import pytest
from django.utils.translation import override

from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.files.words import ERRORS
from lianxin.foundation.kernel.errors import Invalid

CHINESE = range(0x4E00, 0xA000)


def test_limit_is_named_in_both_languages() -> None:
    fault = Invalid("files.pixels", where="photos", width=9_000, height=5_000, limit=40)
    with override("zh-hans"):
        assert tell(fault).text == (
            "照片:照片太大:9000×5000 像素,最多 40 百万像素。请把照片截屏后发截屏。"
        )
    with override("en"):
        assert tell(fault).text == (
            "Photos: Too large: 9000×5000 pixels, the most is 40 million. Send a screenshot of it."
        )


@pytest.mark.parametrize("code", ERRORS)
def test_every_sentence_has_a_remedy_in_both_languages(code: str) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            told = tell(Invalid(code))
        assert told.what
        assert told.remedy
        spoken = any(ord(letter) in CHINESE for letter in told.text)
        assert spoken is (language == "zh-hans")

"""Sentences: where, what, what to do."""

import string
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from lianxin.foundation.faces.sentences import (
    Sentence,
    known,
    place,
    register,
    tell,
)
from lianxin.foundation.faces.words import ERRORS, RIGHTS
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.kernel.rights import Right


@pytest.fixture(autouse=True)
def room() -> None:
    """Register a room's sentences."""
    register(
        {
            "test.short": Sentence("少 {missing} 位。", "请写 11 位,不想留可空着。"),
            "test.state": Sentence("现在是“{state}”。"),
        },
        names={"where.test_telephone": "手机", "state.test_new": "待分流"},
    )


def test_told_with_place_and_remedy() -> None:
    told = tell(Invalid("test.short", where="test_telephone", missing=1))
    assert (told.what, told.where, told.remedy) == (
        "少 1 位。",
        "手机",
        "请写 11 位,不想留可空着。",
    )
    assert told.text == "手机:少 1 位。请写 11 位,不想留可空着。"
    with translation.override("en"):
        assert told.text == "手机: 少 1 位。 请写 11 位,不想留可空着。"


def test_codes_are_named_also_in_lists() -> None:
    assert tell(Refused("test.state", state="test_new")).what == "现在是“待分流”。"
    assert tell(Refused("test.state", state=["test_new", "x"])).what == "现在是“待分流、x”。"


def test_missing_argument_is_a_dash_and_a_missing_sentence_names_the_code() -> None:
    assert tell(Invalid("test.short")).what == "少 — 位。"
    assert "test.nobody" in tell(Invalid("test.nobody")).what
    assert not known("test.nobody")
    assert place("nowhere") == ""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", sorted(ERRORS))
def test_every_sentence_is_whole_in_both_languages(code: str, language: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    sentence = ERRORS[code]
    with translation.override("zh-hans"):
        chinese = names(f"{sentence.what}{sentence.remedy}")
    with translation.override(language):
        assert names(f"{sentence.what}{sentence.remedy}") == chinese
        assert sentence.remedy
    banned = ("please", "sorry", "invalid", "forbidden", "!", "!")
    with translation.override("en"):
        assert not [word for word in banned if word in f"{sentence.what}{sentence.remedy}".lower()]


def test_every_right_has_a_name() -> None:
    assert set(RIGHTS) == set(Right)


def test_moments_and_days_are_told_as_people_read_them() -> None:
    register({"faces.test_until": Sentence("到 {until} 为止,{day} 起")})
    told = tell(
        Refused(
            "faces.test_until",
            until=datetime(2020, 12, 1, 8, tzinfo=UTC),
            day=date(2020, 3, 5),
        )
    )
    assert told.text == "到 2020年12月1日 16:00 为止,2020年3月5日 起"

"""Every parameter of the house has a name in both languages, unlike the others of its room."""

from collections import Counter

import pytest
from django.utils.translation import override

from lianxin.foundation.faces.sentences import tell, tell_code
from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.pages import coded
from lianxin.foundation.parameters.queries import MissingValue, name_of, searched_names
from lianxin.foundation.parameters.rules.file import read
from lianxin.foundation.parameters.rules.names import names

LIMIT = "matters.limits.handle.normal"
LONGEST = 14


def test_every_key_has_a_name_and_every_name_a_key() -> None:
    assert set(names()) == {entry.key for entry in read(read_texts([DATA])).entries}


def test_what_is_said_by_name_is_a_parameter() -> None:
    assert {*coded.ROLES, *coded.CHOICES, *coded.CHOICES.values()} <= set(names())


@pytest.mark.parametrize("language", [0, 1])
def test_no_two_of_a_room_have_the_same_name(language: int) -> None:
    found = Counter((key.split(".")[0], both[language].lower()) for key, both in names().items())
    assert [each for each, count in found.items() if count > 1] == []


def test_names_are_short_and_each_in_its_language() -> None:
    for key, (chinese, english) in names().items():
        assert 0 < len(chinese) <= LONGEST, key
        assert english[0].isupper() or english[0].isdigit(), key
        assert all(letter < "\u3000" for letter in english), key


def test_a_name_is_in_the_readers_language_and_a_citys_own_key_stays() -> None:
    assert name_of(LIMIT) == "办理时限·一般"
    with override("en"):
        assert name_of(LIMIT) == "Time to handle, normal"
        assert name_of("matters.our_own") == "matters.our_own"
    assert searched_names(LIMIT) == "办理时限·一般 Time to handle, normal"
    assert searched_names("matters.our_own") == ""


def test_errors_and_notices_say_the_name() -> None:
    missing = MissingValue("parameters.no_value", where=LIMIT, on="2021-03-05")
    assert f"“办理时限·一般”({LIMIT})" in tell(missing).what
    told = {"parameter": LIMIT, "asker": "系统员", "since": "2021-03-05"}
    assert "“办理时限·一般”" in tell_code("parameters.told.asked", arguments=told).what
    with override("en"):
        assert "“Time to handle, normal”" in tell_code("parameters.told.asked", arguments=told).what
        assert f"“Time to handle, normal” ({LIMIT})" in tell(missing).what

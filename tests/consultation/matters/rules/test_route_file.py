"""The file of routes: what is written can be read, what cannot be read is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.route_file import read, written
from lianxin.consultation.matters.rules.routing import Hours, Near, Rule, Target, numbered
from lianxin.foundation.kernel.errors import Invalid

WORD = st.text(alphabet='路灯"\\a ', min_size=1, max_size=6).filter(str.strip)
DAYS = st.none() | st.dates()
TARGETS = st.builds(Target, unit=st.just("order")) | st.builds(
    Target, kind=st.just("station"), near=st.sampled_from(Near)
)
RULES = st.lists(
    st.builds(
        Rule,
        position=st.just(0),
        target=TARGETS,
        category=st.sampled_from(["", "traffic"]),
        area=st.sampled_from(["", "150205"]),
        words=st.lists(WORD, max_size=3).map(tuple),
        hours=st.sampled_from(Hours),
        since=DAYS,
        until=DAYS,
        note=WORD,
    ),
    min_size=1,
    max_size=4,
).map(numbered)


@given(RULES)
def test_what_is_written_can_be_read(rules: tuple[Rule, ...]) -> None:
    assert read(written(rules)) == rules


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("[[rule", 0),
        ("rule = 3", 0),
        ("rule = [3]", 1),
        ('[[rule]]\nto = "a"\n[[rule]]\nwho = "a"', 2),
        ("[[rule]]\nto = 3", 1),
        ('[[rule]]\nwords = [""]', 1),
        ('[[rule]]\nnear = "moon"', 1),
        ('[[rule]]\nhours = "noon"', 1),
        ('[[rule]]\nsince = "2021-03-05"', 1),
    ],
)
def test_what_cannot_be_read_is_named(text: str, line: int) -> None:
    with pytest.raises(Invalid) as told:
        read(text)
    assert told.value.arguments["line"] == line


def test_days_are_dates_of_toml() -> None:
    (rule,) = read('[[rule]]\nto = "a"\nsince = 2021-03-05')
    assert rule.since == date(2021, 3, 5)

"""The data files of the stories, the hours people act in, and the drawn photos."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lianxin.demo import scenes, stories
from lianxin.demo.hours import AWAKE, OFFICE, Pace, moment
from lianxin.demo.places import CAST
from lianxin.demo.story import with_days
from lianxin.demo.telling import Teller
from lianxin.foundation.clock.rules import ZONE, Calendar

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
CALENDAR = Calendar(years=frozenset({2025, 2026}))
TELEPHONE = re.compile(r"1[3]\d4720\d{4}|")
WORDY = {
    *("contact", "return", "rectify", "reply", "reopen", "supplement", "note", "conclude"),
    *("extend", "park", "decide"),
}


def test_words_are_all_there() -> None:
    for story in stories.read():
        assert story.words
        assert TELEPHONE.fullmatch(story.telephone), story.telephone
        assert story.category or story.state in {"new", "concluded"}
        for step in story.steps:
            assert hasattr(Teller, f"_{step['do']}"), step
            assert step.get("words") or step["do"] not in WORDY, step
            assert not set("!！") & set(step.get("words", ""))


def test_every_telephone_is_another_persons() -> None:
    numbers = [story.telephone for story in stories.read() if story.telephone]
    assert len(set(numbers)) == len(numbers)


def test_names_are_known() -> None:
    logins = {one.login for one in CAST}
    for story in stories.read():
        named = {story.by} | {
            step[field] for step in story.steps for field in ("to", "by", "names") if field in step
        }
        assert named - {""} <= logins


def test_replies_speak_to_the_citizen() -> None:
    for story in stories.read():
        for step in story.steps:
            if step["do"] == "reply":
                assert step["words"].startswith("您好:")
                assert step["words"].endswith("。")


@given(at=MOMENTS, now=MOMENTS, staff=st.booleans(), late=st.integers(0, 30))
def test_nobody_acts_in_the_future_or_at_night(
    at: datetime, now: datetime, *, staff: bool, late: int
) -> None:
    pace = Pace(now=now, calendar=CALENDAR, late=timedelta(minutes=late))
    fitted = pace.fit(at, staff=staff)
    assert fitted <= now
    assert fitted >= min(at, now)
    local = fitted.astimezone(ZONE)
    hours = OFFICE if staff else AWAKE
    inside = any(begin <= local.time() < end for begin, end in hours)
    assert inside or fitted == min(at, now)
    assert not staff or CALENDAR.is_working_day(local.date()) or fitted == min(at, now)


@given(now=MOMENTS, days=st.integers(0, 40), hour=st.times(), staff=st.booleans())
def test_a_story_has_begun(now: datetime, days: int, hour: datetime, *, staff: bool) -> None:
    pace = Pace(now=now, calendar=CALENDAR)
    assert pace.start(days, hour, staff=staff) <= now  # type: ignore[arg-type] # times of Hypothesis


def test_words_name_days() -> None:
    friday = moment(date(2026, 3, 6), OFFICE[0][0])
    assert with_days("{-1}换好,{+1}再看,今天{0}", friday, CALENDAR) == (
        "3月5日换好,3月9日再看,今天3月6日"
    )


@pytest.mark.parametrize("scene", [*scenes.SCENES])
def test_a_pair_differs(scene: str) -> None:
    before, after = scenes.draw(f"{scene}.before"), scenes.draw(f"{scene}.{scenes.AFTER[scene]}")
    assert before != after
    assert Image.open(BytesIO(before)).size == Image.open(BytesIO(after)).size == scenes.SIZE

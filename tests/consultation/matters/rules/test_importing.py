"""Columns, dates and rows of files to import."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.consultation.matters.rules.importing import (
    FIELDS,
    Bounds,
    Message,
    guess_columns,
    parse_moment,
    read_row,
)
from lianxin.foundation.kernel.errors import Invalid, LianxinError

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 6, 1, tzinfo=UTC)
BOUNDS = Bounds(zone=ZONE, now=NOW, letters=200)
COLUMNS = {"words": 0, "said_at": 1, "replied_at": 2, "reply": 3, "title": 4}


@pytest.mark.parametrize(
    "heads",
    [
        ("id", "group", "query_date", "reply_date", "title", "text", "reply", "agency_raw"),
        ("id", "user", "time", "title", "text", "reply", "reply_time"),
        ("留言编号", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"),
        (" TEXT ", "Date"),
    ],
)
def test_usual_headings_are_known(heads: tuple[str, ...]) -> None:
    found = guess_columns(heads, {})
    for field, place in found.items():
        assert heads[place].strip().casefold() in FIELDS[field]
    assert {"words", "said_at"} <= set(found)


def test_a_named_column_goes_before_a_guess() -> None:
    assert guess_columns(("text", "time", "正文"), {"words": "正文"})["words"] == 2
    for named, code in (({"x": "text"}, "import_field"), ({"words": "x"}, "import_heading")):
        with pytest.raises(Invalid, match=code):
            guess_columns(("text", "time"), named)
    with pytest.raises(Invalid, match="import_no_column"):
        guess_columns(("text",), {})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-03-05", datetime(2021, 3, 5, 12, tzinfo=ZONE)),
        ("2021/3/5 9:05", datetime(2021, 3, 5, 9, 5, tzinfo=ZONE)),
        ("2021年3月5日", datetime(2021, 3, 5, 12, tzinfo=ZONE)),
        ("2021-03-05T23:59:59", datetime(2021, 3, 5, 23, 59, 59, tzinfo=ZONE)),
        (date(2021, 3, 5), datetime(2021, 3, 5, 12, tzinfo=ZONE)),
        (datetime(2021, 3, 5, 8), datetime(2021, 3, 5, 8, tzinfo=ZONE)),  # noqa: DTZ001 - a cell's
        ("  ", None),
    ],
)
def test_days_and_times_are_read(text: object, moment: datetime | None) -> None:
    assert parse_moment(text, ZONE) == moment


@pytest.mark.parametrize(
    "text", ["5.3.2021", "2021-13-01", "2021-03-05 25:00", "yesterday", "0001-01-01", "2021"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="import_date"):
        parse_moment(text, ZONE)


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - local times
def test_a_written_time_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_moment(f"{whole:%Y-%m-%d %H:%M:%S}", ZONE) == whole.replace(tzinfo=ZONE)


@given(st.lists(st.one_of(st.text(), st.integers(), st.dates(), st.none()), max_size=6))
def test_any_row_is_a_message_or_a_list_of_faults(cells: list[object]) -> None:
    read = read_row(7, cells, COLUMNS, BOUNDS)
    if isinstance(read, Message):
        assert read.words
        assert read.line == 7
        assert read.said_at <= NOW
    else:
        assert read
        assert all(fault.where in FIELDS for fault in read)


@given(st.text())
def test_any_text_is_a_date_empty_or_a_typed_error(text: str) -> None:
    try:
        found = parse_moment(text, ZONE)
    except LianxinError:
        return
    assert found is None or found.tzinfo is not None


def test_equal_rows_have_equal_digests_and_others_do_not() -> None:
    row = ("路灯坏了", "2021-03-05", "", "", "")
    first = read_row(2, row, COLUMNS, BOUNDS)
    again = read_row(9, row, COLUMNS, BOUNDS)
    other = read_row(2, ("路灯坏了", "2021-03-06", "", "", ""), COLUMNS, BOUNDS)
    assert isinstance(first, Message)
    assert isinstance(again, Message)
    assert isinstance(other, Message)
    assert first.digest == again.digest != other.digest


def test_a_reply_of_the_same_day_without_an_hour_is_no_fault() -> None:
    for said, replied in (("2021-03-05 14:30", "2021-03-05"), ("2021-03-05", "2021-03-05 09:30")):
        read = read_row(2, ("一件事", said, replied, "答复", ""), COLUMNS, BOUNDS)
        assert isinstance(read, Message)
        assert read.replied_at == read.said_at
    wrong = ("一件事", "2021-03-05 14:30", "2021-03-05 09:30", "答复", "")
    assert not isinstance(read_row(2, wrong, COLUMNS, BOUNDS), Message)

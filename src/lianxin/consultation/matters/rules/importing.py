"""Rows of a file of messages: which column is which, and what a row says."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from lianxin.foundation.faces import columns as table
from lianxin.foundation.kernel.errors import Fault, Invalid, LianxinError
from lianxin.foundation.kernel.text import tidy_line, tidy_words

NOON = time(12)
"""A day without an hour counts as its noon: no order within a day is claimed."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "words": ("text", "words", "content", "内容", "留言详情", "正文", "诉求内容", "来信内容"),
    "said_at": (
        "query_date",
        "time",
        "date",
        "said_at",
        "留言时间",
        "来信时间",
        "来信日期",
        "提交时间",
        "日期",
        "时间",
    ),
    "title": ("title", "subject", "标题", "留言主题", "主题", "事由"),
    "reply": ("reply", "answer", "答复", "答复意见", "回复", "回复内容"),
    "replied_at": ("reply_date", "reply_time", "replied_at", "答复时间", "回复时间", "答复日期"),
    "agency": ("agency_raw", "agency", "unit", "答复单位", "回复单位", "办理单位"),
    "id": ("id", "number", "编号", "留言编号", "工单编号"),
}
"""The fields of a row and the headings that are taken for them when none is named."""

HEADINGS, HEADING_LETTERS = 20, 30
"""How much of a file's headings a message repeats."""
REQUIRED = ("words", "said_at")


@dataclass(frozen=True, slots=True)
class Message:
    """One row that can be taken in; times are aware, ``line`` counts from 1 with the heading."""

    line: int
    words: str
    said_at: datetime
    title: str
    reply: str
    replied_at: datetime | None
    agency: str
    digest: bytes
    id: str = ""


def guess_columns(headings: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Give the column of each field, by the option given or by its heading.

    Raises Invalid for an unknown field, a heading that is not there, a required field without
    column (naming the headings that are known and those found), or a file without headings.
    """
    tidied = [tidy_line(heading) for heading in headings]
    places = {heading.casefold(): place for place, heading in enumerate(tidied) if heading}
    found = table.guess_columns(tidied, FIELDS.items())
    found |= {field: _named(field, heading, places) for field, heading in named.items()}
    missing = [field for field in REQUIRED if field not in found]
    if not places:
        raise Invalid("matters.import_nothing", where="column")
    if missing:
        raise Invalid(
            "matters.import_no_column",
            where="column",
            field=missing[0],
            known=FIELDS[missing[0]],
            found=[heading[:HEADING_LETTERS] for heading in tidied][:HEADINGS],
        )
    return found


def _named(field: str, heading: str, places: Mapping[str, int]) -> int:
    if field not in FIELDS:
        raise Invalid("matters.import_field", where="column", given=field, known=list(FIELDS))
    if heading.casefold() not in places:
        raise Invalid("matters.import_heading", where="column", given=heading)
    return places[heading.casefold()]


def parse_moment(value: object, zone: tzinfo) -> datetime | None:
    """Read a day or a time of a cell; None for an empty one. Raises Invalid otherwise."""
    text = tidy_line(str(value))
    if not text:
        return None
    moment = _dated(value, zone) if isinstance(value, date) else _written(text, zone)
    if moment is None or moment.year < table.EARLIEST:
        raise Invalid("matters.import_date", given=text[:30])
    return moment


def _dated(value: date, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone)
    return datetime.combine(value, NOON, tzinfo=zone)


def _written(text: str, zone: tzinfo) -> datetime | None:
    found = table.split_moment(text)
    if found is None:
        return None
    day, clock = found
    return datetime.combine(day, clock or NOON, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a row is read with: the zone of its times, the present, the most letters of a text."""

    zone: tzinfo
    now: datetime
    letters: int


def read_row(
    line: int, cells: Sequence[object], columns: Mapping[str, int], bounds: Bounds
) -> Message | list[Fault]:
    """Read one row: the message, or every fault with its field."""
    faults: list[Fault] = []
    texts = {
        field: _text(cells, columns, field, faults)
        for field in ("words", "title", "reply", "agency", "id")
    }
    said_at = _time(cells, columns, "said_at", bounds.zone, faults)
    replied_at = _time(cells, columns, "replied_at", bounds.zone, faults)
    replied_at = _same_day(said_at, replied_at)
    faults += _missing(texts, said_at, replied_at, faults)
    faults += _order(said_at, replied_at, bounds.now)
    faults += _long(texts, bounds.letters)
    if faults or said_at is None:
        return faults
    return Message(
        line=line,
        words=texts["words"],
        said_at=said_at,
        title=texts["title"],
        reply=texts["reply"],
        replied_at=replied_at,
        agency=texts["agency"],
        digest=row_digest(texts, said_at),
        id=texts["id"],
    )


def row_digest(texts: Mapping[str, str], said_at: datetime) -> bytes:
    """Give the SHA-256 that tells whether a row was imported before."""
    parts = (texts["id"], said_at.isoformat(), texts["title"], texts["words"])
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _text(
    cells: Sequence[object], columns: Mapping[str, int], field: str, faults: list[Fault]
) -> str:
    place = columns.get(field)
    if place is None or place >= len(cells):
        return ""
    try:
        return tidy_words(str(cells[place]))
    except LianxinError as error:
        faults.append(Fault(error.code, field, error.arguments))
        return ""


def _time(
    cells: Sequence[object],
    columns: Mapping[str, int],
    field: str,
    zone: tzinfo,
    faults: list[Fault],
) -> datetime | None:
    place = columns.get(field)
    if place is None or place >= len(cells):
        return None
    try:
        return parse_moment(cells[place], zone)
    except LianxinError as error:
        faults.append(Fault(error.code, field, error.arguments))
        return None


def _missing(
    texts: Mapping[str, str],
    said_at: datetime | None,
    replied_at: datetime | None,
    before: Sequence[Fault],
) -> list[Fault]:
    known = {fault.where for fault in before}
    absent = {
        "words": not texts["words"],
        "said_at": said_at is None,
        "replied_at": bool(texts["reply"]) and replied_at is None,
    }
    return [
        Fault("matters.import_empty", field, {"field": field})
        for field, gone in absent.items()
        if gone and field not in known
    ]


def _same_day(said_at: datetime | None, replied_at: datetime | None) -> datetime | None:
    """Lift a reply of the same day to its message when one of the two has no hour."""
    if said_at is None or replied_at is None or replied_at >= said_at:
        return replied_at
    dayless = NOON in {said_at.time(), replied_at.time()}
    return said_at if dayless and said_at.date() == replied_at.date() else replied_at


def _order(said_at: datetime | None, replied_at: datetime | None, now: datetime) -> list[Fault]:
    faults = []
    if said_at and replied_at and replied_at < said_at:
        faults.append(Fault("matters.import_order", "replied_at", {"given": replied_at.date()}))
    for field, moment in (("said_at", said_at), ("replied_at", replied_at)):
        if moment and moment > now:
            faults.append(Fault("matters.import_future", field, {"given": moment.date()}))
    return faults


def _long(texts: Mapping[str, str], most: int) -> list[Fault]:
    return [
        Fault("matters.words_long", field, {"given": len(text), "most": most})
        for field, text in texts.items()
        if len(text) > most
    ]

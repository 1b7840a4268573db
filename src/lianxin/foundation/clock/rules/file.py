"""The data file of the calendar: TOML, one table per notice of the State Council's office.

::

    [[notice]]
    year = 2021
    number = "国办发明电〔2020〕27号"        # "文号不详" when it is not known
    title = "国务院办公厅关于2021年部分节假日安排的通知"
    published_on = 2020-11-25
    address = "http://www.gov.cn/..."      # may be left out
    area = "150200"                        # left out: the whole country
    replaces = true                        # in place of all earlier notices of the year and area
    feasts = [
      { name = "春节", off = ["2021-02-11/2021-02-17"], worked = ["2021-02-07", "2021-02-20"] },
    ]

``off`` are days off, ``worked`` weekend days that are worked; ``first/last`` is a range. A day
stands once in a file and area, under the notice that settled it. A notice that says nothing of
``replaces`` takes the days it names from earlier notices and leaves them their others.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from lianxin.foundation.clock.rules.years import DAY, SATURDAY
from lianxin.foundation.kernel.errors import Fault

_TEXTS: Final = ("number", "title", "address", "area")
_FIELDS: Final = frozenset({*_TEXTS, "year", "published_on", "replaces", "feasts"})
_FEAST: Final = frozenset({"name", "off", "worked"})
LONGEST: Final = timedelta(days=30)
"""A longer range is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class FeastDay:
    """One day of a notice: off, or a weekend day that is worked."""

    day: date
    off: bool
    name: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """One notice with its days."""

    year: int
    number: str
    title: str
    published_on: date
    address: str
    area: str
    days: tuple[FeastDay, ...] = ()
    replaces: bool = False


@dataclass(slots=True)
class Reading:
    """The notices of a file and every fault with its place."""

    notices: list[NoticeRead] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, code: str, /, **arguments: object) -> None:
        """Note one fault."""
        self.faults.append(Fault(f"clock.file.{code}", where, arguments))


def read(name: str, text: str) -> Reading:
    """Read a calendar file and check it."""
    reading = Reading()
    try:
        tables = tomllib.loads(text).get("notice")
    except tomllib.TOMLDecodeError as error:
        reading.fault(name, "syntax", cause=str(error))
        return reading
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reading.fault(name, "empty")
        return reading
    for table in tables:
        _read_notice(reading, name, table)
    _check_once(reading, name)
    return reading


def _read_notice(reading: Reading, name: str, table: Mapping[str, Any]) -> None:
    where = f"{name} {table.get('title') or table.get('year') or '?'}"
    before = len(reading.faults)
    _check_texts(reading, where, table)
    _check_year(reading, where, table)
    if len(reading.faults) == before:
        days = tuple(_read_feasts(reading, where, table))
        reading.notices.append(_notice(table, days))


def _check_texts(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    for odd in sorted(set(table) - _FIELDS):
        reading.fault(where, "unknown_field", field=odd)
    for text in _TEXTS:
        if not isinstance(table.get(text, ""), str):
            reading.fault(where, "text", field=text)
    for text in ("title", "number"):
        if not table.get(text):
            reading.fault(where, "missing_field", field=text)


def _check_year(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    year, published = table.get("year"), table.get("published_on")
    if not isinstance(year, int) or not date.min.year < year < date.max.year:
        reading.fault(where, "missing_field", field="year")
    if not isinstance(published, date) or isinstance(published, datetime):
        reading.fault(where, "missing_field", field="published_on")
    if not isinstance(table.get("replaces", False), bool):
        reading.fault(where, "missing_field", field="replaces")


def _notice(table: Mapping[str, Any], days: tuple[FeastDay, ...]) -> NoticeRead:
    texts = {name: table.get(name, "").strip() for name in _TEXTS}
    return NoticeRead(
        year=table["year"],
        published_on=table["published_on"],
        days=days,
        replaces=table.get("replaces", False),
        **texts,
    )


def _read_feasts(reading: Reading, where: str, table: Mapping[str, Any]) -> Iterator[FeastDay]:
    feasts = table.get("feasts")
    if not isinstance(feasts, list) or not all(_is_feast(feast) for feast in feasts):
        reading.fault(where, "feasts")
        return
    for feast in feasts:
        for off, words in ((True, feast.get("off", [])), (False, feast.get("worked", []))):
            for word in words:
                yield from _read_range(reading, where, table["year"], (feast["name"], off, word))


def _is_feast(feast: object) -> bool:
    if not isinstance(feast, dict) or not set(feast) <= _FEAST:
        return False
    lists = [feast.get("off", []), feast.get("worked", [])]
    plain = all(isinstance(each, list) and all(isinstance(w, str) for w in each) for each in lists)
    return plain and isinstance(feast.get("name"), str) and any(lists)


def _read_range(
    reading: Reading, where: str, year: int, said: tuple[str, bool, str]
) -> Iterator[FeastDay]:
    name, off, word = said
    first, _, last = word.partition("/")
    try:
        since, until = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        reading.fault(where, "day", value=word)
        return
    if not since <= until <= since + LONGEST:
        reading.fault(where, "range", value=word)
    elif not is_near(year, since, until):
        reading.fault(where, "other_year", value=word, year=year)
    else:
        yield from _each_day(reading, where, FeastDay(since, off, name), until)


def is_near(year: int, since: date, until: date) -> bool:
    """Tell whether the days may stand in the notice of a year: at most a month away from it."""
    return date(year - 1, 12, 1) <= since <= until < date(year + 1, 2, 1)


def _each_day(reading: Reading, where: str, first: FeastDay, until: date) -> Iterator[FeastDay]:
    day = first.day
    while day <= until:
        if not first.off and day.weekday() < SATURDAY:
            reading.fault(where, "weekday_worked", value=day.isoformat())
        yield FeastDay(day, first.off, first.name)
        day += DAY


def _check_once(reading: Reading, name: str) -> None:
    days: dict[tuple[str, date], str] = {}
    titles: set[str] = set()
    for notice in reading.notices:
        where = f"{name} {notice.title}"
        if notice.title in titles:
            reading.fault(where, "title_twice")
        titles.add(notice.title)
        for each in notice.days:
            place = (notice.area, each.day)
            if place in days:
                reading.fault(where, "day_twice", value=each.day.isoformat(), other=days[place])
            days[place] = notice.title

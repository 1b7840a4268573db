"""The days of a notice as people write them: short lines, or the paragraphs of the notice itself.

::

    10-01..10-07 国庆节
    10-10 上班
    七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。

A range whose end lies before its start began in the year before. A day of another year is written
with its year: ``2026-12-31 元旦``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from lianxin.foundation.clock.rules.file import LONGEST, FeastDay, NoticeRead, is_near
from lianxin.foundation.clock.rules.years import DAY, SATURDAY
from lianxin.foundation.kernel.errors import Fault

WORKED: Final = "上班"
OFF: Final = "放假"
_ASIDE: Final = re.compile(r"\([^)]*\)")
_ORDINAL: Final = re.compile(r"^\s*[一二三四五六七八九十]+、")
_TO: Final = r"\s*(?:\.\.|~|至|到|/|–|—)\s*"
_DAY: Final = r"(?:(\d{4})\s*[-.年]\s*)?(\d{1,2})\s*[-.月]\s*(\d{1,2})日?"
_SHORT: Final = re.compile(rf"{_DAY}(?:{_TO}{_DAY})?\s*(.*)")
_SAID_DAY: Final = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_SAID: Final = re.compile(rf"{_SAID_DAY}(?:\s*至\s*{_SAID_DAY})?")

Place = tuple[str | None, str | None, str | None]
"""Year, month and day as they were written."""


@dataclass(slots=True)
class Lines:
    """The days that were read, and every fault with the number of its line."""

    year: int
    days: list[FeastDay] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    line: int = 0
    said: dict[date, int] = field(default_factory=dict)

    def fault(self, code: str, value: object) -> None:
        """Note one fault of the line that is read."""
        arguments = {"line": self.line, "value": value, "year": self.year}
        self.faults.append(Fault(f"clock.line.{code}", "lines", arguments))

    def take(self, since: date, until: date, *, off: bool, name: str) -> None:
        """Take the days of a range, or note what is wrong with them."""
        if until - since > LONGEST:
            self.fault("range", f"{since} – {until}")
        elif not is_near(self.year, since, until):
            self.fault("other_year", since.isoformat())
        else:
            for n in range((until - since).days + 1):
                self._take(FeastDay(since + n * DAY, off, name))

    def _take(self, each: FeastDay) -> None:
        if not each.off and each.day.weekday() < SATURDAY:
            self.fault("weekday_worked", each.day.isoformat())
        elif each.day in self.said:
            self.fault("day_twice", each.day.isoformat())
        else:
            self.said[each.day] = self.line
            self.days.append(each)


def read_lines(year: int, text: str) -> Lines:
    """Read the days of a year's notice from lines."""
    read = Lines(year)
    for number, line in enumerate(text.splitlines(), start=1):
        read.line = number
        plain = _ORDINAL.sub("", _ASIDE.sub("", unicodedata.normalize("NFKC", line))).strip()
        if plain:
            _read_line(read, plain)
    if not read.days and not read.faults:
        read.fault("empty", "")
    read.days = list(_named(read.days))
    return read


def _read_line(read: Lines, line: str) -> None:
    short = _SHORT.fullmatch(line)
    if short and not _is_sentence(line):
        _read_short(read, line, short)
    elif OFF in line or WORKED in line:
        _read_sentences(read, line)
    else:
        read.fault("syntax", line)


def _is_sentence(line: str) -> bool:
    return "日" in line and any(sign in line for sign in ":。") and (OFF in line or WORKED in line)


def _read_short(read: Lines, line: str, found: re.Match[str]) -> None:
    words = found[7].strip()
    off = WORKED not in words
    name = words.replace(WORKED, "").replace(OFF, "").strip(" ,:")
    if off and not name:
        read.fault("name", line)
        return
    _take(read, line, (_place(found, 1), _place(found, 4)), off=off, name=name)


def _read_sentences(read: Lines, line: str) -> None:
    head, mark, rest = line.partition(":")
    name, rest = (head.strip(), rest) if mark else ("", line)
    found, month = False, None
    for sentence in rest.split("。"):
        off = WORKED not in sentence
        for said in _SAID.finditer(sentence) if OFF in sentence or not off else ():
            first, last = _place(said, 1), _place(said, 4)
            first = (first[0], first[1] or month, first[2])
            month = last[1] or first[1]
            last = (last[0], month, last[2]) if last[2] else last
            _take(read, said[0], (first, last), off=off, name=name)
            found = True
    if not found or not name:
        read.fault("syntax" if not found else "name", line)


def _place(found: re.Match[str], group: int) -> Place:
    return found[group], found[group + 1], found[group + 2]


def _take(read: Lines, words: str, ends: tuple[Place, Place], *, off: bool, name: str) -> None:
    first, last = ends
    try:
        since = _date(read.year, first)
        until = _date(since.year, last) if last[2] else since
        if until < since and not first[0]:
            since = since.replace(year=since.year - 1)
    except (TypeError, ValueError):
        read.fault("day", words)
        return
    if until < since:
        read.fault("range", words)
        return
    read.take(since, until, off=off, name=name)


def _date(year: int, place: Place) -> date:
    """Give the day that was written. Raises ValueError or TypeError for what is none."""
    own, month, day = place
    return date(int(own or year), int(month), int(day))  # type: ignore[arg-type]


def _named(days: list[FeastDay]) -> Iterator[FeastDay]:
    """Give each day a name: a worked day that has none takes that of the nearest feast."""
    feasts = [each for each in days if each.off]
    for each in days:
        if each.name or not feasts:
            yield each
        else:
            near = min(feasts, key=lambda feast, day=each.day: abs(feast.day - day))  # type: ignore[misc]
            yield replace(each, name=near.name)


def written(notice: NoticeRead) -> str:
    """Write a notice in the format of the data file."""
    feasts = []
    for name in dict.fromkeys(each.name for each in notice.days):
        off, worked = (
            ", ".join(f'"{each.day}"' for each in notice.days if (each.name, each.off) == (name, o))
            for o in (True, False)
        )
        feasts.append(f"  {{ name = {_text(name)}, off = [{off}], worked = [{worked}] }},")
    lines = [
        "[[notice]]",
        f"year = {notice.year}",
        f"number = {_text(notice.number)}",
        f"title = {_text(notice.title)}",
        f"published_on = {notice.published_on.isoformat()}",
        f"address = {_text(notice.address)}",
        f"area = {_text(notice.area)}",
        f"replaces = {str(notice.replaces).lower()}",
        "feasts = [",
        *feasts,
        "]",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


_BRACKETS: Final = re.compile(r"[\[【(〔](\d{4})[\]】)〕]")


def tidy_number(number: str) -> str:
    """Give a document's number with the brackets that are printed: 国办发明电〔2026〕9号."""
    plain = unicodedata.normalize("NFKC", number)
    return _BRACKETS.sub(r"〔\1〕", "".join(plain.split()))

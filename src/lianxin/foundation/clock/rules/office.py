"""Office hours: when the offices of an area are open, and time that counts only then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from lianxin.foundation.clock.rules.days import Days
from lianxin.foundation.clock.rules.moments import ZONE
from lianxin.foundation.clock.rules.pauses import merged, within
from lianxin.foundation.clock.rules.years import DAY

NONE: Final = timedelta()


@dataclass(frozen=True)
class OfficeHours:
    """Spells of a working day in which offices are open, from the day ``since`` on.

    A spell is a first and a last time after midnight.
    """

    since: date
    spells: tuple[tuple[timedelta, timedelta], ...]
    length: timedelta = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Add up the spells. Raises ValueError unless they follow one another."""
        edges = [edge for spell in self.spells for edge in spell]
        if not edges or any(one >= other for one, other in pairwise(edges)):
            raise ValueError(f"office hours out of order: {self.spells}")
        object.__setattr__(self, "length", sum((b - a for a, b in self.spells), NONE))

    def until(self, into: timedelta) -> timedelta:
        """Give how long the office was open before this time of the day."""
        return sum((max(min(into, b) - a, NONE) for a, b in self.spells), NONE)

    def reached(self, span: timedelta) -> timedelta:
        """Give the first time of the day at which the office has been open for ``span``."""
        for begin, end in self.spells:
            if span <= end - begin:
                return begin + span
            span -= end - begin
        raise ValueError("longer than the day")


def spells(words: Sequence[str]) -> tuple[tuple[timedelta, timedelta], ...]:
    """Read spells such as ``09:00-12:00``. Raises ValueError."""
    parts = [word.split("-") for word in words]
    return tuple((_into(begin), _into(end)) for begin, end in parts)


def _into(word: str) -> timedelta:
    at = time.fromisoformat(word)
    return timedelta(hours=at.hour, minutes=at.minute)


@dataclass(frozen=True)
class OfficeDays(Days):
    """Working days with the hours of their offices; ``office`` goes by the day of each change."""

    office: tuple[OfficeHours, ...] = ()

    def office_hours(self, day: date) -> OfficeHours | None:
        """Give the hours that the area's offices keep on a working day at that time."""
        for hours in reversed(self.office):
            if hours.since <= day:
                return hours
        return None

    def office_time(self, start: datetime, until: datetime) -> timedelta:
        """Give how long the offices are open between two moments; nothing backwards."""
        if until <= start:
            return NONE
        (first, before), (last, into) = _local(start), _local(until)
        whole = sum((hours.length * count for hours, count in self._whole(first, last)), NONE)
        return whole + self._open_until(last, into) - self._open_until(first, before)

    def _whole(self, first: date, last: date) -> Iterator[tuple[OfficeHours, int]]:
        """Give the working days from one day up to, not with, the other, by their hours."""
        ends = [hours.since for hours in self.office[1:]] + [date.max]
        for hours, end in zip(self.office, ends, strict=False):
            since, until = max(first, hours.since), min(last, end)
            if since < until:
                yield hours, self.working_days_between(since - DAY, until - DAY)

    def _open_until(self, day: date, into: timedelta) -> timedelta:
        hours = self.office_hours(day)
        return hours.until(into) if hours and self.is_working_day(day) else NONE

    def add_office_time(self, start: datetime, span: timedelta) -> datetime:
        """Give the first moment at which offices have been open for ``span`` since ``start``.

        Raises ValueError when no office hours are known.
        """
        if not self.office:
            raise ValueError("no office hours are known")
        day, into = _local(start)
        left = span + self._open_until(day, into)
        while True:
            hours = self.office_hours(day)
            length = hours.length if hours and self.is_working_day(day) else NONE
            if hours and left <= length:
                at = datetime.combine(day, time.min, ZONE) + hours.reached(left)
                return at.astimezone(UTC)
            left -= length
            day = self.next_working_day(day)

    def office_due(
        self, start: datetime, span: timedelta, pauses: Sequence[tuple[datetime, datetime]]
    ) -> datetime:
        """Give when offices have been open for ``span`` since ``start``, pauses left out."""
        at = self.add_office_time(start, span)
        for since, until in merged(pauses):
            if since >= at:
                break
            lost = self.office_time(max(since, start), until)
            at = self.add_office_time(at, lost) if lost else at
        return at

    def office_elapsed(
        self, start: datetime, until: datetime, pauses: Sequence[tuple[datetime, datetime]]
    ) -> timedelta:
        """Give how long offices were open between two moments, pauses left out."""
        lost = (self.office_time(*cut) for cut in within(merged(pauses), start, until))
        return self.office_time(start, until) - sum(lost, NONE)

    def first_office_day(self, start: datetime) -> date:
        """Give the first day on which an office may still be open at or after the moment."""
        day, into = _local(start)
        hours = self.office_hours(day)
        return day if hours and into < hours.spells[-1][1] else day + DAY


def _local(moment: datetime) -> tuple[date, timedelta]:
    local = moment.astimezone(ZONE).replace(tzinfo=None)
    day = local.date()
    return day, local - datetime.combine(day, time.min)

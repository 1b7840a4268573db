"""One story of the demo, as its data file tells it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from lianxin.foundation.clock.queries import Calendar, local_day

DAY = re.compile(r"\{([+-]?\d+)\}")
"""A day in words, as working days from the day they are written."""


@dataclass
class Story:
    """One matter: who said what, where and when, the steps after it and the state it comes to.

    It begins ``days`` working days ago at the local hour ``at``. ``by`` is the sign-in who
    took it down, nobody for a citizen online. ``always`` means that nobody waits for office
    hours. A step is a table with ``do`` (the verb), when it is done after the step before
    (``days`` working days, then ``after`` hours; two hours if it tells neither), and what the
    verb asks; ``until`` is so many working days after it. Words may name days: ``{-3}`` is three
    working days ago. ``photos``, ``photo_before`` and ``photo_after`` name scenes.
    """

    words: str
    days: int
    state: str
    at: str = "10:00"
    place: str = ""
    source: str = "online"
    by: str = ""
    telephone: str = ""
    category: str = ""
    urgency: str = "normal"
    publish: bool = False
    always: bool = False
    photos: list[str] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def hour(self) -> time:
        """Give the local hour it begins at."""
        return time.fromisoformat(self.at)

    def over(self, days: int) -> bool:
        """Tell whether it ended more than so many working days ago."""
        took = sum(step.get("days", 0) + step.get("after", 2) // 24 for step in self.steps)
        silent = any(step["do"] == "silence" for step in self.steps)
        waited = days if silent else 0
        return self.state == "concluded" and self.days - took - waited > days


def with_days(words: str, at: datetime, calendar: Calendar) -> str:
    """Write the days that words name: ``{-3}`` becomes 3月5日."""
    today = local_day(at)

    def written(found: re.Match[str]) -> str:
        return _written(_moved(today, int(found[1]), calendar))

    return DAY.sub(written, words)


def _moved(day: date, days: int, calendar: Calendar) -> date:
    if days >= 0:
        return calendar.add_working_days(day, days)
    while days < 0:
        day = date.fromordinal(day.toordinal() - 1)
        days += calendar.is_working_day(day)
    return day


def _written(day: date) -> str:
    return f"{day.month}月{day.day}日"

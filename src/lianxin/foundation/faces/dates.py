"""Days, moments, limits, counts and rates as people read them, in both languages (UI section 6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_SIGNS = "一二三四五六日"
HUNDREDTH = Decimal("0.01")
NO_DATA = "—"
MINUTE = 60
MIDNIGHT = "24:00"
"""The end of a day, as limits are told: 00:00 would read as a day later."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one language writes days and moments."""

    day: str
    day_of_week: str
    other_year: str
    other_year_of_week: str
    moment: str
    due_day: str
    due_moment: str


SHAPES = {
    "zh": Shape(
        day="{month}月{day}日",
        day_of_week="{month}月{day}日(周{sign})",
        other_year="{year}年{month}月{day}日",
        other_year_of_week="{year}年{month}月{day}日(周{sign})",
        moment="{day} {time}",
        due_day="{day}24:00前",
        due_moment="{day}{time}前",
    ),
    "en": Shape(
        day="{day} {month_name} {year}",
        day_of_week="{weekday} {day} {month_name} {year}",
        other_year="{day} {month_name} {year}",
        other_year_of_week="{weekday} {day} {month_name} {year}",
        moment="{day}, {time}",
        due_day="by the end of {day}",
        due_moment="by {time} on {day}",
    ),
}


def _shape() -> Shape:
    return SHAPES["en" if (get_language() or "").startswith("en") else "zh"]


def day_text(day: date, *, today: date | None = None, weekday: bool = False) -> str:
    """Give 3月5日, 2020年3月5日 when it is not this year, 3月5日(周五) with the weekday."""
    shape = _shape()
    if day.year == (today or timezone.localdate()).year:
        line = shape.day_of_week if weekday else shape.day
    else:
        line = shape.other_year_of_week if weekday else shape.other_year
    return line.format(
        year=day.year,
        month=day.month,
        day=day.day,
        month_name=MONTHS[day.month - 1],
        sign=WEEKDAY_SIGNS[day.weekday()],
        weekday=WEEKDAYS[day.weekday()],
    )


def clock_text(moment: datetime) -> str:
    """Give the local time of day: 14:31."""
    return f"{timezone.localtime(moment):%H:%M}"


def moment_text(moment: datetime, *, today: date | None = None) -> str:
    """Give the local day and time of day: 3月5日 14:31."""
    day = day_text(timezone.localdate(moment), today=today)
    return _shape().moment.format(day=day, time=clock_text(moment))


def due_text(at: datetime, *, today: date | None = None) -> str:
    """Give the end of a limit, exclusive: 3月5日(周五)24:00前 for the midnight after that day."""
    local = timezone.localtime(at)
    whole_day = (local.hour, local.minute, local.second) == (0, 0, 0)
    day = local.date() - timedelta(days=1) if whole_day else local.date()
    line = _shape().due_day if whole_day else _shape().due_moment
    return line.format(day=day_text(day, today=today, weekday=True), time=f"{local:%H:%M}")


def limit_text(at: datetime, *, today: date | None = None) -> str:
    """Give the end of a limit inside a sentence: 3月5日 24:00 for the midnight after that day."""
    local = timezone.localtime(at)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return moment_text(at, today=today)
    day = day_text(local.date() - timedelta(days=1), today=today)
    return _shape().moment.format(day=day, time=MIDNIGHT)


def iso_text(moment: datetime) -> str:
    """Give the local time for a ``<time datetime>``: 2021-03-05T14:31+08:00."""
    return timezone.localtime(moment).isoformat(timespec="minutes")


def working_days_text(count: int) -> str:
    """Give 2 个工作日."""
    return ngettext("{count} 个工作日", "{count} 个工作日", count).format(count=count)


def days_text(count: int) -> str:
    """Give 2 天."""
    return ngettext("{count} 天", "{count} 天", count).format(count=count)


def hours_text(count: int) -> str:
    """Give 2 小时."""
    return ngettext("{count} 小时", "{count} 小时", count).format(count=count)


def minutes_text(count: int) -> str:
    """Give 2 分钟."""
    return ngettext("{count} 分钟", "{count} 分钟", count).format(count=count)


def seconds_text(count: int) -> str:
    """Give 20 秒, or whole minutes as 5 分钟."""
    minutes, rest = divmod(count, MINUTE)
    if minutes and not rest:
        return minutes_text(minutes)
    return ngettext("{count} 秒", "{count} 秒", count).format(count=count)


def count_text(count: int) -> str:
    """Give a count with a comma for thousands: 12,508."""
    return f"{count:,}"


def rate_text(part: int, whole: int) -> str:
    """Give a rate with two decimals, half up: 71.43%; — when nothing was counted."""
    if not whole:
        return NO_DATA
    rate = Decimal(part * 100) / Decimal(whole)
    return f"{rate.quantize(HUNDREDTH, ROUND_HALF_UP)}%"


def points_text(change: Decimal) -> str:
    """Give the change of a rate in points: 升 3.1 点, 降 3.1 点, 持平."""
    size = format(abs(change).normalize(), "f")
    if not change:
        return _("持平")
    line = _("升 {size} 点") if change > 0 else _("降 {size} 点")
    return line.format(size=size)

"""Moments and the local days they fall on."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")
"""The one zone of mainland China."""

KEPT_DAYS: Final = 20_000
"""Midnights kept ready: all days of half a century."""


def local_day(moment: datetime) -> date:
    """Give the day that people in China have at the moment, which must know its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.astimezone(ZONE).date()


@lru_cache(maxsize=KEPT_DAYS)
def start_of(day: date) -> datetime:
    """Give the local midnight with which the day begins, in UTC."""
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)

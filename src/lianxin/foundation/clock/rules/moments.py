"""Moments and the local days they fall on."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")
"""The one zone of mainland China."""


def local_day(moment: datetime) -> date:
    """Give the day that people in China have at the moment, which must know its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """Give the local midnight with which the day begins, in UTC."""
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)

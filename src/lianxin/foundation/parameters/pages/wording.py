"""Values, days and sources of parameters as people read them, in the reader's language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import (
    NO_DATA,
    count_text,
    day_text,
    days_text,
    hours_text,
    minutes_text,
    working_days_text,
)
from lianxin.foundation.parameters import queries
from lianxin.foundation.parameters.rules.timeline import ALWAYS, FOREVER, Stretch
from lianxin.foundation.parameters.rules.values import Confidence, Kind, LimitUnit

PARAMETERS: Final = "/desk/settings/parameters"
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
SHOWN_CHOICES: Final = 12
"""How many things of a long list stand in a row of the page; the whole list has its own."""
MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Badge:
    """The look and the words of a mark."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it says."""

    name: str
    text: str


def language() -> str:
    """Give the reader's language."""
    return get_language() or "zh-hans"


def named_with_key(key: str) -> str:
    """Give what a parameter is called and its key; the key alone for a city's own."""
    name = queries.name_of(key)
    return key if name == key else f"{name} · {key}"


def value_text(kind: Kind, value: Any) -> str:
    """Give a value in words: 13 个工作日, 5 分钟, 一般、紧急、特急."""
    if value is None:
        return NO_DATA
    return _WRITERS[kind](value)


def short_text(kind: Kind, value: Any) -> str:
    """Give a value in words, of a long list its beginning and how many things it has."""
    listed = value if kind in {Kind.CHOICES, Kind.LIST} else []
    if len(listed) <= SHOWN_CHOICES:
        return value_text(kind, value)
    start = value_text(kind, listed[:SHOWN_CHOICES])
    return _("{start}…共 {count} 项").format(start=start, count=len(listed))


def line_text(kind: Kind, value: Any) -> str:
    """Give a value within a sentence: of a list in another language than the reader's its size."""
    text = short_text(kind, value)
    if not is_foreign(text):
        return text
    count = len(value)
    return ngettext("{count} 项", "{count} 项", count).format(count=count)


def _limit_text(value: Mapping[str, Any]) -> str:
    amount, unit = value["amount"], LimitUnit(value["unit"])
    if unit is LimitUnit.DAYS and amount == 0:
        return _("当日")
    return _UNITS[unit](amount)


def _statutory(count: int) -> str:
    return ngettext("{count} 日(法定算法)", "{count} 日(法定算法)", count).format(count=count)


def _office_hours(count: int) -> str:
    return ngettext("{count} 个办公小时", "{count} 个办公小时", count).format(count=count)


def _office_minutes(count: int) -> str:
    return ngettext("{count} 个办公分钟", "{count} 个办公分钟", count).format(count=count)


def _seconds(count: int) -> str:
    return ngettext("{count} 秒", "{count} 秒", count).format(count=count)


def seconds_text(seconds: int) -> str:
    """Give seconds in the largest unit that takes them whole."""
    amount, unit = split_seconds(seconds)
    texts = {DAY: days_text, HOUR: hours_text, MINUTE: minutes_text, 1: _seconds}
    return texts[unit](amount)


def split_seconds(seconds: int) -> tuple[int, int]:
    """Give an amount and its unit in seconds, the largest one that takes them whole."""
    if not seconds:
        return 0, 1
    unit = next(each for each in (DAY, HOUR, MINUTE, 1) if seconds % each == 0)
    return seconds // unit, unit


def _list_text(value: list[str]) -> str:
    return _("、").join(value) if value else _("(空)")


def _choices_text(value: list[Mapping[str, Any]]) -> str:
    own = "en" if language().startswith("en") else "zh"
    return _("、").join(str(each[own]) for each in value)


_UNITS: Final[Mapping[LimitUnit, Callable[[int], str]]] = {
    LimitUnit.HOURS: hours_text,
    LimitUnit.WORKING_DAYS: working_days_text,
    LimitUnit.DAYS: days_text,
    LimitUnit.STATUTORY_DAYS: _statutory,
    LimitUnit.OFFICE_HOURS: _office_hours,
    LimitUnit.OFFICE_MINUTES: _office_minutes,
}
_WRITERS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.LIMIT: _limit_text,
    Kind.NUMBER: count_text,
    Kind.SECONDS: seconds_text,
    Kind.LIST: _list_text,
    Kind.CHOICES: _choices_text,
    Kind.TEXT: str,
}


def is_foreign(text: str) -> bool:
    """Tell whether Chinese words stand in a page of another language, to be marked so."""
    return language().startswith("en") and CHINESE.search(text) is not None


def since_text(day: date) -> str:
    """Give 2021年3月5日起, or 一直 for a value without a first day."""
    return _("一直") if day == ALWAYS else _("{day}起").format(day=day_text(day))


def span_text(stretch: Stretch) -> str:
    """Give the days of a value."""
    if stretch.until == FOREVER:
        return since_text(stretch.since)
    until = day_text(stretch.until)
    if stretch.since == ALWAYS:
        return _("到{until}(不含)").format(until=until)
    return _("{since}至{until}(不含)").format(since=day_text(stretch.since), until=until)


def confidence_text(confidence: str) -> str:
    """Give how well the source was read."""
    return {
        Confidence.LAW: _("法规,已读原文"),
        Confidence.PUBLISHED: _("公开页面"),
        Confidence.READ: _("先前读过"),
        Confidence.OWN: _("自定"),
    }[Confidence(confidence)]


def confidence_badge(confidence: str) -> Badge:
    """Give the mark of it; what the house decided itself looks different."""
    look = "waiting" if confidence == Confidence.OWN else "moving"
    return Badge(look, confidence_text(confidence))


def kind_text(kind: Kind) -> str:
    """Give the name of a kind."""
    return {
        Kind.NUMBER: _("数"),
        Kind.SECONDS: _("时长"),
        Kind.LIMIT: _("时限"),
        Kind.LIST: _("清单"),
        Kind.CHOICES: _("选项"),
        Kind.TEXT: _("文字"),
    }[kind]


def room_text(room: str) -> str:
    """Give the name of the room that a key begins with; the word itself for one nobody named."""
    names = {
        "accounts": _("账号"),
        "appraisal": _("评议"),
        "audit": _("审计"),
        "bulletin": _("通报"),
        "clock": _("日历"),
        "disputes": _("矛盾纠纷"),
        "enterprises": _("企业诉求"),
        "faces": _("页面"),
        "files": _("照片"),
        "hazards": _("治安隐患"),
        "hotline": _("12345 与 110"),
        "leads": _("线索"),
        "mailbox": _("局长信箱"),
        "matters": _("意见建议"),
        "meetings": _("恳谈会"),
        "notices": _("通知"),
        "parameters": _("参数"),
        "petitions": _("信访"),
        "rates": _("比率"),
        "ratings": _("好差评"),
        "rectified": _("整改"),
        "reports": _("报案"),
        "units": _("单位"),
        "vault": _("联系方式"),
    }
    return names.get(room, room)


def room_of(key: str) -> str:
    """Give the room that a key begins with."""
    return key.split(".", 1)[0]

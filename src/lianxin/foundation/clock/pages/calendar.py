"""Pages that show the calendar: its years with their notices, and one year by months."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.foundation.clock import queries
from lianxin.foundation.clock.pages.telling import months, weekdays
from lianxin.foundation.clock.queries import NoticeLine, Year
from lianxin.foundation.faces.dates import day_text, days_text, working_days_text
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right

CALENDAR = "/desk/settings/calendar"


@dataclass(frozen=True, slots=True)
class Badge:
    """How a year stands, in a word."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in finished text."""

    title: str
    facts: str
    address: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the list in finished text."""

    href: str
    title: str
    badge: Badge
    working_days: str
    notices: tuple[NoticeRow, ...]


def _area(request: HttpRequest) -> str:
    """Give the area that is asked for, one with days of its own, or the whole country."""
    area = request.GET.get("area", "")
    return area if area in queries.areas() else ""


def _badge(year: Year) -> Badge:
    return Badge("waiting", _("暂定")) if year.provisional else Badge("moving", _("有通知"))


def _notice(line: NoticeLine) -> NoticeRow:
    parts = [
        line.number,
        _("{day}印发").format(day=day_text(line.published_on)),
        _("只在 {area}").format(area=line.area) if line.area else "",
        _("写了 {days}").format(days=days_text(line.days)) if line.days else "",
    ]
    facts = " · ".join(part for part in parts if part)
    return NoticeRow(line.title, facts, line.address, replaced=not line.days)


def _row(year: Year, area: str) -> YearRow:
    asked = f"?area={area}" if area else ""
    return YearRow(
        href=f"{CALENDAR}/{year.number}{asked}",
        title=_("{year} 年").format(year=year.number),
        badge=_badge(year),
        working_days=working_days_text(year.working_days),
        notices=tuple(_notice(line) for line in year.notices),
    )


@page(Right.PARAMETERS_MANAGE)
def calendar(request: HttpRequest) -> HttpResponse:
    """List the years, newest first, with the notices that settle them."""
    area, today = _area(request), timezone.localdate()
    return page_of(
        request,
        "clock/calendar.html",
        rows=[_row(year, area) for year in queries.years(today=today, area=area)],
        areas=queries.areas(),
        area=area,
        missing=queries.missing_year(today=today),
        may_load=actor_of(request).holds_everywhere(Right.PARAMETERS_MANAGE),
    )


@page(Right.PARAMETERS_MANAGE)
def one_year(request: HttpRequest, number: int) -> HttpResponse:
    """Show a year by its months. Raises NotFound for a year that is not in the list."""
    area = _area(request)
    listed = queries.years(today=timezone.localdate(), area=area)
    found = [year for year in listed if year.number == number]
    if not found:
        raise NotFound("faces.not_found")
    made = queries.calendar(area)
    return page_of(
        request,
        "clock/year.html",
        year=_row(found[0], area),
        area=area,
        provisional=found[0].provisional,
        months=months(made, number, queries.names(number, area=area)),
        weekdays=weekdays(),
        back=f"{CALENDAR}?area={area}" if area else CALENDAR,
    )

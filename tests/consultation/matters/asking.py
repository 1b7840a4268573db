"""What units ask of the approver, and a calendar that changes, as tests take them."""

from datetime import date, datetime, timedelta

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Leg
from lianxin.foundation.clock import actions as clock_actions
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units.queries import directory
from tests.city import staff

FRIDAY = 5
WORDS = "厂家说要等配件。"


def leg_of(number: str) -> Leg:
    """Give the open turn of a matter."""
    return Leg.objects.get(matter__number=number, ended_at=None)


def due_day(moment: datetime | None) -> date:
    """Give the last day of a due date."""
    assert moment is not None
    return clock.local_day(moment - timedelta(microseconds=1))


def later(number: str, days: int = 3) -> date:
    """Give a working day some working days after the step's due day."""
    return clock.calendar().add_working_days(due_day(leg_of(number).due), days)


def ask(number: str, *, reason: str = "works", until: date | None = None) -> None:
    """Let the unit ask for a later date, or by its reason for a pause."""
    actions.extend(
        by=staff("officer"),
        matter=number,
        reason=reason,
        until=until or later(number),
        words=WORDS,
    )


def pause(number: str, days: int = 14) -> None:
    """Let the clock stand still for so many days, as the unit asks and the leader allows."""
    ask(number, reason="expert_report", until=directory().day + timedelta(days=days))
    decide(number)


def decide(number: str, *, approve: bool = True) -> None:
    """Let the leader decide what waits."""
    actions.decide(by=staff("leader"), matter=number, approve=approve, words="请按期办。")


def stretch_limit(key: str, amount: int, unit: str = "working_days") -> None:
    """Let a limit be another from today."""
    parameters.set_value(
        by=job("test", Right.PARAMETERS_MANAGE),
        key=key,
        value={"amount": amount, "unit": unit},
        since=directory().day,
        source="test",
    )


def into_next_year() -> date:
    """Let matters be due in March of the next year that no notice settles; give the due day."""
    calendar, today = clock.calendar(), directory().day
    year = max(*calendar.years, today.year) + 1
    last = calendar.roll_on(date(year, 3, 10))
    amount = calendar.working_days_between(today, last)
    stretch_limit("matters.limits.handle.normal", amount)
    return last


def publish(*off: date) -> str:
    """Load a notice that gives these days off, and those that the rule gave; give its year."""
    year = off[0].year
    all_days = (date(year, 1, 1) + timedelta(days=n) for n in range(360))
    ruled = {
        day
        for day in all_days
        if day.isoweekday() <= FRIDAY and not clock.calendar().is_working_day(day)
    }
    days = ", ".join(f'"{day.isoformat()}"' for day in sorted(ruled | set(off)))
    text = f"""
[[notice]]
year = {year}
number = "国办发明电〔{year - 1}〕9号"
title = "{year} 年放假安排(试)"
published_on = {directory().day.isoformat()}
feasts = [{{ name = "试", off = [{days}], worked = [] }}]
"""
    clock_actions.load_texts(by=job("test", Right.PARAMETERS_MANAGE), texts={"test.toml": text})
    return str(year)

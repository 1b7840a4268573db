"""The calendar of next year is loaded on a page: what rested on it moves, and its owners know."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.jobs.recounting import TASK, recount_all
from lianxin.consultation.matters.models import DueChange, Leg
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.parameters import queries as parameters_now
from lianxin.foundation.units.queries import today
from tests.city import staff
from tests.journeys import stage
from tests.journeys.conftest import House, Open
from tests.journeys.hand import DESK, PHONE, Hand

LIMIT = "matters.limits.handle.normal"
RULER = job("test", Right.PARAMETERS_MANAGE)
TITLE = "【测试用,并非真实通知】明年部分节假日安排"
TENTATIVE = "节假日安排未公布,暂定"
WEEK = timedelta(days=7)
EVE = timedelta(microseconds=1)


def unsettled() -> int:
    """Give the first year that no notice settles."""
    return max(clock.calendar().years) + 1


def working_days(until: date) -> int:
    """Count the working days from tomorrow to a day, as the calendar stands."""
    made, day = clock.calendar(), today()
    ahead = (day + timedelta(days=n) for n in range(1, (until - day).days + 1))
    return sum(made.is_working_day(one) for one in ahead)


def set_limit(amount: int) -> None:
    """Let a matter in hand take so many working days from today."""
    value = {"amount": amount, "unit": "working_days"}
    parameters.set_value(by=RULER, key=LIMIT, value=value, since=today(), source="测试")


@pytest.fixture
def long_limit(house: House) -> Iterator[int]:  # noqa: ARG001 - the city first
    """Let whatever is taken in hand be due well inside the year without a notice; give the year."""
    year = unsettled()
    usual = parameters_now.limit(LIMIT, on=today())["amount"]
    set_limit(working_days(date(year, 3, 20)))
    yield year
    set_limit(usual)


def week_off(due: date) -> str:
    """Write New Year's day and the working week before the one of a day as days off, in lines."""
    monday = due - timedelta(days=due.weekday()) - WEEK
    friday = monday + timedelta(days=4)
    return f"01-01 元旦\n{monday:%m-%d}..{friday:%m-%d} 测试假期"


def run_jobs() -> None:
    """Do what the worker does: the outbox, then the counting anew that it ordered, then news."""
    stage.work()
    waiting = ProcrastinateJob.objects.filter(task_name=TASK, status="todo")
    assert waiting.exists()
    for one in waiting:
        recount_all(**one.args)
    stage.work()


def due_day(number: str) -> date:
    """Give the last day of a matter's step."""
    leg = Leg.objects.get(matter__number=number, ended_at=None)
    assert leg.due
    return clock.local_day(leg.due - EVE)


def load_notice(hand: Hand, year: int, days: str) -> None:
    """Type a notice on the page of loading, look at what it changes, and load it."""
    hand.open("/desk/settings/calendar")
    hand.press("装入通知")
    hand.heading("装入通知")
    hand.write("哪一年的安排", str(year))
    hand.write("通知的标题", TITLE)
    hand.write("文号", "测试发〔0000〕0号")
    hand.write("印发日期", today().isoformat())
    hand.write("放假和上班的日子", days)
    hand.press("看会改哪些天")
    hand.heading("核对以后装入")
    hand.sees(TITLE, "暂定的改为已定", "测试假期")
    hand.judge("calendar preview")
    hand.press("装入")
    hand.heading("已装入")
    hand.sees("没有办完的期限正在后台重新计算")


def test_what_rested_on_next_year_moves_and_its_owners_are_told(
    opened: Open, long_limit: int
) -> None:
    mine, theirs = stage.in_hand(), stage.dispatched("路口天天堵车,行人过不去。", to="traffic")
    actions.accept(by=staff("driver"), matter=theirs.number)
    was = due_day(mine.number)
    assert was.year == long_limit
    page = f"/desk/matters/{mine.number}"
    officer = opened(DESK, who="officer")
    officer.open(page)
    officer.sees(TENTATIVE, day_text(was))
    load_notice(opened(DESK, who="admin"), long_limit, week_off(was))
    run_jobs()
    due = due_day(mine.number)
    assert due == was + WEEK
    moves = f"放假安排有变:这一步期限 {day_text(was)} → {day_text(due)}"
    for hand in (officer, opened(PHONE, who="officer")):
        hand.open(page)
        hand.sees(moves, f"全程期限 {day_text(was)} → {day_text(due)}")
        hand.sees_not("暂定")
        hand.judge("matter counted anew")
    for who, told in (("officer", mine), ("driver", theirs)):
        hand = opened(PHONE, who=who)
        hand.open("/desk/notices")
        hand.sees("放假安排有变,您单位 1 件的期限重新计算")
        hand.sees(f"{told.number} {was.isoformat()} → {due.isoformat()}")
    kept = DueChange.objects.filter(matter__number__in=[mine.number, theirs.number])
    assert {clock.local_day(one.was - EVE) for one in kept} == {was}
    assert kept.count() == 4

"""Reminders and circulars: at their time, to those whose turn it is, once, naming their clock."""

from datetime import datetime, timedelta

import pytest

from lianxin.cli.main import parser
from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions.reminding import remind
from lianxin.consultation.matters.jobs.reminding import REMINDER, run_at
from lianxin.foundation.audit.models import Row
from lianxin.foundation.audit.queries.runs import runs
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Notice
from tests.city import staff
from tests.consultation.matters import asking, lives

pytestmark = pytest.mark.usefixtures("town")
HOUR = timedelta(hours=9)


def due_of(number: str) -> datetime:
    """Give the due date of the open step."""
    due = asking.leg_of(number).due
    assert due is not None
    return due


def told(code: str) -> set[str]:
    """Give who was told a thing."""
    found = Notice.objects.filter(topic=f"matters.told.{code}")
    return {one.person.login for one in found}


def test_what_is_due_soon_is_told_once_the_working_day_before() -> None:
    number = lives.handled()
    due = due_of(number)
    last = asking.due_day(due)
    calendar = clock.calendar()
    before = last - timedelta(days=1)
    while not calendar.is_working_day(before):
        before -= timedelta(days=1)
    run_at(clock.start_of(before) - HOUR)
    assert told("soon_step") == set()
    morning = clock.start_of(before) + HOUR
    assert run_at(morning) >= 2
    assert told("soon_step") == {"officer", "colleague"}
    assert run_at(morning) == 0
    assert run_at(morning + HOUR) == 0


def test_the_whole_clock_is_told_apart_when_it_is_another_day() -> None:
    number = lives.handled()
    asking.stretch_limit("matters.limits.accept", 4)
    matter = lives.stands(number)
    assert matter.due is not None
    actions.redispatch(by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit")
    run_at(matter.due + HOUR)
    assert told("late_total") == {"driver"}
    assert told("late_accept") == {"driver"}
    assert told("late_step") == set()


def test_what_is_late_is_urged_the_day_after_and_named_five_working_days_later() -> None:
    number = lives.handled()
    due = due_of(number)
    run_at(due - HOUR)
    assert told("late_step") == set()
    run_at(due + HOUR)
    assert told("late_step") == {"officer", "colleague"}
    assert told("circular") == set()
    later = clock.calendar().add_working_days(asking.due_day(due), 5)
    run_at(clock.start_of(later) - HOUR)
    assert told("circular") == set()
    run_at(clock.start_of(later) + HOUR)
    assert told("circular") == {"leader", "supervisor"}
    assert run_at(clock.start_of(later) + HOUR) == 0


def test_a_request_that_nobody_decides_is_told_to_the_approver() -> None:
    number = lives.handled()
    asking.ask(number)
    asked = lives.stands(number).last_at
    run_at(asked)
    assert told("undecided") == set()
    run_at(asked + timedelta(days=10))
    assert told("undecided") == {"leader"}


def test_what_lies_parked_is_reviewed_every_ninety_days() -> None:
    number = lives.parked(300)
    began = lives.stands(number).last_at
    run_at(began + timedelta(days=89))
    assert told("park_review") == set()
    run_at(began + timedelta(days=91))
    assert told("park_review") == {"leader"}
    assert run_at(began + timedelta(days=92)) == 0
    assert run_at(began + timedelta(days=181)) == 1


def test_a_review_is_counted_in_the_unit_of_its_limit() -> None:
    number = lives.parked(300)
    began = lives.stands(number).last_at
    asking.stretch_limit("matters.limits.park_review", 10, "working_days")
    tenth = clock.calendar().add_working_days(clock.local_day(began), 10)
    run_at(clock.start_of(tenth) - HOUR)
    assert told("park_review") == set()
    run_at(clock.start_of(tenth) + HOUR)
    assert told("park_review") == {"leader"}
    with pytest.raises(Invalid):
        asking.stretch_limit("matters.limits.park_review", 0, "days")


def test_what_is_late_by_hours_is_told_after_hours() -> None:
    number = lives.handled()
    asking.stretch_limit("matters.reminders.overdue", 4, "hours")
    due = due_of(number)
    run_at(due + timedelta(hours=3))
    assert told("late_step") == set()
    run_at(due + timedelta(hours=4))
    assert told("late_step") == {"officer", "colleague"}


def test_the_call_back_is_told_to_who_supervises() -> None:
    number = lives.answered()
    sent = lives.stands(number).last_at
    run_at(sent + timedelta(days=1))
    assert told("call_back") == {"supervisor"}


def test_only_the_clocks_own_job_reminds() -> None:
    with pytest.raises(NoRight):
        remind(by=job("other", Right.MATTERS_SEND), now=lives.stands(lives.say()).last_at)
    assert REMINDER.holds(Right.MATTERS_CLOCK)


def test_the_command_runs_it_for_a_given_time(capsys: pytest.CaptureFixture[str]) -> None:
    number = lives.handled()
    at = (due_of(number) + HOUR).isoformat()
    asked = parser().parse_args(["job", "run", "matters.reminders", "--at", at])
    assert asked.run(asked) == 0
    assert told("late_step") == {"officer", "colleague"}
    assert "2" in capsys.readouterr().out
    row = Row.objects.get(verb="jobs.run")
    assert row.object == "job:matters.reminders"
    ran = runs()["matters.reminders"]
    assert ran.ended_at is not None
    assert not ran.failure


def test_the_command_runs_nothing_for_a_mistyped_year() -> None:
    number = lives.handled()
    far = (due_of(number) + timedelta(days=365)).isoformat()
    asked = parser().parse_args(["job", "run", "matters.reminders", "--at", far])
    with pytest.raises(Invalid) as refused:
        asked.run(asked)
    assert refused.value.code == "config.job_far"
    assert not Notice.objects.filter(topic__startswith="matters.told.late").exists()
    assert "matters.reminders" not in runs()

"""Counting anew: what rests on a changed year moves, once, the old date kept, the owner told."""

from datetime import date

import pytest

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.actions.recount import Change, recount
from lianxin.consultation.matters.jobs.recounting import RECOUNTER, change_of
from lianxin.consultation.matters.models import DueChange, Event
from lianxin.consultation.matters.queries.badges import step_clock, total_clock
from lianxin.consultation.matters.queries.case import case_of
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Notice
from lianxin.foundation.notices.queries import OutboxItem
from tests.city import staff
from tests.consultation.matters import asking, invariants, lives

pytestmark = pytest.mark.usefixtures("town")


def changed(last: date, *, at_once: int = 2) -> tuple[int, Change]:
    """Publish that a due day is off, and count anew; give how many moved."""
    about = asking.publish(last)
    news = Outbox.objects.filter(topic="clock.changed", about__endswith=about).latest("id")
    change = change_of(news.about, news.seq)
    return recount(by=RECOUNTER, change=change, at_once=at_once), change


def test_every_open_date_that_rests_on_the_year_moves_and_the_old_one_stays() -> None:
    last = asking.into_next_year()
    numbers = [lives.handled() for _time in range(3)] + [lives.dispatched()]
    done = lives.concluded()
    assert asking.due_day(asking.leg_of(numbers[0]).due) == last
    assert asking.leg_of(numbers[0]).provisional
    frozen = lives.stands(done).due
    moved, _change = changed(last)
    next_day = clock.calendar().next_working_day(last)
    assert moved == 4
    for number in numbers:
        assert asking.due_day(lives.stands(number).due) == next_day
        event = Event.objects.filter(matter__number=number).latest("seq")
        assert (event.verb, event.due) == ("recount", lives.stands(number).due)
    leg = asking.leg_of(numbers[0])
    assert asking.due_day(leg.due) == next_day
    assert asking.due_day(leg.first_due) == last
    assert not leg.provisional
    kept = DueChange.objects.filter(leg=leg).get()
    assert (asking.due_day(kept.was), kept.cause) == (last, "calendar")
    assert lives.stands(done).due == frozen
    lines = [entry.what for entry in case_of(numbers[0], photo_base="").entries]
    assert any("放假安排有变" in line for line in lines)
    assert not case_of(numbers[0], photo_base="").entries[0].why
    invariants.check_all()


def test_it_may_run_twice_and_goes_on_where_it_was_cut_off() -> None:
    last = asking.into_next_year()
    numbers = [lives.handled() for _time in range(5)]
    moved, change = changed(last)
    assert moved == 5
    events = Event.objects.count()
    assert recount(by=RECOUNTER, change=change) == 0
    assert Event.objects.count() == events
    told = Outbox.objects.filter(topic="matters.recounted")
    assert [row.recipient for row in told] == ["unit:order"]
    assert DueChange.objects.filter(run=change.run).count() == 2 * len(numbers)


def test_the_owner_is_told_how_many_and_which() -> None:
    last = asking.into_next_year()
    number = lives.handled()
    changed(last)
    row = Outbox.objects.get(topic="matters.recounted")
    item = OutboxItem(row.topic, row.about, row.seq, row.recipient)
    for _time in range(2):
        jobs.HANDLERS[row.topic](item)
    found = Notice.objects.filter(topic="matters.recounted")
    assert {one.person.login for one in found} == {"officer", "colleague"}
    assert all(number in str(one.arguments) for one in found)


def test_a_granted_day_that_is_off_now_rolls_on_and_a_pause_stays_what_it_adds() -> None:
    last = asking.into_next_year()
    granted, paused = lives.handled(), lives.handled()
    until = asking.later(granted, 2)
    asking.ask(granted, until=until)
    asking.decide(granted)
    asking.pause(paused)
    moved, _change = changed(until)
    assert moved >= 1
    next_day = clock.calendar().next_working_day(until)
    assert asking.due_day(asking.leg_of(granted).due) == next_day
    assert last < until
    invariants.check_all()


def test_provisional_dates_say_so_on_both_clocks() -> None:
    asking.into_next_year()
    number = lives.handled()
    matter, leg = lives.stands(number), asking.leg_of(number)
    assert leg.due is not None
    now, calendar = matter.registered_at, clock.calendar()
    step = step_clock(leg.due, calendar, now, provisional=leg.provisional)
    assert "暂定" in step.date
    assert "暂定" in total_clock(matter, calendar, now).date


def test_only_the_clocks_own_job_counts_anew() -> None:
    with pytest.raises(NoRight):
        recount(by=job("other", Right.MATTERS_SEND), change=Change("2027", 1, 2027))


def test_a_recount_does_not_stop_an_act_from_being_taken_back() -> None:
    last = asking.into_next_year()
    number = lives.dispatched()
    changed(last)
    actions.take_back(by=staff("dispatcher"), matter=number)
    invariants.check_all()


@pytest.mark.parametrize(
    ("about", "year"),
    [
        ("2027", 2027),
        ("150205/2027", 2027),
        ("clock.fixed_days", None),
        ("clock.office_hours", None),
    ],
)
def test_the_news_name_a_year_an_area_or_all(about: str, year: int | None) -> None:
    assert change_of(about, 3) == Change(about, 3, year)

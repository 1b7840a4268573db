"""Extension, pause and parking: asked in time, decided above the unit, told, undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.utils import DatabaseError

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.models import DueChange, Event, Leg, Pause, Request
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.queries.worklist import listed, tabs
from lianxin.consultation.matters.rules.states import Decision, State
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NoRight, Refused
from lianxin.foundation.notices.models import Message, Notice
from lianxin.foundation.notices.queries import OutboxItem, text_of
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import asking, invariants, lives

pytestmark = pytest.mark.usefixtures("town")


def run(number: str) -> None:
    """Run the handlers of a matter's outbox."""
    for row in Outbox.objects.filter(about=number).order_by("id"):
        if row.topic.removeprefix("matters.") not in {"reply_due", "window_over"}:
            jobs.HANDLERS[row.topic](OutboxItem(row.topic, row.about, row.seq, row.recipient))


def test_an_extension_moves_the_step_keeps_the_first_date_and_tells_the_citizen() -> None:
    number = lives.handled()
    was, until = asking.leg_of(number), asking.later(number)
    asking.ask(number)
    run(number)
    assert lives.stands(number).state == State.IN_HAND
    assert asking.leg_of(number).due == was.due
    asking.decide(number)
    leg, matter = asking.leg_of(number), lives.stands(number)
    assert asking.due_day(leg.due) == until
    assert leg.first_due == was.first_due
    assert matter.due == leg.due
    kept = DueChange.objects.filter(matter=matter).order_by("id")
    assert [(one.leg_id, one.was) for one in kept] == [(leg.pk, was.due), (None, was.due)]
    run(number)
    told = Notice.objects.filter(about=number).values_list("topic", "person__login")
    assert ("matters.asked", "leader") in set(told)
    assert ("matters.decided", "officer") in set(told)
    text = text_of(Message.objects.filter(about=number).latest("id"))
    assert "施工采购" in text
    lines = [entry.what for entry in case_of(number, photo_base="").entries]
    day = day_text(until)
    assert any(line.startswith(f"延期到 {day};答复您的期限") for line in lines)
    assert not any("审批" in line or line.startswith("申请延期") for line in lines)
    invariants.check_all()


def test_a_refusal_needs_words_moves_nothing_and_may_be_asked_again() -> None:
    number = lives.handled()
    due = asking.leg_of(number).due
    asking.ask(number)
    with pytest.raises(Invalid, match="explanation_missing"):
        actions.decide(by=staff("leader"), matter=number, approve=False, words=" ")
    asking.decide(number, approve=False)
    assert asking.leg_of(number).due == due
    assert not DueChange.objects.exists()
    asking.ask(number)
    decisions = Request.objects.order_by("id").values_list("decision", flat=True)
    assert list(decisions) == [Decision.REFUSED, ""]
    invariants.check_all()


@pytest.mark.parametrize("reason", ["works", "expert_report", "parked"])
def test_a_day_that_is_over_is_not_granted_any_more(reason: str) -> None:
    number = lives.handled()
    until = directory().day + timedelta(days=30)
    if reason == "parked":
        actions.park(
            by=staff("officer"),
            matter=number,
            reason="funds",
            until=until,
            words=asking.WORDS,
        )
    else:
        asking.ask(number, reason=reason)
    Request.objects.update(until=directory().day - timedelta(days=1))
    with pytest.raises(Refused, match="asked_day_over"):
        asking.decide(number)
    asking.decide(number, approve=False)
    assert lives.stands(number).state == State.IN_HAND
    invariants.check_all()


def test_only_who_leads_above_the_unit_decides_and_never_their_own() -> None:
    number = lives.handled()
    asking.ask(number)
    for login in ("officer", "dispatcher"):
        with pytest.raises(NoRight):
            actions.decide(by=staff(login), matter=number, approve=True)
    Request.objects.update(asked_by=staff("leader").id)
    with pytest.raises(NoRight, match="own_request"):
        asking.decide(number)


def test_one_waits_of_each_kind_and_the_database_says_so_too() -> None:
    number = lives.handled()
    asking.ask(number)
    with pytest.raises(Refused, match="asked_already"):
        asking.ask(number)
    first = Request.objects.get()
    first.pk = None
    with pytest.raises(IntegrityError, match="request_one_undecided"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize(("days", "code"), [(0, "matters.until_early"), (60, "matters.until_far")])
def test_the_day_asked_for_is_later_and_not_too_late(days: int, code: str) -> None:
    number = lives.handled()
    until = asking.due_day(asking.leg_of(number).due) + timedelta(days=days)
    with pytest.raises(Invalid) as fault:
        asking.ask(number, until=until)
    assert fault.value.code == code


def test_a_turn_is_extended_so_often_and_no_more() -> None:
    number = lives.handled()
    for _time in range(2):
        asking.ask(number)
        asking.decide(number)
    with pytest.raises(Refused, match="extended_enough"):
        asking.ask(number)


def test_a_pause_adds_its_working_time_and_less_when_it_ends_early() -> None:
    number = lives.handled()
    was, total = asking.due_day(asking.leg_of(number).due), lives.stands(number).due
    asking.pause(number, days=14)
    (pause,) = Pause.objects.all()
    calendar = clock.calendar()
    today = clock.local_day(pause.during.lower)
    days = (today + timedelta(days=n) for n in range(1, 15))
    worked = sum(calendar.is_working_day(day) for day in days)
    moved = asking.due_day(asking.leg_of(number).due)
    assert calendar.working_days_between(was, moved) == worked
    assert lives.stands(number).due == asking.leg_of(number).due
    shown = case_of(number, photo_base="")
    assert shown.step is not None
    assert "停计" in shown.step.text
    assert "鉴定" in shown.step.text
    actions.resume(by=staff("officer"), matter=number)
    assert asking.due_day(asking.leg_of(number).due) == was
    assert lives.stands(number).due == total
    with pytest.raises(Refused, match="not_paused"):
        actions.resume(by=staff("officer"), matter=number)
    invariants.check_all()


def test_a_turn_that_ends_ends_its_pause() -> None:
    number = lives.handled()
    total = lives.stands(number).due
    asking.pause(number, days=30)
    assert lives.stands(number).due != total
    actions.redispatch(by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit")
    assert lives.stands(number).due == total
    invariants.check_all()


def test_pauses_of_a_turn_never_overlap_in_the_database() -> None:
    number = lives.handled()
    asking.pause(number)
    (pause,) = Pause.objects.all()
    during = DateTimeTZRange(pause.during.lower + timedelta(days=1), pause.during.upper)
    with pytest.raises(IntegrityError, match="pause_apart"), transaction.atomic():
        Pause.objects.create(matter=pause.matter, leg=pause.leg, during=during, reason="hearing")


def test_moves_of_dates_are_never_changed() -> None:
    number = lives.handled()
    asking.ask(number)
    asking.decide(number)
    change = DueChange.objects.first()
    assert change is not None
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("DELETE FROM matters_duechange WHERE id = %s", [change.pk])


def test_parking_lies_with_the_approver_and_goes_on_at_the_unit() -> None:
    number = lives.parked()
    matter, leg = lives.stands(number), asking.leg_of(number)
    assert (matter.state, matter.parked) == (State.PARKED, True)
    assert directory().by_id(leg.unit_id).code == "branch"
    assert matter.due is not None
    assert leg.due is not None
    assert matter.due > leg.due
    with pytest.raises(NoRight):
        actions.resume(by=staff("officer"), matter=number)
    run(number)
    text = text_of(Message.objects.filter(about=number).latest("id"))
    assert "挂账" in text
    assert "资金项目" in text
    first = Leg.objects.get(matter=matter, ending="parked")
    actions.resume(by=staff("leader"), matter=number)
    again = asking.leg_of(number)
    matter = lives.stands(number)
    assert (matter.state, matter.parked, matter.outcome) == (State.IN_HAND, False, "")
    assert again.unit_id == first.unit_id
    assert (again.first_due, again.due) == (first.first_due, first.due)
    actions.rectify(by=staff("officer"), matter=number, outcome="rectified", words="修好了。")
    invariants.check_all()


def test_a_parking_is_taken_back_by_who_decided_it() -> None:
    number = lives.parked()
    before = Leg.objects.get(matter__number=number, ending="parked")
    with pytest.raises(NoRight):
        actions.take_back(by=staff("officer"), matter=number)
    actions.take_back(by=staff("leader"), matter=number)
    leg, matter = asking.leg_of(number), lives.stands(number)
    assert (matter.state, matter.parked) == (State.IN_HAND, False)
    assert (leg.unit_id, leg.due) == (before.unit_id, before.due)
    assert Request.objects.get().decision == Decision.UNDONE
    invariants.check_all()


def test_an_extension_is_not_taken_back() -> None:
    number = lives.handled()
    asking.ask(number)
    asking.decide(number)
    with pytest.raises(LianxinError):
        actions.take_back(by=staff("leader"), matter=number)


def test_a_request_waits_in_the_approvers_list_and_nowhere_else() -> None:
    number = lives.handled()
    assert "to_decide" not in {tab.code for tab in tabs(staff("leader"), "", "/desk")[0]}
    asking.ask(number)
    found = {tab.code: tab.count for tab in tabs(staff("leader"), "", "/desk")[0]}
    assert found["to_decide"] == 1
    ((_place, row),) = listed(staff("leader"), "to_decide", (), back=False)
    assert (row.number, row.act_href) == (number, f"/desk/matters/{number}/decide")
    assert "to_decide" not in {tab.code for tab in tabs(staff("officer"), "", "/desk")[0]}
    asking.decide(number)
    assert "to_decide" not in {tab.code for tab in tabs(staff("leader"), "", "/desk")[0]}


def test_what_a_unit_asks_is_kept_from_the_citizen_and_shown_at_the_desk() -> None:
    number = lives.handled()
    asking.ask(number)
    assert not Event.objects.get(matter__number=number, verb="extend").public
    case = case_of(number, photo_base="")
    assert asking.WORDS not in " ".join(entry.words for entry in case.entries)

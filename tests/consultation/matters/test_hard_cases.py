"""Hard cases of the field by number (domain paper, section 10)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.actions.recount import recount
from lianxin.consultation.matters.actions.requests import extend
from lianxin.consultation.matters.forms.desk import TakeDownForm
from lianxin.consultation.matters.jobs.recounting import RECOUNTER, change_of
from lianxin.consultation.matters.models import DueChange, Event
from lianxin.consultation.matters.queries import hand_over as lists
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.queries.desk import desk_case
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.rules.dues import due
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.accounts.models import Post
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Limit, LimitUnit
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import OutboxItem, text_of
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory, name_on
from tests.city import SINCE, staff
from tests.consultation.matters import asking, invariants, lives
from tests.consultation.matters.test_mended_sight import signed_in

pytestmark = pytest.mark.usefixtures("town")


def run(number: str, *topics: str) -> None:
    """Run some handlers of a matter's outbox."""
    for row in Outbox.objects.filter(about=number).order_by("id"):
        if row.topic.removeprefix("matters.") in topics:
            jobs.HANDLERS[row.topic](OutboxItem(row.topic, row.about, row.seq, row.recipient))


def test_case_09_due_on_a_make_up_saturday_is_due_that_day() -> None:
    start = clock.start_of(date(2021, 2, 9)) + timedelta(hours=10)
    worked = date(2021, 2, 20)
    assert worked.isoweekday() == 6
    calendar = clock.calendar()
    amount = calendar.working_days_between(date(2021, 2, 9), worked)
    found = due(calendar, start, Limit(amount, LimitUnit.WORKING_DAYS))
    assert (found.day, found.at) == (worked, clock.start_of(date(2021, 2, 21)))


def test_case_10_a_new_holiday_notice_moves_what_rests_on_it_and_tells_the_owner() -> None:
    last = asking.into_next_year()
    number = lives.handled()
    before = lives.stands(number).due
    asking.publish(last)
    news = Outbox.objects.get(topic="clock.changed")
    recount(by=RECOUNTER, change=change_of(news.about, news.seq))
    after = lives.stands(number).due
    assert before is not None
    assert after is not None
    assert asking.due_day(after) == clock.calendar().next_working_day(last)
    change = DueChange.objects.get(matter__number=number, leg=None)
    assert (change.was, change.due) == (before, after)
    assert Outbox.objects.filter(topic="matters.recounted", recipient="unit:order").exists()
    invariants.check_all()


def test_case_11_a_merged_units_work_is_its_successors_under_the_old_name() -> None:
    number = lives.handled()
    name = directory().by_code("order").name
    units.close(
        by=job("test", Right.UNITS_MANAGE),
        code="order",
        successor="traffic",
        since=directory().day,
    )
    assert number in visible(staff("driver")).values_list("number", flat=True)
    actions.reply(by=staff("driver"), matter=number, words="已经换好。", outcome="rectified")
    case = case_of(number, photo_base="")
    assert any(entry.who == name or name in entry.what for entry in case.entries)
    assert name_on("order", directory().day - timedelta(days=1)) == name
    invariants.check_matter(lives.stands(number))


def test_case_12_an_officer_who_moved_leaves_the_matter_with_the_unit() -> None:
    number = lives.handled()
    today = directory().day
    assert number in visible(staff("officer")).values_list("number", flat=True)
    Post.objects.filter(person__login="officer").update(
        valid=type(Post.objects.first().valid)(SINCE, today)  # type: ignore[union-attr]
    )
    listed = lists.of_person(staff("dispatcher"), "officer")
    assert [leg.matter.number for leg in listed] == [number]
    with pytest.raises(NotFound):
        actions.reply(by=staff("officer"), matter=number, words="换好了", outcome="rectified")
    actions.reply(by=staff("colleague"), matter=number, words="换好了", outcome="rectified")
    invariants.check_matter(lives.stands(number))


def test_case_14_a_slip_keyed_in_late_counts_from_registration_and_shows_the_delay() -> None:
    slip = directory().day - timedelta(days=5)
    number = actions.intake(
        by=staff("clerk"),
        said=actions.Said(words="纸条:路口积水"),
        source="counter",
        first_receiver="station",
        received_on=slip,
    ).number
    matter = lives.stands(number)
    assert (matter.received_on, matter.registered_on) == (slip, directory().day)
    total = clock.limit("matters.limits.handle.normal", on=matter.registered_on)
    assert matter.due == clock.calendar().deadline(matter.registered_at, total).at
    facts = {fact.name: fact.text for fact in desk_case(staff("dispatcher"), number).facts}
    assert "晚 5 天登记" in facts["收到"]
    assert "received_on" in TakeDownForm().fields
    with pytest.raises(Invalid, match="received_later"):
        actions.intake(
            by=staff("clerk"),
            said=actions.Said(words="纸条"),
            source="counter",
            first_receiver="station",
            received_on=directory().day + timedelta(days=1),
        )


def test_case_17_about_another_bureau_it_is_told_at_once_and_forwarded_with_consent() -> None:
    number = lives.say()
    with pytest.raises(Invalid, match="consent_missing"):
        actions.refer(
            by=staff("dispatcher"),
            matter=number,
            reason="other_police",
            words="事发在外市。",
            consent=False,
        )
    actions.refer(
        by=staff("dispatcher"),
        matter=number,
        reason="other_police",
        words="事发在外市。",
        consent=True,
    )
    matter = lives.stands(number)
    assert (matter.state, matter.outcome) == (State.CONCLUDED, "referred")
    assert matter.unit_id is None
    assert matter.replied_at is None
    run(number, "referred")
    assert "事发地公安机关" in text_of(Message.objects.get(about=number))
    refused = lives.say()
    actions.decline(by=staff("dispatcher"), matter=refused, reason="not_area", words="事发在外市。")
    run(refused, "declined")
    text = text_of(Message.objects.get(about=refused))
    assert "不属本辖区" in text
    assert "事发地公安机关" in text
    entry = case_of(refused, photo_base="").entries[0]
    assert "可以找" in entry.why
    invariants.check_all()


def test_case_17_who_disagrees_has_it_looked_at_again() -> None:
    number = lives.say()
    actions.decline(by=staff("dispatcher"), matter=number, reason="not_area", words="在外市。")
    with pytest.raises(Refused):
        actions.confirm(by=lives.giver(number), matter=number, answer="solved")  # type: ignore[arg-type]
    actions.reopen(by=lives.giver(number), matter=number, reason="not_answered", words="就在本区")
    assert lives.stands(number).state == State.REOPENED
    invariants.check_all()


def test_case_18_danger_now_is_110_first_and_then_a_matter_due_the_same_day() -> None:
    for browser, path, words in (
        (Client(), "/say", "正在发生的危险请拨"),
        (signed_in("clerk"), "/desk/matters/new", "先转 110 处置"),
    ):
        main = browser.get(path).content.decode().split("<main")[1]
        assert words in main
        assert main.index("110") < main.index("<form")
    number = lives.say("有人正在撬二楼的防盗窗,楼上住着一个老人。")
    actions.triage(
        by=staff("dispatcher"),
        matter=number,
        category="order.theft",
        urgency="extreme",
        to="order",
    )
    actions.accept(by=staff("officer"), matter=number)
    matter, leg = lives.stands(number), asking.leg_of(number)
    assert leg.rule == "matters.limits.handle.extreme"
    assert asking.due_day(leg.due) == asking.due_day(matter.due) == matter.registered_on
    row = signed_in("officer").get("/desk?tab=today").content.decode()
    assert number in row
    assert "特急" in row
    invariants.check_all()


def test_case_23_an_extension_asked_late_is_refused_and_counts_late() -> None:
    number = lives.handled()
    leg = asking.leg_of(number)
    late = leg.started_at - timedelta(minutes=1)
    type(leg).objects.filter(pk=leg.pk).update(due=late)
    with pytest.raises(Refused, match="asked_late"):
        extend(
            by=staff("officer"),
            matter=number,
            reason="works",
            until=directory().day + timedelta(days=20),
            words="等配件",
            key=uuid4(),
        )
    assert asking.leg_of(number).due == late
    assert not Event.objects.filter(matter__number=number, verb="extend").exists()

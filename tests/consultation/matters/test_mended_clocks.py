"""Words, sides and clocks that outlive a reopening, a judgement or a taking back."""

from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.actions.clocks import rule_for
from lianxin.consultation.matters.forms.public import RateForm
from lianxin.consultation.matters.forms.verbs import ReplyForm
from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Confirmation, Leg
from lianxin.consultation.matters.queries.badges import badge_of, contact_text, total_clock
from lianxin.consultation.matters.rules.states import OWNER, Answer, Grade, State
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.actions import batch
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.clock.queries import calendar, limit, local_day
from lianxin.foundation.faces.dates import day_text, due_text
from lianxin.foundation.kernel.actor import Actor, job
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions import deliver_next
from lianxin.foundation.notices.models import Message, Notice
from lianxin.foundation.notices.queries import OutboxItem, text_of
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules.file import read
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.consultation.matters import invariants, lives

pytestmark = pytest.mark.usefixtures("town")


def leg_of(number: str) -> Leg:
    """Give the open leg of a matter that has one."""
    leg = lives.open_leg(number)
    assert leg is not None
    return leg


def now() -> datetime:
    """Give now, as the last matter has it."""
    return lives.stands(lives.say()).registered_at


# ---- what the citizen said goes with the answer it was said of ----


def ask_redo(number: str, by: Actor) -> None:
    """Let somebody open an answered matter again."""
    actions.reopen(by=by, matter=number, reason="came_back", words="又坏了")


def judged_without_redo() -> str:
    """Give a solved matter that the supervisor opened again and closed without a redo."""
    number = lives.concluded()
    ask_redo(number, staff("supervisor"))
    actions.conclude(by=staff("supervisor"), matter=number, words="核实过,已修好。")
    return number


def test_an_overridden_word_makes_nothing_green() -> None:
    number = lives.concluded()
    actions.rate(by=lives.giver(number), matter=number, grade=Grade.SATISFIED)
    assert badge_of(lives.stands(number)).look == "solved"
    ask_redo(number, staff("supervisor"))
    matter = lives.stands(number)
    assert (matter.answer, matter.grade) == ("", "")
    assert "没解决" not in badge_of(matter).text
    actions.conclude(by=staff("supervisor"), matter=number, words="核实过,已修好。")
    assert badge_of(lives.stands(number)).look != "solved"
    invariants.check_all()


def test_a_denied_answer_says_so() -> None:
    number = lives.reopened()
    assert "没解决" in badge_of(lives.stands(number)).text
    notify(number, "reopened")
    assert Notice.objects.get(about=number).code == "matters.told.unsolved"


def test_a_redo_that_was_asked_for_is_told_as_that() -> None:
    number = lives.answered()
    ask_redo(number, staff("supervisor"))
    notify(number, "reopened")
    assert Notice.objects.get(about=number).code == "matters.told.reopened"


@pytest.mark.parametrize("batched", [False, True])
def test_a_word_after_a_judgement_is_on_the_round_that_was_answered(*, batched: bool) -> None:
    with batch(job("generator", Right.HISTORY_BACKDATE)) if batched else nullcontext():
        number = judged_without_redo()
        actions.confirm(by=lives.giver(number), matter=number, answer=Answer.PARTLY)
        actions.rate(by=lives.giver(number), matter=number, grade=Grade.DISSATISFIED)
    live = Confirmation.objects.filter(matter__number=number, replaced=False)
    assert [(one.round, one.answer, one.grade) for one in live] == [(1, "partly", "dissatisfied")]


def test_a_second_denial_is_on_the_second_answer() -> None:
    number = lives.reopened()
    redo(number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    live = Confirmation.objects.filter(matter__number=number, replaced=False).order_by("round")
    assert [one.round for one in live] == [1, 2]


def test_one_of_three_posts_lays_a_hand_by_a_contact() -> None:
    number = lives.handled()
    three = Person.objects.create(login="three", name="三岗", pinyin="three", password="!")
    for role, unit in (
        ("dispatcher", "dispatch"),
        ("officer", "order"),
        ("supervisor", "supervision"),
    ):
        Post.objects.create(
            person=three,
            unit_id=directory().by_code(unit).id,
            role=role,
            valid=DateRange(SINCE, None),
        )
    actions.contact(by=staff("three"), matter=number, words="电话联系过")
    actions.reply(by=staff("officer"), matter=number, words="已换好。", outcome="rectified")
    actions.send(by=staff("officer"), matter=number)
    with pytest.raises(NoRight):
        actions.confirm(by=staff("three"), matter=number, answer=Answer.SOLVED)


# ---- a second round ----


def redo(number: str) -> None:
    """Let the unit do a reopened matter again and answer."""
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    actions.accept(by=staff("officer"), matter=number)
    actions.reply(by=staff("officer"), matter=number, words="换了线路。", outcome="planned")
    actions.send(by=staff("officer"), matter=number)


def test_the_whole_clock_runs_on_in_a_second_round() -> None:
    number = lives.reopened()
    matter = lives.stands(number)
    assert matter.due is not None
    later = matter.due + timedelta(days=1)
    assert total_clock(matter, calendar(), later).look == "late"
    redo(number)
    assert total_clock(lives.stands(number), calendar(), later).look == "moving"


def test_a_redo_owes_an_outcome_again() -> None:
    number = lives.reopened()
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    matter = lives.stands(number)
    assert matter.outcome == ""
    assert "outcome" in ReplyForm(matter=matter, who=staff("officer")).fields
    actions.accept(by=staff("officer"), matter=number)
    with pytest.raises(Invalid, match="outcome_missing"):
        actions.reply(by=staff("officer"), matter=number, words="换了线路。")


def test_an_outcome_comes_back_with_what_is_taken_back() -> None:
    number = lives.reopened()
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    actions.take_back(by=staff("supervisor"), matter=number)
    assert lives.stands(number).outcome == "rectified"


def notify(number: str, *topics: str) -> None:
    """Run the handlers of some topics of a matter."""
    for row in Outbox.objects.filter(about=number).order_by("id"):
        if row.topic.removeprefix("matters.") in topics:
            jobs.HANDLERS[row.topic](OutboxItem(row.topic, row.about, row.seq, row.recipient))


def told(number: str) -> list[str]:
    """Give the texts that the citizen was sent about who handles it."""
    notify(number, "accepted")
    return [text_of(one) for one in Message.objects.filter(about=number).order_by("id")]


def test_the_citizen_is_told_of_the_redo() -> None:
    number = lives.handled()
    assert len(told(number)) == 1
    actions.reply(by=staff("officer"), matter=number, words="已换好。", outcome="rectified")
    actions.send(by=staff("officer"), matter=number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    actions.redispatch(by=staff("supervisor"), matter=number, to="traffic", reason="other_unit")
    actions.accept(by=staff("driver"), matter=number)
    (_first, second) = told(number)
    assert "交管大队" in second
    assert "重新办理" in second


def test_an_acceptance_that_was_taken_back_is_not_told() -> None:
    number = lives.handled()
    actions.take_back(by=staff("officer"), matter=number)
    assert told(number) == []


def test_an_acceptance_names_the_unit_that_accepted() -> None:
    number = lives.handled()
    actions.redispatch(by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit")
    (text,) = told(number)
    assert "治安大队" in text


# ---- who is told, and when ----


@pytest.mark.parametrize(
    ("state", "logins"),
    [
        (State.NEW, {"dispatcher"}),
        (State.IN_HAND, {"officer", "colleague"}),
        (State.WITH_CITIZEN, {"supervisor"}),
    ],
)
def test_only_those_whose_turn_it_is_hear_what_the_citizen_adds(
    state: State, logins: set[str]
) -> None:
    number = lives.IN_STATE[state]()
    for role, unit in (
        ("importer", "order"),
        ("importer", "dispatch"),
        ("importer", "supervision"),
    ):
        Post.objects.create(
            person=Person.objects.create(login=unit, name=unit, pinyin=unit, password="!"),
            unit_id=directory().by_code(unit).id,
            role=role,
            valid=DateRange(SINCE, None),
        )
    actions.supplement(by=lives.giver(number), matter=number, words="还有一盏")
    actions.withdraw(by=lives.giver(number), matter=number, reason="mistaken")
    for topic in ("supplemented", "withdrawn"):
        notify(number, topic)
        told_of = Notice.objects.filter(about=number, topic=f"matters.{topic}")
        assert {one.person.login for one in told_of} == logins


def test_a_window_that_moved_costs_no_try() -> None:
    number = lives.answered()
    row = Outbox.objects.get(about=number, topic="matters.window_over")
    Outbox.objects.exclude(pk=row.pk).update(sent_at=Now())
    until = row.not_before
    Outbox.objects.filter(pk=row.pk).update(not_before=None)
    assert deliver_next(jobs.HANDLERS)
    row.refresh_from_db()
    assert (row.not_before, row.attempts, row.failure, row.sent_at) == (until, 0, "", None)
    assert not deliver_next(jobs.HANDLERS)


# ---- every parameter is read ----


def test_a_returned_matter_runs_under_its_own_limit() -> None:
    assert leg_of(lives.returned()).rule == "matters.limits.redispatch"


def test_the_first_contact_is_owed_in_its_limit() -> None:
    number = lives.handled()
    matter = lives.stands(number)
    start = matter.registered_at
    due = calendar().deadline(start, limit("matters.limits.contact", on=local_day(start))).at
    assert contact_text(matter, calendar(), start) == due_text(due)
    assert contact_text(matter, calendar(), due) != due_text(due)
    actions.contact(by=staff("officer"), matter=number, words="电话联系过")
    assert contact_text(lives.stands(number), calendar(), due) == day_text(local_day(start))


def test_the_grades_are_those_of_the_parameter() -> None:
    listed = [choice.code for choice in parameters.choices("matters.grades", on=local_day(now()))]
    assert [one.data["value"] for one in RateForm()["grade"]] == listed
    number = lives.answered()
    with pytest.raises(Invalid, match="choice"):
        actions.rate(by=lives.giver(number), matter=number, grade=Grade.DONT_KNOW)


def test_every_limit_of_a_kind_is_read() -> None:
    known = {one.key for one in read(read_texts([DATA])).entries}
    (kind,) = KINDS.values()
    urgencies = parameters.choices("matters.urgencies", on=local_day(now()))
    states = [state for state in OWNER if state is not State.RECHECK]
    ran = {
        rule_for(kind, state, one.code, time)
        for state in states
        for one in urgencies
        for time in (1, 2)
    }
    apart = ("contact", "return", "extend_decide", "callback_first")
    others = ("handle.consult", "dispute", "return_deputies")
    read_apart = {f"{kind.limits}.{name}" for name in (*apart, *others)}
    assert ran | read_apart == {key for key in known if key.startswith(f"{kind.limits}.")}

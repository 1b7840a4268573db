"""What the worker does of the outbox: in its time, once, and never what was called back."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.models import Event, Reply
from lianxin.consultation.matters.pages.acts import held_effect
from lianxin.consultation.matters.rules.states import Answer, Grade, State
from lianxin.foundation.audit.actions import batch, check_token
from lianxin.foundation.audit.models import Outbox, Token
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions import deliver_next
from lianxin.foundation.notices.models import Message, Notice
from lianxin.foundation.notices.queries import OutboxItem, OutboxState, counts, held, text_of
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import invariants, lives

pytestmark = pytest.mark.usefixtures("town")
AT_ONCE = tuple(
    topic.removeprefix("matters.") for topic in jobs.HANDLERS if topic != "matters.window_over"
)
"""The topics that wait for nothing."""


@pytest.fixture(autouse=True)
def official(settings: Settings) -> None:
    """Give the house an address for the links it sends."""
    settings.ORIGIN = "https://lianxin.example"


def rows(number: str, *topics: str) -> Iterator[OutboxItem]:
    """Give the outbox of a matter as the worker hands it over."""
    for row in Outbox.objects.filter(about=number).order_by("id"):
        if not topics or row.topic.removeprefix("matters.") in topics:
            yield OutboxItem(row.topic, row.about, row.seq, row.recipient)


def run(number: str, *topics: str) -> None:
    """Run the handlers of a matter's outbox, whatever their time."""
    for item in rows(number, *topics):
        jobs.HANDLERS[item.topic](item)


def hold_no_longer(seconds: int = 0) -> None:
    """Let replies be held for so long from today."""
    parameters.set_value(
        by=job("test", Right.PARAMETERS_MANAGE),
        key="matters.reply.held",
        value=seconds,
        since=directory().day,
        source="test",
    )


def long_ago(days: int = 40) -> str:
    """Give a matter that was answered so many days ago, on which nobody spoke."""
    now = lives_now()
    with batch(job("generator", Right.HISTORY_BACKDATE), notices=True) as many:
        many.moment = now - timedelta(days=days)
        return lives.answered()


def lives_now() -> datetime:
    """Give now, as the last matter has it."""
    return lives.stands(lives.say()).registered_at


def test_a_held_reply_goes_at_its_time_and_not_before() -> None:
    number = lives.replied()
    with pytest.raises(Refused, match="reply_held"):
        run(number, "reply_due")
    row = Outbox.objects.get(about=number, topic="matters.reply_due")
    held = Reply.objects.get(matter__number=number)
    assert row.not_before == held.held_until
    assert held.held_until - lives.stands(number).last_at == timedelta(seconds=300)
    hold_no_longer()
    actions.reply(by=staff("officer"), matter=number, words="换好了。", outcome="rectified")
    run(number, "reply_due")
    assert lives.stands(number).state == State.WITH_CITIZEN
    run(number, "reply_due")
    assert Event.objects.filter(matter__number=number, verb="send").count() == 1
    invariants.check_all()


def test_a_recalled_and_a_replaced_reply_are_never_sent() -> None:
    hold_no_longer()
    number = lives.replied()
    actions.reply(by=staff("officer"), matter=number, words="换好了。", outcome="rectified")
    first = next(rows(number, "reply_due"))
    jobs.reply_due(first)
    assert lives.stands(number).state == State.TO_ANSWER
    actions.take_back(by=staff("officer"), matter=number)
    run(number, "reply_due")
    assert lives.stands(number).state == State.TO_ANSWER
    assert not Reply.objects.filter(matter__number=number, sent_at__isnull=False).exists()


def test_the_page_says_how_long_a_reply_waits() -> None:
    assert "先留 5 分钟" in held_effect()
    hold_no_longer(20)
    assert "先留 20 秒" in held_effect()


def promised() -> list[str]:
    """Give the matters whose reply the outbox page says will go out."""
    return [row.about for row in held(OutboxState.WAITING) if row.before == "答复群众,到时发出"]


def test_the_outbox_shows_only_replies_that_will_go_out() -> None:
    number = lives.replied()
    assert promised() == [number]
    before = counts().waiting
    actions.take_back(by=staff("officer"), matter=number)
    assert promised() == []
    assert counts().waiting == before - 1
    actions.reply(by=staff("officer"), matter=number, words="换好了。", outcome="rectified")
    assert promised() == [number]
    actions.send(by=staff("officer"), matter=number)
    assert promised() == []


def test_an_answer_makes_one_token_and_one_message() -> None:
    number = lives.answered()
    for _time in range(2):
        run(number, "answered")
    assert Token.objects.filter(about=number).count() == 1
    text = "".join(text_of(one) for one in Message.objects.filter(about=number))
    assert text.count("/confirm/") == 1
    token = re.search(r"/confirm/([A-Za-z0-9_-]+)", text)
    assert token is not None
    assert check_token(jobs.CONFIRM, token[1]) == number


def test_without_a_telephone_there_is_no_token() -> None:
    number = lives.say(telephone="")
    actions.dispatch(by=staff("dispatcher"), matter=number, to="order")
    actions.accept(by=staff("officer"), matter=number)
    actions.reply(by=staff("officer"), matter=number, words="已换好。", outcome="rectified")
    actions.send(by=staff("officer"), matter=number)
    run(number, *AT_ONCE)
    assert not Token.objects.filter(about=number).exists()
    assert not Message.objects.filter(about=number).exists()


def test_silence_closes_the_file_when_the_window_is_over() -> None:
    number = long_ago()
    run(number, "window_over")
    matter = lives.stands(number)
    assert (matter.state, matter.answer) == (State.CONCLUDED, "")
    run(number, "window_over")
    assert Event.objects.filter(matter=matter, verb="conclude").count() == 1
    invariants.check_matter(matter)


def test_within_the_window_nothing_is_closed() -> None:
    number = lives.answered()
    with pytest.raises(Refused, match="not_yet"):
        run(number, "window_over")
    row = Outbox.objects.get(about=number, topic="matters.window_over")
    assert row.not_before is not None
    assert row.not_before - lives.stands(number).last_at > timedelta(days=7)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.PARTLY)
    with pytest.raises(Refused, match="not_yet"):
        run(number, "window_over")


def test_the_window_of_an_earlier_round_ends_nothing() -> None:
    now = lives_now()
    with batch(job("generator", Right.HISTORY_BACKDATE), notices=True) as many:
        many.moment = now - timedelta(days=12)
        number = lives.answered()
        actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    actions.accept(by=staff("officer"), matter=number)
    actions.reply(by=staff("officer"), matter=number, words="换了线路。", outcome="rectified")
    actions.send(by=staff("officer"), matter=number)
    first, second = rows(number, "window_over")
    jobs.window_over(first)
    assert lives.stands(number).state == State.WITH_CITIZEN
    with pytest.raises(Refused, match="not_yet"):
        jobs.window_over(second)


@pytest.mark.parametrize("state", [*lives.IN_STATE])
def test_every_handler_may_run_twice(state: State) -> None:
    hold_no_longer()
    number = lives.IN_STATE[state]()
    for _time in range(2):
        run(number, *AT_ONCE)
    counted = (Notice.objects.count(), Message.objects.count(), Token.objects.count())
    run(number, *AT_ONCE)
    assert counted == (Notice.objects.count(), Message.objects.count(), Token.objects.count())
    invariants.check_matter(lives.stands(number))


def test_the_worker_empties_the_outbox_of_a_whole_life() -> None:
    number = lives.concluded()
    while deliver_next(jobs.HANDLERS):
        pass
    waiting = Outbox.objects.filter(about=number, sent_at=None)
    assert set(waiting.values_list("topic", flat=True)) <= {
        "matters.reply_due",
        "matters.window_over",
    }
    assert not waiting.filter(attempts__gt=0).exists()
    told = Notice.objects.filter(about=number).values_list("topic", "person__login")
    assert ("matters.received", "dispatcher") in set(told)
    assert ("matters.dispatched", "officer") in set(told)


def test_one_who_reopens_is_told_to_the_supervisor_once() -> None:
    number = lives.reopened()
    actions.rate(by=lives.giver(number), matter=number, grade=Grade.DISSATISFIED)
    run(number, "reopened")
    told = Notice.objects.filter(about=number, topic="matters.reopened")
    assert [one.person.login for one in told] == ["supervisor"]

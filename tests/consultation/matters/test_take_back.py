"""Taking back: the image before the act, new turns, and only while nobody built on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Event, Leg, Matter, Reply
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.accounts.models import Post
from lianxin.foundation.kernel.errors import LianxinError, NoRight, Refused
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.consultation.matters import invariants, lives

pytestmark = pytest.mark.usefixtures("town")

Act = Callable[[str], object]


def dispatch(number: str) -> object:
    return actions.dispatch(by=staff("dispatcher"), matter=number, to="order")


def redispatch(number: str) -> object:
    return actions.redispatch(
        by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit"
    )


def designate(number: str) -> object:
    return actions.redispatch(
        by=staff("supervisor"), matter=number, to="traffic", reason="other_unit"
    )


def accept(number: str) -> object:
    return actions.accept(by=staff("officer"), matter=number)


def return_(number: str) -> object:
    return actions.return_(
        by=staff("officer"), matter=number, reason="unclear", names="", words="不清楚"
    )


def rectify(number: str) -> object:
    return actions.rectify(by=staff("officer"), matter=number, outcome="rectified", words="换好了")


def reply(number: str) -> object:
    return actions.reply(by=staff("officer"), matter=number, words="已换好。", outcome="explained")


def image(matter: Matter) -> tuple[object, ...]:
    """Give what must come back."""
    owner = lives.open_leg(matter.number)
    assert owner is not None
    return (
        matter.state,
        matter.unit_id,
        matter.outcome,
        matter.round,
        owner.unit_id,
        owner.role,
        owner.state,
        owner.designated,
        owner.accepted_at is not None,
    )


CASES: list[tuple[State, Act, str]] = [
    (State.NEW, dispatch, "dispatcher"),
    (State.RETURNED, redispatch, "dispatcher"),
    (State.DISPATCHED, redispatch, "dispatcher"),
    (State.IN_HAND, redispatch, "dispatcher"),
    (State.REOPENED, designate, "supervisor"),
    (State.DISPATCHED, accept, "officer"),
    (State.DISPATCHED, return_, "officer"),
    (State.IN_HAND, return_, "officer"),
    (State.IN_HAND, rectify, "officer"),
    (State.IN_HAND, reply, "officer"),
    (State.TO_ANSWER, reply, "officer"),
]


@pytest.mark.parametrize(("state", "act", "doer"), CASES)
def test_what_is_taken_back_leaves_the_image_before_it(state: State, act: Act, doer: str) -> None:
    number = lives.IN_STATE[state]()
    before = image(lives.stands(number))
    act(number)
    undone = lives.stands(number).seq
    actions.take_back(by=staff(doer), matter=number, reason="wrong_matter")
    assert image(lives.stands(number)) == before
    event = Event.objects.get(matter__number=number, seq=undone + 1)
    assert (event.verb, event.taken_back) == ("take_back", undone)
    invariants.check_all()
    with pytest.raises(LianxinError) as twice:
        actions.take_back(by=staff(doer), matter=number)
    assert twice.value.code in {"matters.nothing_to_take_back", "matters.moved_on"}
    act(number)
    invariants.check_all()


@pytest.mark.parametrize(("state", "act", "doer"), CASES)
def test_nobody_else_takes_it_back(state: State, act: Act, doer: str) -> None:
    number = lives.IN_STATE[state]()
    act(number)
    for other in {"dispatcher", "colleague", "officer", "supervisor"} - {doer}:
        with pytest.raises(LianxinError) as refused:
            actions.take_back(by=staff(other), matter=number)
        assert refused.value.code in {"matters.not_doer", "matters.not_found"}


def test_a_note_between_does_not_end_it_but_a_contact_does() -> None:
    number = lives.dispatched()
    actions.note(by=staff("dispatcher"), matter=number, words="留意")
    actions.supplement(by=lives.giver(number), matter=number, words="还有一盏")
    actions.take_back(by=staff("dispatcher"), matter=number)
    assert lives.stands(number).state == State.NEW
    dispatch(number)
    actions.contact(by=staff("officer"), matter=number, words="电话联系过")
    with pytest.raises(NoRight):
        actions.take_back(by=staff("dispatcher"), matter=number)


def test_a_designated_unit_that_was_taken_back_is_none() -> None:
    number = lives.reopened()
    designate(number)
    actions.take_back(by=staff("supervisor"), matter=number)
    owner = lives.open_leg(number)
    assert owner is not None
    assert (owner.role, owner.designated) == ("judge", False)
    assert Leg.objects.filter(matter__number=number, ending="taken_back").count() == 1


def test_a_sent_reply_is_not_taken_back() -> None:
    number = lives.answered()
    with pytest.raises(Refused, match="move"):
        actions.take_back(by=staff("officer"), matter=number)


def test_a_replaced_reply_stays_recalled_and_the_newest_is_sent() -> None:
    number = lives.replied()
    actions.reply(by=staff("officer"), matter=number, words="换好了。", outcome="rectified")
    first, second = Reply.objects.filter(matter__number=number).order_by("seq")
    assert first.recalled_at is not None
    assert second.recalled_at is None
    actions.send(by=staff("officer"), matter=number)
    second.refresh_from_db()
    assert second.sent_at is not None
    assert lives.stands(number).outcome == "rectified"


def test_whose_post_ended_takes_nothing_back() -> None:
    number = lives.dispatched()
    post = Post.objects.get(person__login="dispatcher")
    post.valid = DateRange(SINCE, directory().day - timedelta(days=1))
    post.save()
    Post.objects.create(
        person=post.person,
        unit_id=directory().by_code("bureau").id,
        role="leader",
        valid=DateRange(SINCE, None),
    )
    with pytest.raises(NoRight):
        actions.take_back(by=staff("dispatcher"), matter=number)
    assert lives.stands(number).state == State.DISPATCHED

"""A turn that is taken back goes on: nobody gains time by it."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Leg
from lianxin.foundation.audit.actions import batch
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import LianxinError, Refused
from lianxin.foundation.kernel.rights import Right
from tests.city import staff
from tests.consultation.matters import invariants, lives

pytestmark = pytest.mark.usefixtures("town")


def leg_of(number: str) -> Leg:
    """Give the open leg of a matter that has one."""
    leg = lives.open_leg(number)
    assert leg is not None
    return leg


def clock_of(number: str) -> tuple[str, datetime | None, datetime | None]:
    """Give which limit runs and until when."""
    leg = leg_of(number)
    return leg.rule, leg.first_due, leg.due


def now() -> datetime:
    """Give now, as the last matter has it."""
    return lives.stands(lives.say()).registered_at


def give_back(number: str) -> None:
    """Let the unit return a matter."""
    actions.return_(by=staff("officer"), matter=number, reason="unclear", names="", words="不清楚")


def aged(days: int, *, accepted: bool = False) -> str:
    """Give a matter that was dispatched so many days ago."""
    moment = now() - timedelta(days=days)
    with batch(job("generator", Right.HISTORY_BACKDATE)) as many:
        many.moment = moment
        number = lives.dispatched()
        if accepted:
            actions.accept(by=staff("officer"), matter=number)
    return number


def test_an_acceptance_taken_back_leaves_the_old_limit() -> None:
    number = aged(20)
    before = clock_of(number)
    actions.accept(by=staff("officer"), matter=number)
    actions.take_back(by=staff("officer"), matter=number)
    assert clock_of(number) == before


def test_an_acceptance_given_twice_counts_from_the_first() -> None:
    number = aged(20, accepted=True)
    before = clock_of(number)
    actions.take_back(by=staff("officer"), matter=number)
    actions.accept(by=staff("officer"), matter=number)
    assert clock_of(number) == before


def test_a_return_taken_back_leaves_the_old_limit_and_window() -> None:
    number = lives.handled()
    before, offered = clock_of(number), leg_of(number).started_at
    give_back(number)
    actions.take_back(by=staff("officer"), matter=number)
    assert clock_of(number) == before
    assert leg_of(number).since == offered


def test_taking_back_opens_no_new_window_to_return() -> None:
    number = aged(20, accepted=True)
    actions.take_back(by=staff("officer"), matter=number)
    with pytest.raises(Refused, match="return_late"):
        give_back(number)


def test_an_urgency_changed_meanwhile_counts_from_the_old_acceptance() -> None:
    number, same = aged(20, accepted=True), aged(20, accepted=True)
    actions.redispatch(by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit")
    for one in (number, same):
        actions.classify(
            by=staff("dispatcher"), matter=one, category="roads.lighting", urgency="urgent"
        )
    actions.take_back(by=staff("dispatcher"), matter=number)
    assert leg_of(number).rule == "matters.limits.handle.urgent"
    late = leg_of(number).due
    assert late is not None
    assert late < leg_of(number).started_at


ACTS: dict[str, Callable[[str], object]] = {
    "dispatch": lambda number: actions.dispatch(by=staff("dispatcher"), matter=number, to="order"),
    "redispatch": lambda number: actions.redispatch(
        by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit"
    ),
    "accept": lambda number: actions.accept(by=staff("officer"), matter=number),
    "return": give_back,
    "rectify": lambda number: actions.rectify(
        by=staff("officer"), matter=number, outcome="rectified", words="换好了"
    ),
    "reply": lambda number: actions.reply(
        by=staff("officer"), matter=number, words="已换好。", outcome="explained"
    ),
}


@pytest.mark.parametrize("seed", range(8))
def test_taking_back_never_moves_due_later(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a walk, no secret
    moment = now() - timedelta(days=60)
    with batch(job("generator", Right.HISTORY_BACKDATE), notices=True) as many:
        many.moment = moment
        number = lives.say()
        for _step in range(25):
            moment += timedelta(hours=draw.randrange(1, 48))
            many.moment = moment
            many.flush()
            before = clock_of(number)
            try:
                ACTS[draw.choice(list(ACTS))](number)
            except LianxinError:
                continue
            moment += timedelta(hours=draw.randrange(1, 48))
            many.moment = moment
            for doer in ("dispatcher", "officer"):
                try:
                    actions.take_back(by=staff(doer), matter=number)
                except LianxinError:
                    continue
                many.flush()
                assert clock_of(number) == before
                break
            many.flush()
    invariants.check_all()

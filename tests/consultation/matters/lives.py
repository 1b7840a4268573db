"""Steps of a matter's life, as tests take them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Leg, Matter
from lianxin.consultation.matters.rules.states import Answer, State
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory
from tests.city import staff

WORDS = "幸福路三号楼前的路灯坏了一个月,晚上看不见路。"


def say(words: str = WORDS, *, key: UUID | None = None, telephone: str = "13847200481") -> str:
    """Let a citizen say something online; give the number."""
    return actions.intake(
        by=citizen(""),
        said=actions.Said(words=words, place="幸福路三号楼"),
        source="online",
        first_receiver="dispatch",
        reporter=actions.Reporter(telephone=telephone),
        code=True,
        key=key or uuid4(),
    ).number


def handled(to: str = "order", by: str = "officer") -> str:
    """Give a matter that a unit has in hand."""
    number = say()
    actions.triage(
        by=staff("dispatcher"),
        matter=number,
        category="roads.lighting",
        urgency="normal",
        to=to,
    )
    actions.accept(by=staff(by), matter=number)
    return number


def answered() -> str:
    """Give a matter whose answer lies with the citizen."""
    number = handled()
    actions.rectify(by=staff("officer"), matter=number, outcome="rectified", words="已更换灯泡。")
    actions.reply(by=staff("officer"), matter=number, words="您反映的路灯已经换好。")
    actions.send(by=staff("officer"), matter=number)
    return number


def returned() -> str:
    """Give a matter that its unit gave back."""
    number = handled()
    actions.return_(by=staff("officer"), matter=number, reason="unclear", names="", words="不清楚")
    return number


def replied() -> str:
    """Give a matter whose reply is held."""
    number = handled()
    actions.reply(by=staff("officer"), matter=number, words="已安排更换。", outcome="planned")
    return number


def dispatched() -> str:
    """Give a matter that waits for its unit."""
    number = say()
    actions.dispatch(by=staff("dispatcher"), matter=number, to="order")
    return number


def reopened() -> str:
    """Give a matter that the supervisor judges."""
    number = answered()
    actions.confirm(by=giver(number), matter=number, answer=Answer.UNSOLVED)
    return number


def concluded() -> str:
    """Give a matter that the citizen called solved."""
    number = answered()
    actions.confirm(by=giver(number), matter=number, answer=Answer.SOLVED)
    return number


def parked(days: int = 100) -> str:
    """Give a matter that lies parked for so many days."""
    number = handled()
    actions.park(
        by=staff("officer"),
        matter=number,
        reason="funds",
        until=directory().day + timedelta(days=days),
        words="等资金下来。",
    )
    actions.decide(by=staff("leader"), matter=number, approve=True, words="先挂账。")
    return number


IN_STATE: dict[State, Callable[[], str]] = {
    State.NEW: say,
    State.DISPATCHED: dispatched,
    State.RETURNED: returned,
    State.IN_HAND: handled,
    State.TO_ANSWER: replied,
    State.WITH_CITIZEN: answered,
    State.REOPENED: reopened,
    State.PARKED: parked,
    State.CONCLUDED: concluded,
}
"""How a matter comes to each state of this walk, handled by ``officer`` of ``order``."""


def giver(number: str) -> Actor:
    """Give the citizen of a matter."""
    return citizen(number)


def sender() -> Actor:
    """Give the job that sends."""
    return job("send", Right.MATTERS_SEND)


def stands(number: str) -> Matter:
    """Give the matter as stored."""
    return Matter.objects.get(number=number)


def open_leg(number: str) -> Leg | None:
    """Give the open chain leg as stored."""
    return Leg.objects.filter(matter__number=number, ended_at=None).exclude(role="assist").first()

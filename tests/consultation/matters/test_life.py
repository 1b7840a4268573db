"""One suggestion from a citizen's words to a confirmed answer."""

from itertools import pairwise

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Event, Leg, Lookup, Party
from lianxin.consultation.matters.rules.states import Answer, Grade, State
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.errors import NoRight, Refused
from tests.city import staff
from tests.consultation.matters import lives

pytestmark = pytest.mark.usefixtures("town")


def test_the_whole_way_to_a_reopened_and_then_confirmed_answer() -> None:
    number = lives.answered()
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED, words="还是不亮")
    assert lives.stands(number).state == State.REOPENED
    actions.redispatch(
        by=staff("supervisor"), matter=number, to="order", reason="same_unit", words="请再查线路"
    )
    actions.accept(by=staff("officer"), matter=number)
    actions.rectify(by=staff("officer"), matter=number, outcome="rectified", words="换了线路")
    actions.reply(by=staff("officer"), matter=number, words="线路已换。")
    actions.send(by=staff("officer"), matter=number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.SOLVED)
    actions.rate(by=lives.giver(number), matter=number, grade=Grade.SATISFIED)
    matter = lives.stands(number)
    assert (matter.state, matter.answer, matter.grade) == ("concluded", "solved", "satisfied")
    assert (matter.round, matter.reopened, matter.outcome) == (2, 1, "rectified")
    events = list(Event.objects.filter(matter=matter).order_by("seq"))
    assert [event.verb for event in events] == [
        "intake",
        "classify",
        "dispatch",
        "accept",
        "rectify",
        "reply",
        "send",
        "confirm",
        "redispatch",
        "accept",
        "rectify",
        "reply",
        "send",
        "confirm",
        "rate",
    ]
    assert Row.objects.filter(object=number, verb__startswith="matters.").count() == len(events)


def test_legs_tile_the_time_without_a_gap() -> None:
    number = lives.answered()
    legs = list(Leg.objects.filter(matter__number=number).order_by("seq"))
    assert [leg.role for leg in legs] == ["triage", "handle", "callback"]
    for before, after in pairwise(legs):
        assert before.ended_at == after.started_at
    assert legs[0].started_at == lives.stands(number).registered_at
    assert legs[-1].ended_at is None


def test_who_handled_never_judges() -> None:
    number = lives.answered()
    with pytest.raises(NoRight):
        actions.confirm(by=staff("officer"), matter=number, answer=Answer.SOLVED)
    with pytest.raises(NoRight):
        actions.conclude(by=staff("officer"), matter=number)


def test_the_contact_goes_to_the_vault_and_a_mask_stays() -> None:
    number = lives.say(telephone="138 4720 0481")
    party = Party.objects.get(matter__number=number)
    assert party.contact is not None
    assert party.mask == "138****0481"
    assert Lookup.objects.filter(matter__number=number).count() == 1


def test_a_held_reply_waits_for_its_time() -> None:
    number = lives.handled()
    actions.reply(by=staff("officer"), matter=number, words="已安排。", outcome="planned")
    with pytest.raises(Refused, match="reply_held"):
        actions.send(by=lives.sender(), matter=number)


def test_a_recalled_reply_is_never_sent() -> None:
    number = lives.handled()
    actions.reply(by=staff("officer"), matter=number, words="写错了", outcome="planned")
    actions.take_back(by=staff("officer"), matter=number)
    assert lives.stands(number).state == State.IN_HAND
    with pytest.raises(Refused):
        actions.send(by=lives.sender(), matter=number)

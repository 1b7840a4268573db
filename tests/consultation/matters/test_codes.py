"""A lost look-up code: asked for by number and telephone, sent by the worker, told to nobody."""

from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters.actions.codes import ask_code
from lianxin.consultation.matters.jobs import code_asked
from lianxin.consultation.matters.models import Lookup
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import OutboxItem
from lianxin.foundation.parameters.actions import set_value
from lianxin.foundation.units.queries import directory
from tests.consultation.matters import lives

pytestmark = pytest.mark.usefixtures("town")
TOPIC = "matters.code_asked"


def ask(number: str, telephone: str) -> OutboxItem:
    """Ask, and give what the worker finds."""
    ask_code(number=number, telephone=telephone, key=uuid4())
    row = Outbox.objects.filter(topic=TOPIC).latest("id")
    return OutboxItem(row.topic, row.about, row.seq, row.recipient)


def test_the_right_telephone_gets_a_new_code_and_the_old_one_ends() -> None:
    number = lives.say(telephone="13847200481")
    code_asked(ask(number, "138 4720 0481"))
    assert Lookup.objects.filter(matter__number=number).count() == 2
    assert Lookup.objects.filter(matter__number=number, ended_at=None).count() == 1
    assert Message.objects.filter(about=number).count() == 1


def test_another_telephone_writes_the_same_and_sends_nothing() -> None:
    number = lives.say(telephone="13847200481")
    for wanted in (number, "2103-9999"):
        code_asked(ask(wanted, "13947200481"))
    assert Outbox.objects.filter(topic=TOPIC).count() == 2
    assert not Message.objects.exists()
    assert Lookup.objects.filter(matter__number=number, ended_at=None).count() == 1


def test_a_handler_that_runs_twice_sends_once_and_a_day_has_a_limit() -> None:
    number = lives.say(telephone="13847200481")
    item = ask(number, "13847200481")
    code_asked(item)
    code_asked(item)
    assert Message.objects.filter(about=number).count() == 1
    for seq in range(10):
        code_asked(OutboxItem(TOPIC, number, seq, "reporter"))
    assert Message.objects.filter(about=number).count() == 3


def test_the_page_tells_how_often_a_code_is_sent_in_a_day() -> None:
    number = lives.say(telephone="13847200481")
    typed = {"number": number, "telephone": "13847200481"}
    shown = Client().post("/follow/resend", typed | {"key": str(uuid4())}).content.decode()
    assert "一天最多重发 3 次" in shown
    set_value(
        by=job("test", Right.PARAMETERS_MANAGE),
        key="matters.codes.daily",
        value=5,
        since=directory().day,
        source="test",
    )
    shown = Client().post("/follow/resend", typed | {"key": str(uuid4())}).content.decode()
    assert "一天最多重发 5 次" in shown

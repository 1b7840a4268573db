"""Messages: recorded before a gateway sees them, handed over once, nothing secret kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core import mail
from django.db import connections
from django.db.models.functions import Now
from django.utils import timezone
from psycopg import sql
from pytest_django import Settings

from lianxin.foundation.accounts.models import Person
from lianxin.foundation.audit.models import Row
from lianxin.foundation.faces.paging import Spot
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices import actions, queries
from lianxin.foundation.notices.actions.reading import revive
from lianxin.foundation.notices.actions.sending import held
from lianxin.foundation.notices.models import Message, MessageState
from lianxin.foundation.notices.queries import OutboxState
from tests.foundation.notices.conftest import MATTER, TELEPHONE
from tests.foundation.notices.gateways import Box

pytestmark = pytest.mark.usefixtures("house")
MASK = "138****5678"
ORIGIN = "https://lianxin.example"


def order(contact: UUID, dedupe: str = "1", words: str = "您反映的事已答复。") -> None:
    """Order an SMS."""
    actions.send_sms(contact=contact, about=MATTER, body=words, dedupe=f"{MATTER}:{dedupe}")


def send_all() -> int:
    """Hand over all that is due; give how many steps that took."""
    steps = 0
    while actions.send_next():
        steps += 1
    return steps


def again() -> None:
    """Let the pause of failed messages be over."""
    Message.objects.update(not_before=Now())


@contextmanager
def elsewhere(key: int) -> Iterator[None]:
    """Hold a message as another process would."""

    def hold(begun: Barrier, over: Barrier) -> None:
        with held(key) as mine:
            assert mine
            begun.wait(10)
            over.wait(10)
        connections.close_all()

    begun, over = Barrier(2), Barrier(2)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(hold, begun, over)
        begun.wait(10)
        yield
        over.wait(10)
        future.result()


def test_an_sms_goes_out_and_only_its_mask_stays(contact: UUID, box: Box) -> None:
    token = new_token()
    order(contact, words=f"您反映的事已答复,请确认:{ORIGIN}/confirm/{token}")
    waiting = Message.objects.get()
    assert waiting.state == MessageState.WAITING
    assert token not in waiting.body
    assert token in queries.text_of(waiting)
    assert send_all() == 1
    message = Message.objects.get()
    assert (message.state, message.mask, message.gateway) == ("sent", MASK, "g-1")
    assert message.sent_at is not None
    assert token not in message.body
    (asked,) = box.asked
    assert asked["to"] == TELEPHONE
    assert f"{ORIGIN}/confirm/{token}" in asked["text"]
    assert "0472-1234567" in asked["text"]
    assert MATTER in asked["text"]


def test_the_telephone_stands_nowhere_but_in_the_vault(
    contact: UUID, box: Box, superuser: psycopg.Connection
) -> None:
    order(contact)
    box.answer = 500
    send_all()
    for table in ("notices_message", "audit_row", "audit_outbox", "procrastinate_jobs"):
        query = sql.SQL("select t::text from {} t").format(sql.Identifier(table))
        rows = superuser.execute(query).fetchall()
        assert TELEPHONE not in str(rows)


def test_each_reading_of_the_vault_is_logged(contact: UUID, box: Box) -> None:
    order(contact)
    send_all()
    assert len(box.asked) == 1
    reading = Row.objects.get(verb="vault.note")
    assert (reading.actor, reading.object, reading.reason) == ("job:notices", MATTER, "delivery")
    sent = Row.objects.get(verb="notices.send")
    assert sent.facts["to"] == MASK
    assert sent.facts["state"] == "sent"


def test_in_the_demo_nothing_leaves_and_the_link_is_shown(
    contact: UUID, box: Box, settings: Settings
) -> None:
    settings.DEMO = True
    link = f"{ORIGIN}/confirm/{new_token()}"
    order(contact, words=f"请确认:{link}")
    send_all()
    assert box.asked == []
    ((_, row),) = queries.outbox(OutboxState.SENT, Spot())
    assert (row.link, row.to) == (link, MASK)
    settings.DEMO = False
    ((_, row),) = queries.outbox(OutboxState.SENT, Spot())
    assert row.link == ""
    assert link not in row.before


def test_the_same_order_again_sends_nothing_more(contact: UUID, box: Box) -> None:
    order(contact)
    order(contact)
    assert send_all() == 1
    order(contact)
    assert send_all() == 0
    assert len(box.asked) == 1


def test_a_bad_text_is_refused_when_it_is_ordered(contact: UUID, box: Box) -> None:
    with pytest.raises(Invalid):
        order(contact, words="请看 https://evil.test/x")
    assert not Message.objects.exists()
    assert box.asked == []


def test_a_fault_of_the_gateway_waits_and_is_tried_again(contact: UUID, box: Box) -> None:
    order(contact)
    box.answer = 503
    assert send_all() == 1
    message = Message.objects.get()
    assert (message.state, message.failure) == ("waiting", "notices.gateway.status:503")
    assert message.not_before is not None
    assert message.not_before > timezone.now()
    assert send_all() == 0
    box.answer = 200
    again()
    assert send_all() == 1
    assert Message.objects.get().state == MessageState.SENT
    assert {asked["id"] for asked in box.asked} == {str(message.ref)}
    assert box.taken == {str(message.ref): "g-1"}


def test_after_all_tries_it_is_set_aside_with_its_cause(contact: UUID, box: Box) -> None:
    order(contact)
    box.answer = 500
    for _ in range(queries.patience().tries):
        assert send_all() == 1
        again()
    assert send_all() == 0
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("failed", queries.patience().tries)
    assert queries.counts() == queries.Counts(waiting=0, failed=1)
    ((_, row),) = queries.outbox(OutboxState.FAILED, Spot())
    assert "500" in row.cause


def test_a_refusal_is_set_aside_at_once(contact: UUID, box: Box) -> None:
    order(contact)
    box.answer = 401
    assert send_all() == 1
    assert Message.objects.get().state == MessageState.FAILED
    assert Row.objects.get(verb="notices.fail").facts["failure"] == "notices.gateway.status:401"


def test_what_is_set_aside_keeps_no_readable_secret_and_still_goes_out(
    contact: UUID, box: Box, settings: Settings
) -> None:
    token, code = new_token(), "1234 5678 9012 3456 7890"
    order(contact, words=f"请确认:{ORIGIN}/confirm/{token},查询码 {code}")
    box.answer = 401
    send_all()
    kept = Message.objects.get().body
    assert token not in kept
    assert "9012" not in kept
    ((_, row),) = queries.outbox(OutboxState.FAILED, Spot())
    assert "请确认" in row.before
    assert token not in row.before
    secret, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 40
    revive()
    send_all()
    assert Message.objects.get().failure == "notices.key_gone"
    settings.SECRET_KEY, box.answer = secret, 200
    revive()
    send_all()
    assert f"{ORIGIN}/confirm/{token}" in box.asked[-1]["text"]
    assert code in box.asked[-1]["text"]
    message = Message.objects.get()
    assert message.state == MessageState.SENT
    assert token not in message.body
    assert "请确认" in message.body


def test_a_contact_that_is_gone_fails_without_a_call(box: Box) -> None:
    order(uuid4())
    assert send_all() == 1
    assert Message.objects.get().failure == "vault.absent"
    assert box.asked == []


def test_a_message_in_another_hand_is_left_to_it(contact: UUID, box: Box) -> None:
    order(contact)
    with elsewhere(Message.objects.get().pk):
        assert send_all() == 0
        assert box.asked == []
    assert send_all() == 1


def test_what_a_dead_process_left_is_handed_over_under_the_same_id(contact: UUID, box: Box) -> None:
    order(contact)
    Message.objects.update(state=MessageState.SENDING, attempts=1)
    ref = str(Message.objects.get().ref)
    box.take({"id": ref})
    assert send_all() == 1
    assert Message.objects.get().gateway == "g-1"
    assert box.taken == {ref: "g-1"}


def test_a_message_that_always_kills_its_process_is_set_aside(contact: UUID, box: Box) -> None:
    order(contact)
    Message.objects.update(state=MessageState.SENDING, attempts=queries.patience().tries)
    assert send_all() == 1
    assert Message.objects.get().failure == "notices.interrupted"
    assert box.asked == []


def test_parallel_workers_send_each_message_once(contact: UUID, box: Box) -> None:
    for number in range(12):
        order(contact, str(number))
    start = Barrier(4)

    def work() -> int:
        start.wait()
        try:
            return send_all()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(work) for _ in range(4)]:
            future.result()
    send_all()
    assert len(box.asked) == len(box.taken) == 12
    assert Message.objects.filter(state=MessageState.SENT, attempts=1).count() == 12


def order_mail(login: str = "li.na", to: str = "li@city.example") -> None:
    """Order a mail to one of the staff."""
    actions.send_mail(
        to=to,
        login=login,
        about=MATTER,
        subject="新派来一件",
        body="请接办",
        dedupe="mail:1",
        right=Right.MATTERS_HANDLE,
        unit="S",
    )


def test_a_mail_goes_to_who_still_holds_the_right(settings: Settings) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, "mail.example"
    order_mail()
    assert send_all() == 1
    assert mail.outbox[0].to == ["li@city.example"]
    assert Message.objects.get().mask == "l••••@city.example"


def test_who_lost_the_right_gets_no_mail(settings: Settings) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, "mail.example"
    order_mail()
    Person.objects.filter(login="li.na").update(closed_at=timezone.now())
    assert send_all() == 1
    assert mail.outbox == []
    message = Message.objects.get()
    assert (message.state, message.failure) == ("failed", "notices.receiver.gone")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid):
        order_mail(to="nobody")

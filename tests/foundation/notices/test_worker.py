"""The worker as a process: prompt, stopped kindly, killed, and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db.models.functions import Now

from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.notices import actions
from lianxin.foundation.notices.models import Message, MessageState, Notice
from tests.conftest import name
from tests.foundation.notices.conftest import MATTER
from tests.foundation.notices.gateways import Box
from tests.foundation.notices.process import TOPIC
from tests.plugin import running

pytestmark = pytest.mark.usefixtures("house")
PATIENCE = 40.0
PROMPT = 2.5


@contextmanager
def process(mode: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the process of the tests; it is killed at the end if it still lives."""
    own = {
        "DATABASE_URL": running().url("app", name()),
        "LIANXIN_SEAL_URL": running().url("seal", name()),
        "DJANGO_SETTINGS_MODULE": "lianxin.config.settings",
    }
    command = [sys.executable, "-m", "tests.foundation.notices.process", mode]
    started = subprocess.Popen(command, env=os.environ | own | more)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def wait_for(seen: Callable[[], bool], *, patience: float = PATIENCE) -> float:
    """Wait until something is seen; give how long that took, in seconds."""
    begun = time.monotonic()
    while not seen():
        assert time.monotonic() - begun < patience
        time.sleep(0.05)
    return time.monotonic() - begun


def order(recipient: str = "S", *, hold: float = 0) -> None:
    """Let an act order one thing to tell."""
    with act(job("test"), "matters.dispatch") as work:
        at = work.now + timedelta(seconds=hold) if hold else None
        work.notice(
            TOPIC, about=MATTER, seq=Outbox.objects.count(), recipient=recipient, not_before=at
        )


def told(count: int = 1) -> Callable[[], bool]:
    """Give whether so many notices stand."""
    return lambda: Notice.objects.count() == count


def idle() -> bool:
    """Tell whether every order was handled."""
    return not Outbox.objects.filter(sent_at__isnull=True).exists()


def test_the_worker_is_prompt_and_lets_a_held_order_go_at_its_time() -> None:
    with process("tell") as worker:
        order()
        wait_for(told())
        order()
        assert wait_for(told(2)) < PROMPT
        order(hold=4)
        assert wait_for(told(3)) < 4 + PROMPT
        row = Outbox.objects.get(not_before__isnull=False)
        assert row.sent_at is not None
        assert row.not_before is not None
        assert row.sent_at >= row.not_before
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


def test_a_job_in_hand_is_finished_before_the_worker_stops(tmp_path: Path) -> None:
    mark = tmp_path / "begun"
    with process("slow") as worker:
        order(str(mark))
        wait_for(mark.exists)
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert worker.poll() is None
        mark.unlink()
        assert worker.wait(20) == 0
    assert idle()
    assert Notice.objects.count() == 1


def test_a_killed_worker_leaves_the_order_and_the_next_one_handles_it(
    superuser: psycopg.Connection,
) -> None:
    order()
    with process("die") as worker:
        assert worker.wait(PATIENCE) == -signal.SIGKILL
    assert Notice.objects.count() == 0
    assert not idle()
    with process("tell"):
        wait_for(idle)
        assert Notice.objects.count() == 1
        stalled = "select count(*) from procrastinate_jobs where task_name = 'notices.deliver'"

        def recovered() -> bool:
            found = superuser.execute(stalled).fetchone()
            return found is not None and found[0] == 0

        wait_for(recovered, patience=60)
    assert Notice.objects.count() == 1


def test_a_process_killed_while_the_gateway_has_the_message_sends_it_once(
    contact: UUID, box: Box
) -> None:
    actions.send_sms(contact=contact, about=MATTER, body="已答复", dedupe="1")
    box.answer = "slow"
    with process("send", TEST_GATEWAY=f"{box.url}/send") as sender:
        wait_for(lambda: bool(box.asked))
        (asked,) = box.asked
        box.take(asked)
        sender.kill()
        sender.wait()
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.SENDING, 1)
    box.answer = 200
    wait_for(actions.send_next)
    message.refresh_from_db()
    assert (message.state, message.gateway) == (MessageState.SENT, "g-1")
    assert box.taken == {str(message.ref): "g-1"}
    assert len(box.asked) == 2
    assert Message.objects.filter(sent_at__lte=Now()).count() == 1

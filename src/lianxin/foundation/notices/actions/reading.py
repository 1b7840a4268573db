"""What people do with notices: read them, and let failed ones be tried again."""

from uuid import UUID

from django.db.models.functions import Now
from procrastinate.contrib.django import app

from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.notices import queries
from lianxin.foundation.notices.actions.messages import SEND_JOB
from lianxin.foundation.notices.models import Message, MessageState, Notice
from lianxin.foundation.notices.permissions import check_outbox

DELIVER_JOB = "notices.deliver"


def mark_read(*, by: Actor, notice: UUID | None = None) -> str:
    """Mark one's own notice as read, or all of them; give the address the one leads to.

    Raises NotFound for a notice that is not one's own.
    """
    own = Notice.objects.filter(person_id=by.person or 0)
    if notice is None:
        own.filter(read_at__isnull=True).update(read_at=Now())
        return ""
    href = own.filter(ref=notice).values_list("href", flat=True).first()
    if href is None:
        raise NotFound("notices.not_there")
    own.filter(ref=notice, read_at__isnull=True).update(read_at=Now())
    return href


def try_again(*, by: Actor, key: UUID | None = None) -> int:
    """Let everything that was set aside be tried anew; give how many there are.

    Raises NoRight.
    """
    with act(by, "notices.try_again", key=key, arguments={}) as work:
        if work.replay is not None:
            return int(work.replay["count"])
        check_outbox(by)
        count = revive()
        app.configure_task(DELIVER_JOB).defer()
        app.configure_task(SEND_JOB).defer()
        work.row(object="notices", facts={"count": count})
        work.keep({"count": count})
    return count


def revive() -> int:
    """Set the tries of everything set aside to none."""
    tries = queries.patience().tries
    rows = Outbox.objects.filter(sent_at__isnull=True, attempts__gte=tries)
    messages = Message.objects.filter(state=MessageState.FAILED)
    return rows.update(attempts=0, not_before=None) + messages.update(
        state=MessageState.WAITING, attempts=0, not_before=None
    )

"""What the worker does for matters: tell, send and close, count anew, remind, hand over."""

from collections.abc import Callable, Mapping
from typing import Final

from lianxin.consultation.matters.actions.codes import CODE_ASKED
from lianxin.consultation.matters.jobs import handing, recounting, reminding, requests, telling
from lianxin.consultation.matters.jobs.telling import CONFIRM, code_asked, reply_due, window_over
from lianxin.foundation.notices.queries import OutboxItem

__all__ = [
    "BLUEPRINTS",
    "CONFIRM",
    "HANDLERS",
    "code_asked",
    "reply_due",
    "window_over",
]

HANDLERS: Final[Mapping[str, Callable[[OutboxItem], None]]] = {
    "matters.received": telling.received,
    "matters.dispatched": telling.dispatched,
    "matters.returned": telling.returned,
    "matters.accepted": telling.accepted,
    "matters.reply_due": telling.reply_due,
    "matters.answered": telling.answered,
    "matters.reopened": telling.reopened,
    "matters.concluded": telling.concluded,
    "matters.withdrawn": telling.withdrawn,
    "matters.supplemented": telling.supplemented,
    "matters.window_over": telling.window_over,
    CODE_ASKED: code_asked,
    "matters.asked": requests.asked,
    "matters.decided": requests.decided,
    "matters.extended": requests.extended,
    "matters.paused": requests.paused,
    "matters.parked": requests.parked,
    "matters.resumed": requests.resumed,
    "matters.declined": requests.declined,
    "matters.referred": requests.referred,
    "matters.recounted": recounting.recounted,
    "clock.changed": recounting.clock_changed,
    "parameters.changed": recounting.parameter_changed,
    "units.succeeded": handing.unit_succeeded,
    "accounts.left": handing.person_left,
}
"""The function of each topic; config's schedule wires them to the worker."""
BLUEPRINTS: Final = (recounting.blueprint, reminding.blueprint)
"""The room's own jobs."""

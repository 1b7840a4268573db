"""Jobs of the room: handle the outbox, hand messages over, and look again for what waits.

Each act defers ``notices.deliver`` at once and at the time of a held row (audit's writing);
the sweep finds what no job came for: after a crash, and after the pause of a failed try.
"""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from procrastinate import Blueprint

from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.notices import actions
from lianxin.foundation.notices.actions import Handler, deliver_next, send_next
from lianxin.foundation.parameters import actions as parameters

blueprint = Blueprint()
HANDLERS: dict[str, Handler] = {
    "accounts.address": actions.send_link,
    accounts.ASKED: actions.post_asked,
    accounts.DECIDED: actions.post_decided,
    parameters.ASKED: actions.parameter_asked,
    parameters.DECIDED: actions.parameter_decided,
}
"""The topics that this room handles itself."""
EVERY_FIVE_SECONDS = "* * * * * */5"
_handlers: dict[str, Handler] = {}


def wire(handlers: Mapping[str, Handler]) -> None:
    """Take the function of each topic; the schedule of the house calls it once."""
    _handlers.update(handlers)


@blueprint.task(name="notices.deliver")
def deliver() -> None:
    """Handle every row of the outbox that is due, in the city's language whoever started it."""
    with translation.override(settings.LANGUAGE_CODE):
        while deliver_next(_handlers):
            pass


@blueprint.task(name="notices.send")
def send() -> None:
    """Hand over every message that is due, in the city's language too."""
    with translation.override(settings.LANGUAGE_CODE):
        while send_next():
            pass


@blueprint.periodic(cron=EVERY_FIVE_SECONDS)
@blueprint.task(name="notices.sweep", queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives the time of the tick
    """Do both for what no job came for."""
    deliver()
    send()

"""The daily reminders; they can be run for any time."""

import logging
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.utils import translation
from procrastinate import Blueprint

from lianxin.consultation.matters.actions.reminding import remind
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right

REMINDER: Final = job("matters.reminders", Right.MATTERS_CLOCK)
EVERY_MORNING: Final = "0 0 * * *"
"""Eight o'clock in Shanghai; times of the schedule are UTC."""
logger = logging.getLogger(__name__)
blueprint = Blueprint()


def run_at(now: datetime) -> int:
    """Tell what is to be told at a time; give how many notices are new."""
    with translation.override(settings.LANGUAGE_CODE):
        return remind(by=REMINDER, now=now)


@blueprint.periodic(cron=EVERY_MORNING)
@blueprint.task(name="matters.reminders", queueing_lock="matters.reminders")
def remind_daily(timestamp: int) -> int:
    """Remind of what is due, late, undecided or parked at a time: each morning, or as asked."""
    told = run_at(datetime.fromtimestamp(timestamp, UTC))
    logger.info("told %d reminders", told)
    return told

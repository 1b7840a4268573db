"""The job that clears away photos nobody claimed, once a day."""

import logging

from lianxin.foundation.files import actions
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right

logger = logging.getLogger(__name__)


def sweep(timestamp: int) -> None:  # noqa: ARG001 - the moment that the worker hands to each periodic job
    """Drop what was not claimed in time and files without a row."""
    dropped = actions.sweep(by=job("files.sweep", Right.FILES_PUT))
    logger.info("dropped %d unclaimed photos, %d orphans", dropped.unclaimed, dropped.orphans)

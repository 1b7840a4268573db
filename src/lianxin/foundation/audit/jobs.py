"""The sealing job: every five seconds, as the sealer's own role (SECURITY AU2)."""

import logging

from procrastinate import Blueprint

from lianxin.foundation.audit.actions import seal

logger = logging.getLogger(__name__)
blueprint = Blueprint()

EVERY_FIVE_SECONDS = "* * * * * */5"


@blueprint.periodic(cron=EVERY_FIVE_SECONDS)
@blueprint.task(name="audit.seal", queueing_lock="audit.seal", lock="audit.seal")
def seal_rows(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives the time of the tick
    """Link what is committed for good into the next seal."""
    rows = seal()
    logger.info("sealed %d rows", rows)

"""Jobs: which room handles a topic of the outbox, and what runs at fixed times."""

from typing import Final

from procrastinate import App, Blueprint, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from lianxin.config import declaring
from lianxin.config.worker import STALLED_SECONDS
from lianxin.consultation.matters import jobs as matters
from lianxin.consultation.matters.queries.pending import PENDING
from lianxin.foundation.accounts.actions import tidy as tidy_accounts
from lianxin.foundation.audit import jobs as audit
from lianxin.foundation.files import jobs as files
from lianxin.foundation.notices import jobs as notices
from lianxin.foundation.notices.actions import Handler
from lianxin.foundation.notices.queries import wire_pending
from lianxin.foundation.parameters.queries import wire_names
from lianxin.foundation.units import queries as units

HANDLERS: Final[dict[str, Handler]] = {**notices.HANDLERS, **matters.HANDLERS}
"""Who handles a topic of the outbox: the room that wrote it (DESIGN section 8)."""

EVERY_TEN_SECONDS: Final = "* * * * * */10"
EVERY_NIGHT: Final = "20 19 * * *"
"""Twenty past three in Shanghai; times of the schedule are UTC."""
KEPT_HOURS: Final = 14 * 24
"""How long jobs that failed are kept, for whoever looks into them."""

blueprint = Blueprint()


@blueprint.periodic(cron=EVERY_NIGHT)
@blueprint.task(name="files.sweep", queueing_lock="files.sweep")
def clear_files(timestamp: int) -> None:
    """Drop photos that nobody claimed."""
    files.sweep(timestamp)


@blueprint.periodic(cron=EVERY_NIGHT)
@blueprint.task(name="accounts.tidy", queueing_lock="accounts.tidy")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Drop sessions that ended by time, and counts of passwords that are forgotten."""
    tidy_accounts()


@blueprint.periodic(cron=EVERY_TEN_SECONDS)
@blueprint.task(name="schedule.recover", queueing_lock="schedule.recover", pass_context=True)
async def recover(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives the time of the tick
    """Take up again what a dead worker had in hand; every job may run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(job)
        except ConnectorException:
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)


@blueprint.periodic(cron=EVERY_NIGHT)
@blueprint.task(name="schedule.tidy", queueing_lock="schedule.tidy", pass_context=True)
async def tidy(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - as above
    """Forget jobs that ended long ago."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


def register(house: App) -> None:
    """Give every room's jobs to the house; called once when Django is ready.

    Raises ImproperlyConfigured for a job that declares no right (SECURITY AZ1).
    """
    notices.wire(HANDLERS)
    wire_pending(PENDING)
    wire_names(units.name_of)
    for jobs in (audit.blueprint, notices.blueprint, *matters.BLUEPRINTS, blueprint):
        house.add_tasks_from(jobs, namespace="")
    declaring.check(house)
    declaring.note_runs(house)

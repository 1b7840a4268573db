"""The worker: how it looks for jobs, and the app it runs."""

from typing import Final

from procrastinate import App
from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

STALLED_SECONDS: Final = 15
"""A worker that gave no sign for so long is dead; its jobs are taken up again."""

WORKER: Final[WorkerOptions] = {
    "concurrency": 4,
    "fetch_job_polling_interval": 1.0,
    "update_heartbeat_interval": 5.0,
    "stalled_worker_timeout": STALLED_SECONDS,
    "shutdown_graceful_timeout": 15.0,
    "delete_jobs": "successful",
}
"""Jobs at once and seconds; a planned job starts within one look for jobs of its time."""


def build_worker() -> App:
    """Make the app that a worker runs: the same jobs over asynchronous connections of its own.

    What a job defers still goes through Django's connection, in the job's own transaction.
    Run it by ``run_worker_async(**WORKER)``; it stops on SIGTERM after the jobs in hand, and
    needs no order after ``kill -9``: ``recover`` of the schedule and the sweep of notices find
    what was left.
    """
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    return app.with_connector(connector.get_worker_connector())

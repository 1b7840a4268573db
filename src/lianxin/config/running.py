"""What the jobs page shows and does: when jobs run, how they ran, what failed, once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from lianxin.config.declaring import JOBS, Declared
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.audit.models import Run
from lianxin.foundation.audit.queries.runs import runs
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right

MOST_FAILED: Final = 50
"""Failed runs on the page, the newest ones."""


FARTHEST: Final = timedelta(days=31)
"""How far ahead a job may be run: what a mistyped year told cannot be untold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A job as it stands: its last run, its schedule in UTC (cron; empty: on demand)."""

    name: str
    declared: Declared
    cron: str
    last: Run | None
    waiting: int
    doing: int
    failed: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A run that failed and waits to be tried again; ``failure`` is that of the job's last one."""

    number: int
    name: str
    at: datetime | None
    attempts: int
    failure: str


def crons() -> Mapping[str, str]:
    """Give when each periodic job runs, as cron in UTC."""
    found = app.periodic_registry.periodic_tasks
    return {name: periodic.cron for (name, _id), periodic in found.items()}


def standings() -> list[Standing]:
    """Give every job of the house by name."""
    ran, when = runs(), crons()
    counts = {
        row["task_name"]: row
        for row in ProcrastinateJob.objects.values("task_name").annotate(
            waiting=Count("id", filter=Q(status="todo")),
            doing=Count("id", filter=Q(status="doing")),
            failed=Count("id", filter=Q(status="failed")),
        )
    }
    nothing = {"waiting": 0, "doing": 0, "failed": 0}
    return [
        Standing(
            name=name,
            declared=declared,
            cron=when.get(name, ""),
            last=ran.get(name),
            **{part: counts.get(name, nothing)[part] for part in nothing},
        )
        for name, declared in sorted(JOBS.items())
    ]


def failures() -> list[Failed]:
    """Give runs that failed, the newest first."""
    ran = runs()
    found = (
        ProcrastinateJob.objects.filter(status="failed")
        .annotate(at=Max("procrastinateevent__at"))
        .order_by("-id")[:MOST_FAILED]
    )
    return [
        Failed(
            one.pk,
            one.task_name,
            one.at,
            one.attempts,
            ran[one.task_name].failure if one.task_name in ran else "",
        )
        for one in found
    ]


def may_run(by: Actor) -> bool:
    """Tell whether one runs jobs: they work for every unit, so the right must cover all."""
    return by.holds_everywhere(Right.JOBS_READ)


def _check(by: Actor) -> None:
    if not may_run(by):
        raise NoRight("config.jobs_right")


def _check_moment(declared: Declared, moment: datetime) -> None:
    if not declared.timed:
        raise Invalid("config.job_untimed", where="moment")
    if moment > timezone.now() + FARTHEST:
        raise Invalid("config.job_far", where="moment", days=FARTHEST.days)


def _time_of(by: Actor, name: str, moment: datetime | None) -> datetime:
    """Give the time for which a job is to run.

    Raises NoRight, NotFound, Refused for a job that acts alone ask for, Invalid for a time
    that the job does not take, or one too far ahead.
    """
    _check(by)
    declared = JOBS.get(name)
    if declared is None:
        raise NotFound("config.no_job", job=name)
    if not declared.runnable:
        raise Refused("config.job_on_demand")
    if moment is not None:
        _check_moment(declared, moment)
    return moment or timezone.now()


def _note(work: Work, name: str, moment: datetime | None) -> None:
    given = moment.astimezone(UTC).isoformat() if moment else ""
    work.row(object=f"job:{name}", facts={"moment": given})


@retried
def run_job(*, by: Actor, name: str, moment: datetime | None, key: UUID | None = None) -> None:
    """Let the worker run a job at once, as if it were ``moment`` where it acts for a time.

    Raises NoRight, NotFound, Refused for one that acts alone ask for or that waits already,
    Invalid for a time that the job does not take, or one too far ahead.
    """
    arguments = {"name": name, "moment": moment}
    with act(by, "jobs.run", key=key, arguments=arguments) as work:
        if work.replay:
            return
        at = _time_of(by, name, moment)
        if ProcrastinateJob.objects.filter(task_name=name, status="todo").exists():
            raise Refused("config.job_waits")
        app.tasks[name].defer(timestamp=int(at.timestamp()))
        _note(work, name, moment)


def timed() -> list[str]:
    """Name the jobs that act for a time."""
    return sorted(name for name, declared in JOBS.items() if declared.timed)


def run_here(*, by: Actor, name: str, moment: datetime) -> int:
    """Run a job that acts for a time in this process; give how many notices are new.

    Raises NoRight, NotFound, Refused, Invalid as ``run_job``, and what the job raises.
    """
    _order(by, name, moment)
    told: int = app.tasks[name].func(timestamp=int(moment.timestamp()))
    return told


@retried
def _order(by: Actor, name: str, moment: datetime) -> None:
    with act(by, "jobs.run") as work:
        _time_of(by, name, moment)
        _note(work, name, moment)


@retried
def try_again(*, by: Actor, number: int, key: UUID | None = None) -> None:
    """Let a run that failed be tried again. Raises NoRight, NotFound."""
    with act(by, "jobs.try_again", key=key, arguments={"number": number}) as work:
        if work.replay:
            return
        _check(by)
        failed = ProcrastinateJob.objects.filter(pk=number, status="failed").first()
        if failed is None:
            raise NotFound("config.no_job", job=str(number))
        app.job_manager.retry_job_by_id(number, retry_at=timezone.now())
        work.row(object=f"job:{failed.task_name}", facts={"number": number})

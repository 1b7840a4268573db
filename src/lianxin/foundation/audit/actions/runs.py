"""Notes how jobs ran: when one began and ended, why it failed, how far a long one is."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.db import DatabaseError
from django.db.models.functions import Now

from lianxin.foundation.audit.models import Run
from lianxin.foundation.kernel.errors import LianxinError

PROGRESS_STEPS: Final = 100
"""Times that a long job notes its progress at most."""


def begun(name: str) -> None:
    """Note that a job begins."""
    Run.objects.update_or_create(
        name=name, defaults={"started_at": Now(), "ended_at": None, "done": 0, "whole": 0}
    )


def ended(name: str, error: BaseException | None = None) -> None:
    """Note that a job ended, and by which fault."""
    changed: dict[str, object] = {"ended_at": Now()}
    if error is not None:
        code = error.code if isinstance(error, LianxinError) else type(error).__name__
        changed |= {"failed_at": Now(), "failure": code}
    Run.objects.filter(name=name).update(**changed)


def progress(name: str, done: int, whole: int) -> None:
    """Note how far a long job is; most calls of many write nothing."""
    step = max(whole // PROGRESS_STEPS, 1)
    if done % step == 0 or done == whole:
        Run.objects.filter(name=name).update(done=done, whole=whole)


@contextmanager
def noted(name: str) -> Iterator[None]:
    """Run a job inside, with its notes; a store that is away takes no note and stops no job."""
    with suppress(DatabaseError):
        begun(name)
    try:
        yield
    except BaseException as error:
        with suppress(DatabaseError):
            ended(name, error)
        raise
    with suppress(DatabaseError):
        ended(name)

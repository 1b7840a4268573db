"""How each job ran the last time."""

from django.db import models

from lianxin.foundation.audit.models.record import Record


class Run(Record):
    """One row for each job: its last run, its last failure, how far a long one is.

    ``failure`` is a code of a sentence or the kind of a fault, never its text: that could hold
    what people wrote.
    """

    name = models.TextField(unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    done = models.BigIntegerField(default=0)
    whole = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Give the job's name."""
        return self.name

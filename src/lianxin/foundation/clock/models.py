"""Tables of the calendar: the State Council's notices and the days they settle."""

from django.db import models
from django.db.models import Q

from lianxin.foundation.audit.models import Record


class Notice(Record):
    """A notice on the days off of a year; a year without one is known by rule only."""

    add_rank = 10

    year = models.IntegerField()
    number = models.TextField(blank=True)
    title = models.TextField(unique=True)
    published_on = models.DateField()
    address = models.TextField(blank=True)
    area = models.TextField(blank=True, default="")


class Day(Record):
    """A day off, or a weekend day that is worked, everywhere or in one area."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    off = models.BooleanField()
    name = models.TextField()
    area = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="clock_day_once", fields=["area", "day"]),
            models.CheckConstraint(
                name="clock_worked_on_weekend",
                condition=Q(off=True) | Q(day__iso_week_day__gte=6),
            ),
        ]

"""Events with after-images, and the words apart from the working row; both append-only."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func

from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.models.legs import Leg
from lianxin.consultation.matters.models.matter import Matter
from lianxin.consultation.matters.rules.states import Face, State, Verb
from lianxin.foundation.audit.models import Record


class Event(Counted, Record):
    """What happened, and the counted columns as they stood after it.

    ``named_unit`` is the unit that a return or a dispatch named; ``taken_back`` the seq of
    the event that this one took back; ``recorded_at`` is set by the database.
    """

    add_rank: ClassVar[int] = 30

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=20, choices=[(v, v) for v in Verb])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True, editable=False)
    leg = models.ForeignKey(
        Leg, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_id = models.CharField(max_length=80)
    by_name = models.CharField(max_length=60, blank=True)
    by_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    named_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=60, blank=True)
    public = models.BooleanField(default=True)
    taken_back = models.PositiveIntegerField(null=True)
    was = models.CharField(max_length=20, blank=True, choices=[(s, s) for s in State])

    class Meta:
        """Asked by matter, and by time for figures."""

        indexes = (models.Index(fields=["occurred_at"], name="event_occurred"),)

    def __str__(self) -> str:
        """Give matter, seq and verb."""
        return f"{self.matter_id}/{self.seq} {self.verb}"


class Wording(Record):
    """Free text of one event; rows never change, a correction adds one."""

    add_rank: ClassVar[int] = 31

    pk = models.CompositePrimaryKey("matter", "seq", "face")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="wordings", db_index=False
    )
    seq = models.PositiveIntegerField()
    face = models.CharField(max_length=20, choices=[(f, f) for f in Face])
    registered_on = models.DateField()
    body = models.TextField()

    class Meta:
        """Words are searched by bigrams, newest first (MODEL section 7)."""

        indexes = (
            GinIndex(
                Func(F("body"), function="public.bigrams"),
                name="wording_bigrams",
                fastupdate=False,
            ),
            models.Index(F("registered_on").desc(), F("matter").desc(), name="wording_newest"),
        )

    def __str__(self) -> str:
        """Give matter, seq and face."""
        return f"{self.matter_id}/{self.seq}/{self.face}"

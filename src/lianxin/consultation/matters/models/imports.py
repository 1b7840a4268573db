"""Files that were imported: a batch, and the rows that came of it."""

from typing import ClassVar

from django.db import models

from lianxin.consultation.matters.models.matter import Matter
from lianxin.foundation.audit.models import Record


class ImportBatch(Record):
    """One import of a file; it can be undone while nobody worked on what it brought."""

    add_rank: ClassVar[int] = 5
    change_rank: ClassVar[int] = 5

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=80)
    imported_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Give its code."""
        return self.code


class ImportRow(Record):
    """One row of a file and the matter it became; the same row never becomes two."""

    add_rank: ClassVar[int] = 60

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="imported")
    line = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32, unique=True)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="imported")
    seq = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Give batch and line."""
        return f"{self.batch_id}/{self.line}"

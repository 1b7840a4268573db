"""One table: photos that were drawn anew, first nobody's, then of one matter or paper."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lianxin.foundation.audit.models import Record


class File(Record):
    """A stored photo; of its time only the day is kept, of its origin nothing.

    ``about`` is the number it belongs to (text, no foreign key), empty until it is claimed;
    ``label`` the name it came under, kept till then. ``sha256`` is of the full drawing.
    """

    add_rank: ClassVar[int] = 40

    name = models.TextField(unique=True)
    content_type = models.TextField()
    sha256 = models.BinaryField(max_length=32)
    bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    label = models.TextField(blank=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    about = models.TextField(blank=True)
    created_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="files_file_label_goes", condition=Q(about="") | Q(label="")
            ),
        ]
        indexes = [
            models.Index(name="files_file_about", fields=["about"], condition=~Q(about="")),
            models.Index(name="files_file_unclaimed", fields=["created_on"], condition=Q(about="")),
        ]

    def __str__(self) -> str:
        """Name the record in logs, without the name people gave."""
        return self.name

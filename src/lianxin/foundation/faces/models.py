"""What was typed when a sign-in had run out, until the person is back."""

from django.db import models

from lianxin.foundation.audit.models import Record


class Draft(Record):
    """The fields of one refused post, sealed under a secret that only the browser holds.

    The table alone tells nothing: not who typed, not what. ``digest`` finds the row by the
    browser's secret; ``expires`` ends it.
    """

    digest = models.BinaryField(max_length=32, unique=True)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "faces_draft"

"""An index of the few open matters: counts of the worklist read it alone."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one index."""

    dependencies: ClassVar = [("matters", "0005_requests")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("state", "concluded"), _negated=True),
                fields=["id"],
                include=("guard", "unit_ids", "unit"),
                name="matter_open",
            ),
        ),
    ]

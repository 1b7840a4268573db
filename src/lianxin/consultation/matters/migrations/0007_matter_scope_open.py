"""An index of who sees the few open matters: a worklist never reads the concluded ones."""

from typing import ClassVar

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one index."""

    dependencies: ClassVar = [("matters", "0006_matter_open")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="matter",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("state", "concluded"), _negated=True),
                fastupdate=False,
                fields=["unit_ids"],
                name="matter_scope_open",
            ),
        ),
    ]

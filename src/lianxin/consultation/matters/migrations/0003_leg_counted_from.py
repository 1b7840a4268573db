"""A turn that a taking back restored tells from when its limits count."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one column that may be empty: the version before this one does not know it."""

    dependencies: ClassVar = [("matters", "0002_protection")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="leg",
            name="counted_from",
            field=models.DateTimeField(null=True),
        ),
    ]

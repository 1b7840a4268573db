"""A refusal keeps its words, for the one who asked."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Words of an asking, none for those before."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("accounts", "0004_askings_that_lapse")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(model_name="asking", name="words", field=models.TextField(default="")),
    ]

"""How often somebody entered a mail address on the last day that they did."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """A day and a count with each person."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("accounts", "0005_words_of_a_refusal")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="person", name="email_asked_on", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="person",
            name="email_asks",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]

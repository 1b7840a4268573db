"""Askings lapse, by nobody's decision, when what they rest on ends."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """A further decision, made by nobody."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("accounts", "0003_address_that_waits")]

    operations: ClassVar[list[Operation]] = [
        migrations.AlterField(
            model_name="asking",
            name="decision",
            field=models.TextField(
                choices=[
                    ("waiting", "waiting"),
                    ("confirmed", "confirmed"),
                    ("refused", "refused"),
                    ("withdrawn", "withdrawn"),
                    ("lapsed", "lapsed"),
                ],
                default="waiting",
            ),
        ),
        migrations.RemoveConstraint(model_name="asking", name="accounts_asking_two_people"),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.CheckConstraint(
                condition=models.Q(decision__in=["waiting", "lapsed"], decided_by__isnull=True)
                | models.Q(decision="withdrawn", decided_by=models.F("asked_by"))
                | (
                    models.Q(decision__in=["confirmed", "refused"], decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
                name="accounts_asking_two_people",
            ),
        ),
    ]

"""One row for each job: how it ran the last time."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a table that no other one knows."""

    dependencies: ClassVar = [("audit", "0002_protection")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True)),
                ("done", models.BigIntegerField(default=0)),
                ("whole", models.BigIntegerField(default=0)),
            ],
            options={"abstract": False},
        ),
    ]

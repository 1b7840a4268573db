from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                ("content_type", models.TextField()),
                ("sha256", models.BinaryField(max_length=32)),
                ("bytes", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("label", models.TextField(blank=True)),
                ("token_digest", models.BinaryField(max_length=32, unique=True)),
                ("about", models.TextField(blank=True)),
                ("created_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=["about"],
                        name="files_file_about",
                    ),
                    models.Index(
                        condition=models.Q(("about", "")),
                        fields=["created_on"],
                        name="files_file_unclaimed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), ("label", ""), _connector="OR"),
                        name="files_file_label_goes",
                    )
                ],
            },
        ),
    ]

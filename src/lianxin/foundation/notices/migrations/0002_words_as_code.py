"""Notices are kept as the code of a sentence and its arguments; older rows keep their words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="code",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="arguments",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="notice",
            name="title",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True)
                | models.Q(("title", ""), _negated=True),
                name="notice_words",
            ),
        ),
    ]

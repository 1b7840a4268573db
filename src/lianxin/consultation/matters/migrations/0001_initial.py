"""All tables of matters, and the bigrams that words are searched by."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.consultation.matters.models.legs
import lianxin.consultation.matters.rules.states

BIGRAMS = """
CREATE FUNCTION public.bigrams(t text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT coalesce(array_agg(DISTINCT a[i] || a[i + 1]), '{}')
FROM (SELECT string_to_array(lower(t), NULL) a) x, generate_series(1, cardinality(a) - 1) i
$$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0002_protection"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(BIGRAMS, "DROP FUNCTION public.bigrams(text);"),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                ("by_id", models.CharField(max_length=80)),
                ("imported_at", models.DateTimeField()),
                ("rows", models.PositiveIntegerField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("category", models.CharField(blank=True, max_length=60)),
                (
                    "guard",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Guard["OPEN"],
                                lianxin.consultation.matters.rules.states.Guard["OPEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Guard["CLOSED"],
                                lianxin.consultation.matters.rules.states.Guard["CLOSED"],
                            ),
                        ],
                        default=lianxin.consultation.matters.rules.states.Guard["OPEN"],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.State["NEW"],
                                lianxin.consultation.matters.rules.states.State["NEW"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("due", models.DateTimeField(null=True)),
                ("first_contact_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("merged_into", models.BigIntegerField(null=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("parked", models.BooleanField(default=False)),
                ("number", models.CharField(max_length=12, unique=True)),
                ("urgency", models.CharField(default="normal", max_length=10)),
                ("source", models.CharField(max_length=20)),
                ("origin", models.CharField(blank=True, max_length=80)),
                ("subject", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("area", models.CharField(blank=True, max_length=12)),
                ("received_on", models.DateField()),
                ("registered_on", models.DateField()),
                ("registered_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("seq", models.PositiveIntegerField(default=0)),
                (
                    "unit_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "first_receiver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("find", models.CharField(max_length=8, unique=True)),
                ("secret", models.BinaryField(max_length=32)),
                ("shown", models.PositiveSmallIntegerField(default=1)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lookups",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.LegRole["TRIAGE"],
                                lianxin.consultation.matters.rules.states.LegRole["TRIAGE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["HANDLE"],
                                lianxin.consultation.matters.rules.states.LegRole["HANDLE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["RECHECK"],
                                lianxin.consultation.matters.rules.states.LegRole["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["CALLBACK"],
                                lianxin.consultation.matters.rules.states.LegRole["CALLBACK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["JUDGE"],
                                lianxin.consultation.matters.rules.states.LegRole["JUDGE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["HOLD"],
                                lianxin.consultation.matters.rules.states.LegRole["HOLD"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.LegRole["ASSIST"],
                                lianxin.consultation.matters.rules.states.LegRole["ASSIST"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.State["NEW"],
                                lianxin.consultation.matters.rules.states.State["NEW"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Ending["DONE"],
                                lianxin.consultation.matters.rules.states.Ending["DONE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Ending["RETURNED"],
                                lianxin.consultation.matters.rules.states.Ending["RETURNED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Ending["REDISPATCHED"],
                                lianxin.consultation.matters.rules.states.Ending["REDISPATCHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Ending["TAKEN_BACK"],
                                lianxin.consultation.matters.rules.states.Ending["TAKEN_BACK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Ending["CONCLUDED"],
                                lianxin.consultation.matters.rules.states.Ending["CONCLUDED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_due", models.DateTimeField(null=True)),
                ("due", models.DateTimeField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("rule", models.CharField(blank=True, max_length=80)),
                ("designated", models.BooleanField(default=False)),
                (
                    "side",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                role=lianxin.consultation.matters.rules.states.LegRole["HANDLE"],
                                then=models.Value(0),
                            ),
                            models.When(
                                role=lianxin.consultation.matters.rules.states.LegRole["ASSIST"],
                                then=models.Value(0),
                            ),
                            models.When(
                                role=lianxin.consultation.matters.rules.states.LegRole["CALLBACK"],
                                then=models.Value(1),
                            ),
                            models.When(
                                role=lianxin.consultation.matters.rules.states.LegRole["JUDGE"],
                                then=models.Value(1),
                            ),
                            default=None,
                        ),
                        output_field=models.SmallIntegerField(null=True),
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("seq", models.PositiveIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="matters.importbatch",
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Hand",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter",
                        "person",
                        "side",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("side", models.SmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hands",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("ordinal", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("report", "report"), ("before", "before"), ("after", "after")],
                        max_length=10,
                    ),
                ),
                ("pair", models.PositiveSmallIntegerField(null=True)),
                ("file", models.BigIntegerField()),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("kind", models.CharField(max_length=20)),
                ("category", models.CharField(blank=True, max_length=60)),
                (
                    "guard",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Guard["OPEN"],
                                lianxin.consultation.matters.rules.states.Guard["OPEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Guard["CLOSED"],
                                lianxin.consultation.matters.rules.states.Guard["CLOSED"],
                            ),
                        ],
                        default=lianxin.consultation.matters.rules.states.Guard["OPEN"],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.State["NEW"],
                                lianxin.consultation.matters.rules.states.State["NEW"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("due", models.DateTimeField(null=True)),
                ("first_contact_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("merged_into", models.BigIntegerField(null=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("parked", models.BooleanField(default=False)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Verb["INTAKE"],
                                lianxin.consultation.matters.rules.states.Verb["INTAKE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CLASSIFY"],
                                lianxin.consultation.matters.rules.states.Verb["CLASSIFY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CONTACT"],
                                lianxin.consultation.matters.rules.states.Verb["CONTACT"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["DECLINE"],
                                lianxin.consultation.matters.rules.states.Verb["DECLINE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["REFER"],
                                lianxin.consultation.matters.rules.states.Verb["REFER"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["DISPATCH"],
                                lianxin.consultation.matters.rules.states.Verb["DISPATCH"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["ACCEPT"],
                                lianxin.consultation.matters.rules.states.Verb["ACCEPT"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["RETURN"],
                                lianxin.consultation.matters.rules.states.Verb["RETURN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["REDISPATCH"],
                                lianxin.consultation.matters.rules.states.Verb["REDISPATCH"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["ASSIST"],
                                lianxin.consultation.matters.rules.states.Verb["ASSIST"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["EXTEND"],
                                lianxin.consultation.matters.rules.states.Verb["EXTEND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["PARK"],
                                lianxin.consultation.matters.rules.states.Verb["PARK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["DECIDE"],
                                lianxin.consultation.matters.rules.states.Verb["DECIDE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["RESUME"],
                                lianxin.consultation.matters.rules.states.Verb["RESUME"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["RECTIFY"],
                                lianxin.consultation.matters.rules.states.Verb["RECTIFY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["RECHECK"],
                                lianxin.consultation.matters.rules.states.Verb["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["REPLY"],
                                lianxin.consultation.matters.rules.states.Verb["REPLY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["SEND"],
                                lianxin.consultation.matters.rules.states.Verb["SEND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["TAKE_BACK"],
                                lianxin.consultation.matters.rules.states.Verb["TAKE_BACK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CALL_BACK"],
                                lianxin.consultation.matters.rules.states.Verb["CALL_BACK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CONFIRM"],
                                lianxin.consultation.matters.rules.states.Verb["CONFIRM"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["RATE"],
                                lianxin.consultation.matters.rules.states.Verb["RATE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["REOPEN"],
                                lianxin.consultation.matters.rules.states.Verb["REOPEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CONCLUDE"],
                                lianxin.consultation.matters.rules.states.Verb["CONCLUDE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["SUPERVISE"],
                                lianxin.consultation.matters.rules.states.Verb["SUPERVISE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["SUPPLEMENT"],
                                lianxin.consultation.matters.rules.states.Verb["SUPPLEMENT"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["MERGE"],
                                lianxin.consultation.matters.rules.states.Verb["MERGE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["UNMERGE"],
                                lianxin.consultation.matters.rules.states.Verb["UNMERGE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["WITHDRAW"],
                                lianxin.consultation.matters.rules.states.Verb["WITHDRAW"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["CORRECT"],
                                lianxin.consultation.matters.rules.states.Verb["CORRECT"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Verb["NOTE"],
                                lianxin.consultation.matters.rules.states.Verb["NOTE"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(editable=False, null=True)),
                ("by_id", models.CharField(max_length=80)),
                ("by_name", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("public", models.BooleanField(default=True)),
                ("taken_back", models.PositiveIntegerField(null=True)),
                (
                    "was",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.State["NEW"],
                                lianxin.consultation.matters.rules.states.State["NEW"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                                lianxin.consultation.matters.rules.states.State["DISPATCHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                                lianxin.consultation.matters.rules.states.State["RETURNED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                                lianxin.consultation.matters.rules.states.State["IN_HAND"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                                lianxin.consultation.matters.rules.states.State["RECHECK"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                                lianxin.consultation.matters.rules.states.State["TO_ANSWER"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                                lianxin.consultation.matters.rules.states.State["WITH_CITIZEN"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                                lianxin.consultation.matters.rules.states.State["REOPENED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                                lianxin.consultation.matters.rules.states.State["PARKED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                                lianxin.consultation.matters.rules.states.State["CONCLUDED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "by_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "named_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.leg",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("seq", models.PositiveIntegerField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["SOLVED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                                lianxin.consultation.matters.rules.states.Answer["PARTLY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                                lianxin.consultation.matters.rules.states.Answer["UNSOLVED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["FAIRLY_SATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                                lianxin.consultation.matters.rules.states.Grade["DISSATISFIED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                                lianxin.consultation.matters.rules.states.Grade["DONT_KNOW"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("via", models.CharField(max_length=20)),
                ("replaced", models.BooleanField(default=False)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capacity", models.CharField(default="reporter", max_length=20)),
                ("contact", models.UUIDField(null=True)),
                ("mask", models.CharField(blank=True, max_length=40)),
                ("wants_reply", models.BooleanField(default=True)),
                ("may_publish", models.BooleanField(default=False)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("seq", models.PositiveIntegerField()),
                ("held_until", models.DateTimeField()),
                ("recalled_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter",
                        "seq",
                        "face",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                (
                    "face",
                    models.CharField(
                        choices=[
                            (
                                lianxin.consultation.matters.rules.states.Face["ORIGINAL"],
                                lianxin.consultation.matters.rules.states.Face["ORIGINAL"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["PUBLISHED"],
                                lianxin.consultation.matters.rules.states.Face["PUBLISHED"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["SUPPLEMENT"],
                                lianxin.consultation.matters.rules.states.Face["SUPPLEMENT"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["NOTE"],
                                lianxin.consultation.matters.rules.states.Face["NOTE"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["REASON"],
                                lianxin.consultation.matters.rules.states.Face["REASON"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["REPLY"],
                                lianxin.consultation.matters.rules.states.Face["REPLY"],
                            ),
                            (
                                lianxin.consultation.matters.rules.states.Face["RECTIFICATION"],
                                lianxin.consultation.matters.rules.states.Face["RECTIFICATION"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("registered_on", models.DateField()),
                ("body", models.TextField()),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                fields=["unit", "registered_on"], include=("state", "guard"), name="matter_unit_day"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                models.OrderBy(models.F("registered_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["unit_ids"], name="matter_scope"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("concluded_at__isnull", False),
                        ("state", lianxin.consultation.matters.rules.states.State["CONCLUDED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", lianxin.consultation.matters.rules.states.State["CONCLUDED"]),
                            _negated=True,
                        ),
                        ("concluded_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="matter_concluded",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", lianxin.consultation.matters.rules.states.State["CONCLUDED"]),
                        _negated=True,
                    ),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="matter_concluded_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(
                        ("state", lianxin.consultation.matters.rules.states.State["CONCLUDED"]),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="matter_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on__lte", models.F("registered_on"))),
                name="matter_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("matter",),
                name="lookup_one_live",
            ),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["unit", "state", "due", "id"],
                name="leg_unit_open",
            ),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["state", "due", "id"],
                name="leg_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("role", lianxin.consultation.matters.rules.states.LegRole["ASSIST"]),
                    _negated=True,
                ),
                expressions=[
                    ("matter", "="),
                    (
                        lianxin.consultation.matters.models.legs.TsTzRange(
                            "started_at",
                            "ended_at",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="leg_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("side", 1), ("accepted_at__isnull", False), _connector="OR"),
                expressions=[("matter", "="), ("unit", "="), ("side", "<>")],
                name="leg_sides",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(
                        ("ended_at__gte", models.F("started_at")),
                        models.Q(("ending", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="leg_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(fields=("matter", "seq"), name="leg_seq"),
        ),
        migrations.AddConstraint(
            model_name="hand",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("matter", "="), ("person", "="), ("side", "<>")], name="hand_sides"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("matter", "ordinal"), name="evidence_ordinal"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["occurred_at"], name="event_occurred"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced", False)),
                fields=("matter", "round"),
                name="confirmation_one_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("capacity", "reporter")),
                fields=("matter",),
                name="party_one_reporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recalled_at__isnull", True)),
                fields=("matter", "round"),
                name="reply_one_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recalled_at__isnull", True), ("sent_at__isnull", True), _connector="OR"
                ),
                name="reply_sent_or_recalled",
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("body"), function="public.bigrams"),
                fastupdate=False,
                name="wording_bigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=models.Index(
                models.OrderBy(models.F("registered_on"), descending=True),
                models.OrderBy(models.F("matter"), descending=True),
                name="wording_newest",
            ),
        ),
    ]

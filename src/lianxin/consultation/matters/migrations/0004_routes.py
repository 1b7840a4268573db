"""Sets of routes, and the trigger by which the rules of a set in force never change."""

from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

from lianxin.consultation.matters.rules.routing import Hours, Near

REFUSE = """
CREATE FUNCTION public.matters_refuse_route() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM FROM public.matters_routeset WHERE id = OLD.routes_id AND valid IS NOT NULL;
    END IF;
    IF NOT FOUND AND TG_OP <> 'DELETE' THEN
        PERFORM FROM public.matters_routeset WHERE id = NEW.routes_id AND valid IS NOT NULL;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION '% of % is refused: the set is or was in force', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE FUNCTION public.matters_refuse_routeset() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF lower(OLD.valid) <= clock_timestamp() AND (TG_OP = 'DELETE' OR NEW.valid IS NULL
        OR lower(NEW.valid) <> lower(OLD.valid) OR NEW.number <> OLD.number) THEN
        RAISE EXCEPTION '% of % is refused: the set is or was in force', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER matters_route_kept BEFORE INSERT OR UPDATE OR DELETE ON public.matters_route
    FOR EACH ROW EXECUTE FUNCTION public.matters_refuse_route();
CREATE TRIGGER matters_routeset_kept BEFORE UPDATE OR DELETE ON public.matters_routeset
    FOR EACH ROW EXECUTE FUNCTION public.matters_refuse_routeset();
ALTER TABLE public.matters_route ENABLE ALWAYS TRIGGER matters_route_kept;
ALTER TABLE public.matters_routeset ENABLE ALWAYS TRIGGER matters_routeset_kept;
"""

ALLOW = """
DROP TRIGGER matters_route_kept ON public.matters_route;
DROP TRIGGER matters_routeset_kept ON public.matters_routeset;
DROP FUNCTION public.matters_refuse_route();
DROP FUNCTION public.matters_refuse_routeset();
"""


class Migration(migrations.Migration):
    """Adds two tables that no other one knows."""

    dependencies: ClassVar = [("matters", "0003_leg_counted_from"), ("units", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RouteSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True),
                ),
                ("edition", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("by_name", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("valid", "&&")], name="routeset_one_in_force"
                    ),
                    models.UniqueConstraint(
                        django.db.models.lookups.IsNull(models.F("valid"), True),  # noqa: FBT003 - the lookup's own shape
                        condition=models.Q(valid__isnull=True),
                        name="routeset_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(valid__isnull=True) | models.Q(valid__isempty=False),
                        name="routeset_some_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("category", models.CharField(blank=True, max_length=60)),
                ("area", models.CharField(blank=True, max_length=32)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "hours",
                    models.CharField(
                        blank=True, choices=[(hours, hours) for hours in Hours], max_length=10
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("kind", models.CharField(blank=True, max_length=60)),
                (
                    "near",
                    models.CharField(
                        choices=[(near, near) for near in Near],
                        default=Near.PLACE,
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "routes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="matters.routeset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=models.Deferrable.DEFERRED,
                        fields=("routes", "position"),
                        name="route_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(unit__isnull=False, kind="")
                        | (models.Q(unit__isnull=True) & ~models.Q(kind="")),
                        name="route_one_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(valid__isempty=False), name="route_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            hours__in=["", "office", "outside", "workday", "day_off"]
                        )
                        & models.Q(near__in=["place", "city", "above"]),
                        name="route_known_words",
                    ),
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]

"""Requests, pauses and the moves of due dates; what was moved stays as it was."""

from typing import Any, ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
GUARD = """
CREATE TRIGGER matters_duechange_only_grows BEFORE UPDATE OR DELETE ON public.matters_duechange
    FOR EACH ROW EXECUTE FUNCTION public.matters_refuse_change();
CREATE TRIGGER matters_duechange_never_emptied BEFORE TRUNCATE ON public.matters_duechange
    FOR EACH STATEMENT EXECUTE FUNCTION public.matters_refuse_change();
ALTER TABLE public.matters_duechange ENABLE ALWAYS TRIGGER matters_duechange_only_grows;
ALTER TABLE public.matters_duechange ENABLE ALWAYS TRIGGER matters_duechange_never_emptied;
"""
UNGUARD = """
DROP TRIGGER matters_duechange_only_grows ON public.matters_duechange;
DROP TRIGGER matters_duechange_never_emptied ON public.matters_duechange;
"""


def _of(
    to: str, related: str, *, index: bool = True, null: bool = False
) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=index,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related,
        to=to,
    )


class Migration(migrations.Migration):
    """Adds three tables; the version before this one does not know them."""

    dependencies: ClassVar = [("matters", "0004_routes")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                max_length=20,
                choices=[
                    ("intake", "intake"),
                    ("classify", "classify"),
                    ("contact", "contact"),
                    ("decline", "decline"),
                    ("refer", "refer"),
                    ("dispatch", "dispatch"),
                    ("accept", "accept"),
                    ("return", "return"),
                    ("redispatch", "redispatch"),
                    ("assist", "assist"),
                    ("extend", "extend"),
                    ("park", "park"),
                    ("decide", "decide"),
                    ("resume", "resume"),
                    ("rectify", "rectify"),
                    ("recheck", "recheck"),
                    ("reply", "reply"),
                    ("send", "send"),
                    ("take_back", "take_back"),
                    ("call_back", "call_back"),
                    ("confirm", "confirm"),
                    ("rate", "rate"),
                    ("reopen", "reopen"),
                    ("conclude", "conclude"),
                    ("supervise", "supervise"),
                    ("supplement", "supplement"),
                    ("merge", "merge"),
                    ("unmerge", "unmerge"),
                    ("withdraw", "withdraw"),
                    ("correct", "correct"),
                    ("note", "note"),
                    ("recount", "recount"),
                ],
            ),
        ),
        migrations.AlterField(
            model_name="leg",
            name="ending",
            field=models.CharField(
                blank=True,
                max_length=20,
                choices=[
                    ("done", "done"),
                    ("returned", "returned"),
                    ("redispatched", "redispatched"),
                    ("taken_back", "taken_back"),
                    ("concluded", "concluded"),
                    ("parked", "parked"),
                ],
            ),
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", KEY),
                ("seq", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        max_length=10,
                        choices=[("extend", "extend"), ("park", "park"), ("pause", "pause")],
                    ),
                ),
                ("reason", models.CharField(max_length=60)),
                ("until", models.DateField()),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        choices=[
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("undone", "undone"),
                        ],
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_seq", models.PositiveIntegerField(null=True)),
                ("promised", models.BooleanField(default=False)),
                ("leg", _of("matters.leg", "requests", index=False)),
                ("matter", _of("matters.matter", "requests")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(decision=""),
                        fields=["asked_at"],
                        name="request_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(decision=""),
                        fields=("leg", "kind"),
                        name="request_one_undecided",
                    ),
                    models.CheckConstraint(
                        name="request_decided",
                        condition=models.Q(
                            decision="", decided_at__isnull=True, decided_seq__isnull=True
                        )
                        | (
                            ~models.Q(decision="")
                            & models.Q(decided_at__isnull=False, decided_seq__isnull=False)
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", KEY),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("reason", models.CharField(max_length=60)),
                ("leg", _of("matters.leg", "pauses", index=False)),
                ("matter", _of("matters.matter", "pauses")),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("leg", "="), ("during", "&&")], name="pause_apart"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(during__lower_inf=False, during__upper_inf=False),
                        name="pause_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueChange",
            fields=[
                ("id", KEY),
                ("seq", models.PositiveIntegerField()),
                ("was", models.DateTimeField()),
                ("due", models.DateTimeField()),
                (
                    "cause",
                    models.CharField(
                        max_length=10,
                        choices=[
                            ("calendar", "calendar"),
                            ("extended", "extended"),
                            ("paused", "paused"),
                            ("parked", "parked"),
                            ("resumed", "resumed"),
                            ("undone", "undone"),
                        ],
                    ),
                ),
                ("run", models.CharField(blank=True, max_length=60)),
                ("leg", _of("matters.leg", "due_changes", index=False, null=True)),
                ("matter", _of("matters.matter", "due_changes")),
            ],
            options={
                "indexes": [
                    models.Index(condition=~models.Q(run=""), fields=["run"], name="due_change_run")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("matter", "seq", "leg"),
                        name="due_change_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]

"""Tables are what the records say, and steps of the schema can be run by N and N+1 together."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython

from lianxin.cli.faults import Fault
from lianxin.cli.migrate import check_history

ROOMS = [room.label for room in apps.get_app_configs() if room.name.startswith("lianxin.")]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=3, stdout=said)
    assert "No changes detected" in said.getvalue()


def own() -> list[Any]:
    """Give every migration of the rooms."""
    loader = MigrationLoader(None)
    return [m for (label, _), m in loader.disk_migrations.items() if label in ROOMS]


def test_every_migration_is_one_transaction() -> None:
    assert [str(migration) for migration in own() if not migration.atomic] == []


def test_no_migration_runs_code_of_a_room() -> None:
    with_code = [
        str(migration)
        for migration in own()
        if any(isinstance(operation, RunPython) for operation in migration.operations)
    ]
    assert with_code == []


@pytest.mark.django_db
def test_database_of_a_newer_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def applied(_: object) -> dict[tuple[str, str], object]:
        return {("matters", "9999_later"): object()}

    monkeypatch.setattr(
        "django.db.migrations.recorder.MigrationRecorder.applied_migrations", applied
    )
    with pytest.raises(Fault, match="9999_later"):
        check_history(connection)

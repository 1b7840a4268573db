"""Changes that were asked for: the open ones, and those of one key."""

from django.db.models import QuerySet

from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.queries.values import stored_values
from lianxin.foundation.parameters.rules.timeline import Stretch, version


def change_numbered(key: str, number: int, *, locked: bool = False) -> Change:
    """Give one change of a key, held for a decision if ``locked``. Raises NotFound."""
    changes: QuerySet[Change] = Change.objects.filter(key=key, number=number)
    found = (changes.select_for_update() if locked else changes).first()
    if found is None:
        raise NotFound("parameters.no_change", where=key)
    return found


def is_open(change: Change) -> bool:
    """Tell whether a change still waits for a second person."""
    return change.state == Decision.ASKED


def changes_of(key: str) -> list[Change]:
    """Give every change that was asked for of a key, the newest first."""
    return list(Change.objects.filter(key=key).order_by("-number"))


def open_changes() -> list[Change]:
    """Give the changes that wait for a second person, the oldest first."""
    return list(Change.objects.filter(state=Decision.ASKED).order_by("asked_at", "id"))


def values_here(key: str, scope: str) -> tuple[list[Stretch], int]:
    """Give the values of a key in a scope as the database has them, and their version."""
    here = [each.stretch for each in stored_values({key}) if each.scope == scope]
    return here, version(here)

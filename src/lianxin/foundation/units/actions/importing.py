"""Bringing in a whole bureau from a table, all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.faces.tables import Row, as_text
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Fault, InvalidMany, LianxinError
from lianxin.foundation.units.actions import acts, checks, tree
from lianxin.foundation.units.models import Term, Unit
from lianxin.foundation.units.queries.importing import Change, plan
from lianxin.foundation.units.rules.table import Line

PERFORM: Final[Mapping[str, tuple[str, Callable[..., object]]]] = {
    "rename": ("name", acts.rename),
    "rekind": ("kind", acts.rekind),
    "move": ("parent", acts.move),
    "relocate": ("area", acts.relocate),
}
"""Which act changes what, and its function."""


@retried
def bring_in(
    *, by: Actor, rows: Sequence[Row], since: date, key: UUID | None = None
) -> dict[str, int]:
    """Found what a table names anew, and change what it says otherwise, each from its day.

    ``since`` is the day of rows that name none. Counts units ``founded``, acts ``changed`` and
    units that stay the ``same``; the same table again changes nothing. One fault, and nothing
    is done. Raises NoRight, Invalid (a column is missing), InvalidMany.
    """
    arguments = {"rows": as_text(rows), "since": since}
    with act(by, "units.import", key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        checks.check_right(by, None)
        tree.lock_tree()
        made = plan(rows, since=since)
        if made.faults:
            raise InvalidMany(tuple(wrong.fault for wrong in made.faults))
        _found_all(work, made.founded)
        _change_all(by, made.changes)
        counts = {
            "founded": len(made.founded),
            "changed": len(made.changes),
            "same": made.same,
        }
        work.row(object="units", facts={**counts, "since": since.isoformat()})
        work.keep(counts)
        return counts


def _found_all(work: Work, lines: Sequence[Line]) -> None:
    """Found many units in a few statements."""
    _check_rights(work.by, lines)
    units = Unit.objects.bulk_create(Unit(code=line.code) for line in lines)
    keys: dict[str, int] = dict(Unit.objects.values_list("code", "pk"))
    Term.objects.bulk_create(
        Term(
            unit_id=keys[line.code],
            parent_id=None if line.parent is None else keys[line.parent],
            kind=line.kind,
            name=line.name,
            area=line.area,
            valid=DateRange(line.since, None),
        )
        for line in lines
    )
    if units:
        tree.follow(*units)
    for line in lines:
        work.row(object=f"unit:{line.code}", verb="units.found", facts=_facts(line))


def _facts(line: Line) -> dict[str, Any]:
    columns = ("code", "name", "kind", "parent", "area")
    return {**{name: getattr(line, name) for name in columns}, "since": line.since.isoformat()}


def _check_rights(by: Actor, lines: Sequence[Line]) -> None:
    """Check that one manages what the new units come to stand under."""
    new = {line.code for line in lines}
    for parent in {line.parent for line in lines} - new:
        checks.check_right(by, parent)


def _change_all(by: Actor, changes: Sequence[Change]) -> None:
    """Do the acts; a move that must wait for another one is tried again after it."""
    waiting = list(changes)
    while waiting:
        stuck: list[tuple[Change, LianxinError]] = []
        for change in waiting:
            try:
                _perform(by, change)
            except LianxinError as error:
                stuck.append((change, error))
        if len(stuck) == len(waiting):
            raise InvalidMany(tuple(_fault(change, error) for change, error in stuck))
        waiting = [change for change, _error in stuck]


def _perform(by: Actor, change: Change) -> None:
    column, perform = PERFORM[change.verb]
    line = change.line
    perform(by=by, code=line.code, since=line.since, **{column: change.now})


def _fault(change: Change, error: LianxinError) -> Fault:
    return Fault(error.code, PERFORM[change.verb][0], error.arguments)

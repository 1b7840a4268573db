"""Loading the areas that units lie in."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.parameters.actions import read_texts
from lianxin.foundation.units.actions import checks, tree
from lianxin.foundation.units.models import Area
from lianxin.foundation.units.rules.areas import AreaRead, read_areas

AREAS: Final = Path(__file__).parent.parent / "data" / "areas.toml"
"""The areas that come with the house."""
COLUMNS: Final = ("name", "kind", "parent", "statistical", "source")
Lines = dict[str, set[AreaRead]]


@retried
def load_areas(*, by: Actor, file: Path = AREAS, key: UUID | None = None) -> dict[str, int]:
    """Load a file of areas; count codes that are ``added``, ``changed`` and stay the ``same``.

    A code in the file has exactly the file's names and days from now on; codes that it does not
    name stay as they are. A file with a fault is refused whole. Raises NoRight, Invalid,
    InvalidMany.
    """
    texts = read_texts([file])
    with act(by, "units.areas", key=key, arguments=texts) as work:
        if work.replay:
            return work.replay
        checks.check_right(by, None)
        tree.lock_tree()
        given = _given(texts)
        known = _known(set(given))
        changed = {code: lines for code, lines in given.items() if known.get(code) != lines}
        Area.objects.filter(code__in=set(changed) & set(known)).delete()
        Area.objects.bulk_create(_row(line) for lines in changed.values() for line in lines)
        added = len(set(changed) - set(known))
        counts = {
            "added": added,
            "changed": len(changed) - added,
            "same": len(given) - len(changed),
        }
        if changed:
            work.row(object="areas", facts={**counts, "codes": sorted(changed)})
        work.keep(counts)
        return counts


def _given(texts: dict[str, str]) -> Lines:
    given: Lines = {}
    for name, text in texts.items():
        areas, faults = read_areas(name, text)
        if faults:
            raise InvalidMany(faults)
        for line in areas:
            given.setdefault(line.code, set()).add(line)
    return given


def _known(codes: set[str]) -> Lines:
    known: Lines = {}
    for row in Area.objects.filter(code__in=codes):
        columns: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
        line = AreaRead(code=row.code, **columns, since=row.valid.lower, until=row.valid.upper)
        known.setdefault(row.code, set()).add(line)
    return known


def _row(line: AreaRead) -> Area:
    columns = {name: getattr(line, name) for name in COLUMNS}
    return Area(code=line.code, **columns, valid=DateRange(line.since, line.until))

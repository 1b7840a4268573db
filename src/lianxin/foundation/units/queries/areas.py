"""Areas as they stood on a day: GB/T 2260 divisions, and functional zones with own codes."""

from dataclasses import dataclass
from datetime import date

from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units.models import Area
from lianxin.foundation.units.queries.directory import directory, today

COLUMNS = ("code", "name", "kind", "parent", "statistical")


@dataclass(frozen=True, slots=True)
class Place:
    """An area on a day; ``parent`` is a code, ``statistical`` one that statistics use for it."""

    code: str
    name: str
    kind: str
    parent: str
    statistical: str


def areas_loaded() -> bool:
    """Tell whether any area is known, so that a code can be checked."""
    return Area.objects.exists()


def areas(
    words: str = "", *, under: str | None = None, on: date | None = None
) -> tuple[Place, ...]:
    """Give the areas of a day by code: those whose name holds the words or that have the code.

    ``under`` keeps those right under an area.
    """
    rows = Area.objects.filter(valid__contains=on or today()).order_by("code")
    if under is not None:
        rows = rows.filter(parent=under)
    if words:
        rows = rows.filter(name__contains=words) | rows.filter(code=words)
    return tuple(Place(*row) for row in rows.values_list(*COLUMNS))


def area(code: str, on: date | None = None) -> Place:
    """Give the area of a code on a day. Raises NotFound("units.area_unknown")."""
    rows = Area.objects.filter(code=code, valid__contains=on or today())
    row = rows.values_list(*COLUMNS).first()
    if row is None:
        raise NotFound("units.area_unknown", where="area", given=code)
    return Place(*row)


def name_of(code: str, on: date | None = None) -> str:
    """Give the name of a unit on a day, else of an area; nothing for a code of neither."""
    try:
        return directory(on).by_code(code).name
    except NotFound:
        rows = Area.objects.filter(code=code, valid__contains=on or today())
        return rows.values_list("name", flat=True).first() or ""

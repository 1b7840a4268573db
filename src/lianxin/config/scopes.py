"""What the scope of a parameter is called: a unit first, else an area."""

from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units import queries as units


def name_of(code: str) -> str:
    """Give the name of a unit or area today; nothing for a code that names neither."""
    try:
        return units.directory().by_code(code).name
    except NotFound:
        found = units.areas(code)
    return next((area.name for area in found if area.code == code), "")

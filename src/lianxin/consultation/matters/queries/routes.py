"""Which unit triages a matter and which one calls back, by the tree of units."""

from collections.abc import Set as AbstractSet
from datetime import date

from django.utils import timezone

from lianxin.foundation.kernel.errors import Refused
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, Entry

TRIAGE_KINDS = "matters.routes.triage"
CALLBACK_KINDS = "matters.routes.callback"
HANDLING_KINDS = "matters.routes.handle"


def _depth(directory: Directory, entry: Entry) -> tuple[int, str]:
    return len(directory.above(entry.code)), entry.code


def _nearest(directory: Directory, key: str, code: str, without: AbstractSet[int]) -> str | None:
    """Give the unit of these kinds nearest above ``code``, in the parameter's order of kinds.

    Under one ancestor the unit nearest to it comes first, not one inside a neighbor's subtree.
    """
    for kind in parameters.value(key, on=directory.day):
        for above in directory.above(code):
            found = directory.find(kind=kind, under=above.code)
            for entry in sorted(found, key=lambda one: _depth(directory, one)):
                if entry.id not in without:
                    return entry.code
    return None


def can_handle(entry: Entry, on: date | None = None) -> bool:
    """Tell whether a unit is of a kind that handles matters on a day, today if none is given."""
    kinds = parameters.codes(HANDLING_KINDS, on=on or timezone.localdate())
    return entry.kind.partition(".")[0] in kinds


def triage_unit(directory: Directory, code: str) -> str:
    """Give the dispatch centre that triages what ``code`` received.

    Raises Refused("matters.no_triage") when the tree has none.
    """
    found = _nearest(directory, TRIAGE_KINDS, code, frozenset())
    if found is None:
        raise Refused("matters.no_triage", unit=code)
    return found


def online_receiver(directory: Directory) -> str:
    """Give the unit that receives what is said online: the triage unit nearest the top.

    Raises Refused("matters.no_triage") when the tree has none.
    """
    for kind in parameters.value(TRIAGE_KINDS, on=directory.day):
        found = directory.find(kind=kind)
        if found:
            return min(found, key=lambda one: _depth(directory, one)).code
    raise Refused("matters.no_triage", unit="")


def supervision_unit(directory: Directory, code: str, handled: AbstractSet[int]) -> str:
    """Give the first unit of the route that did not handle: it calls back and judges (AZ7).

    The empty text when every unit of the route handled it.
    """
    return _nearest(directory, CALLBACK_KINDS, code, handled) or ""


def approving_unit(directory: Directory, code: str) -> str:
    """Give the unit that decides what ``code`` asks: the one above, of the topmost itself."""
    return directory.by_code(code).parent or code


def callback_unit(directory: Directory, code: str, handled: AbstractSet[int]) -> str:
    """Give ``supervision_unit``. Raises Refused("matters.no_callback") when there is none."""
    found = supervision_unit(directory, code, handled)
    if not found:
        raise Refused("matters.no_callback", unit=code)
    return found

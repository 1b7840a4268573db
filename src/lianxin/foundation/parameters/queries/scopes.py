"""What a scope is called: a room above knows units and areas, the house wires it."""

from collections.abc import Callable

_known: list[Callable[[str], str]] = []


def wire_names(name_of: Callable[[str], str]) -> None:
    """Take what gives a unit's or area's name by its code, or nothing; the house calls it once."""
    _known[:] = [name_of]


def scope_text(code: str) -> str:
    """Give name and code of a scope; the code alone where no name is known."""
    names = [name for name_of in _known if code and (name := name_of(code))]
    return " ".join([*names, code])

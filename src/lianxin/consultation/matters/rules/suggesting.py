"""Which category a text speaks of, and which unit is near, by plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PLACE_LETTERS = 2
"""How many first letters of a unit's name are taken for its place: 石拐 of 石拐派出所."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A category with the words that decided."""

    code: str
    words: tuple[str, ...]


def best_category(text: str, signs: Mapping[str, Sequence[str]]) -> Scored | None:
    """Give the category most of whose words stand in the text, longer words counting more.

    Of equal ones the finer wins: ``roads.lighting`` before ``roads``.
    """
    scored = [
        (sum(len(word) for word in found), code.count("."), code, found)
        for code, words in signs.items()
        if (found := tuple(word for word in words if word in text))
    ]
    if not scored:
        return None
    _score, _depth, code, found = max(scored, key=lambda one: (one[0], one[1]))
    return Scored(code, found)


def nearest(text: str, units: Sequence[tuple[str, Sequence[str]]], receiver: Sequence[str]) -> str:
    """Give the unit whose own or higher unit's place is named in the text, else the receiver.

    ``units`` are codes with the names of the unit and those above, in order of preference;
    ``receiver`` the codes from the first receiver upward. Empty when none fits.
    """
    for code, names in units:
        if any(name[:PLACE_LETTERS] in text for name in names[:-1]):
            return code
    codes = [code for code, _names in units]
    return next((code for code in receiver if code in codes), "")

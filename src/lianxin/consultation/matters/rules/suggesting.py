"""Which category a text speaks of, by plain words."""

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

"""Pure rules of the room: the tree, areas, and the table of units."""

from lianxin.foundation.units.rules.tree import (
    NAME_LENGTH,
    Span,
    Standing,
    parse_code,
    parse_name,
    reached,
    text_literal,
)

__all__ = [
    "NAME_LENGTH",
    "Span",
    "Standing",
    "parse_code",
    "parse_name",
    "reached",
    "text_literal",
]

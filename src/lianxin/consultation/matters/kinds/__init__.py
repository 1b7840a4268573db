"""Kinds of matter: each narrows the one table of moves and names its categories and limits."""

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.kinds.suggestion import SUGGESTION

KINDS: dict[str, Kind] = {kind.code: kind for kind in (SUGGESTION,)}
"""All kinds by code."""

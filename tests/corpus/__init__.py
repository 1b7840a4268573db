"""Hostile inputs made by hand, kept as data; each fault that is found adds its input."""

import json
from pathlib import Path

SORTS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "texts.json").read_text(encoding="ascii")
)
"""Texts by sort and name; lone surrogates stand as escapes."""
TEXTS = tuple(text for named in SORTS.values() for text in named.values())

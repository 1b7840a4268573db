"""What the parameters of the house's data files are called, in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

NAMES: Final = Path(__file__).parent.parent / "names.toml"
"""Chinese and English name by key."""


@cache
def names() -> Mapping[str, tuple[str, str]]:
    """Give the Chinese and the English name of each key that has them."""
    read = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return {key: (chinese, english) for key, (chinese, english) in read.items()}


def name_in(key: str, language: str) -> str:
    """Give what a parameter is called in the language; a city's own goes by its key."""
    chinese, english = names().get(key, (key, key))
    return english if language.startswith("en") else chinese

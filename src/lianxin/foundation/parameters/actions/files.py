"""Reading data files, and the bounds that the house's own ones give."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters.rules.bounds import Bounds
from lianxin.foundation.parameters.rules.file import read

DATA: Final = Path(__file__).parent.parent / "data"
"""The data files that come with the house."""


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Read the files, and of folders their ``*.toml``, by name. Raises Invalid."""
    files = [each for path in paths for each in (sorted(path.glob("*.toml")) or [path])]
    texts: dict[str, str] = {}
    for file in files:
        name = file.name if file.parent == DATA else str(file)
        try:
            texts[name] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Invalid("parameters.file.encoding", where=name) from error
        except OSError as error:
            cause = error.strerror or str(error)
            raise Invalid("parameters.file.unreadable", where=name, cause=cause) from error
    return texts


@cache
def house_bounds() -> Mapping[str, Bounds]:
    """Give the bounds of each key of the house's own files."""
    return read(read_texts([DATA])).bounds


def bounds_of(key: str) -> Bounds:
    """Give the bounds of a key; a key that the house does not bring has those of its kind."""
    return house_bounds().get(key, Bounds())

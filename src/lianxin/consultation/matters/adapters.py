"""Reads the rows of a file of messages: far more than a table of the house may have."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lianxin.foundation.faces import tables

LIMITS: Final = tables.Limits(
    200 * tables.MEGABYTE, 200 * tables.MEGABYTE, rows=200_000, columns=200
)


def read_cells(path: Path) -> Iterator[tables.Cells]:
    """Give each row as it stands with its line number, the heading first.

    Raises Invalid for a file that is absent, too large, or neither csv nor xlsx.
    """
    return tables.read_cells(path.name, tables.read_file(path, LIMITS), LIMITS)

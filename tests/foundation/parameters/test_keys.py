"""Every parameter that the code asks for by name stands in a data file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import lianxin
from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules.file import read

HOUSE = Path(lianxin.__file__).parent
ASKING = {"value", "number", "seconds", "text", "codes", "choices", "choice", "label", "limit"}


def asked() -> Iterator[tuple[str, str]]:
    """Give file and key of each call such as ``parameters.number("a.b", on=day)``."""
    for file in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _asks(node):
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield str(file.relative_to(HOUSE)), key.value


def _asks(node: ast.Call) -> bool:
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in ASKING
        and isinstance(function.value, ast.Name)
        and function.value.id in {"parameters", "clock"}
        and bool(node.args)
    )


def test_every_key_asked_for_is_in_a_file() -> None:
    known = {entry.key for entry in read(read_texts([DATA])).entries}
    calls = list(asked())
    assert len(calls) > 20
    assert [(file, key) for file, key in calls if key not in known] == []

"""Every error that the house raises has its sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from lianxin.foundation.faces.sentences import known
from lianxin.foundation.kernel import errors

SOURCE = Path(errors.__file__).parents[2]
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.LianxinError)
} | {"Fault"}


def raised() -> Iterator[tuple[str, str]]:
    """Give each code that is written where an error is made, with its place."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = node.args[0]
            if name in KINDS and isinstance(code, ast.Constant) and "." in str(code.value):
                yield str(code.value), f"{path.relative_to(SOURCE)}:{node.lineno}"


def told() -> Iterator[tuple[str, str]]:
    """Give each code of a notice that is written in a room that tells, with its place."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and ".told." in str(node.value):
                yield str(node.value), f"{path.relative_to(SOURCE)}:{node.lineno}"


def test_every_notice_has_a_sentence() -> None:
    found = list(told())
    assert len(found) > 5
    assert [f"{place}: {code}" for code, place in found if not known(code)] == []


def test_every_error_has_a_sentence() -> None:
    found = list(raised())
    assert len(found) > 50
    assert [f"{place}: {code}" for code, place in found if not known(code)] == []

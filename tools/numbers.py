"""Refuses numbers that are written into the rooms' code instead of standing among the parameters.

In ``actions``, ``rules``, ``queries``, ``jobs`` and ``kinds`` of every room only 0, 1, 2 and -1 may
be written as they are. Any other number needs a name in capitals on the top level of its module
and a docstring under it that says what it is (a technical ceiling, a fact of a format); what a
bureau could want otherwise is a parameter. Constants of other modules are listed in ``ALLOWED``
with the reason why they are none.

``python -m tools.numbers`` lists what it finds and fails if there is anything.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parent.parent / "src" / "lianxin"
LAYERS: Final = frozenset({"actions", "rules", "queries", "jobs", "kinds"})
SAYING: Final = frozenset({"date", "split"})
"""Functions whose plain numbers are a day or a count of parts."""
PLAIN: Final = frozenset({-1, 0, 1, 2})
"""Numbers that count, begin and end; they decide nothing."""
ALLOWED: Final[dict[str, str]] = {
    "consultation/matters/actions/importing 10": "how many numbers an error lists",
    "consultation/matters/actions/importing 120": "width of a column",
    "consultation/matters/actions/importing 200": "width of a column",
    "consultation/matters/actions/numbers 10": "decimal digits of a number",
    "consultation/matters/queries/photos KILO": "bytes in a kibibyte",
    "consultation/matters/queries/places 3": "how many parts a sort compares",
    "consultation/matters/rules/importing 30": "how much of a wrong date an error repeats",
    "consultation/matters/rules/subject SUBJECT_LETTERS": "a subject fits one line of a phone",
    "foundation/accounts/actions/checks 32": "bytes of chance",
    "foundation/accounts/actions/factors NAME_LENGTH": "width of a column",
    "foundation/accounts/actions/tries 12": "bytes of chance",
    "foundation/accounts/actions/tries MOST_DOUBLINGS": "keeps a power from growing for ever",
    "foundation/accounts/rules 40": "how much of a wrong login an error repeats",
    "foundation/accounts/rules 60": "how much of a wrong post an error repeats",
    "foundation/accounts/rules FIRST_GROUPS": "shape of a first password, read aloud",
    "foundation/audit/rules/hashing HASH_BYTES": "bytes of SHA-256",
    "foundation/clock/queries/calendars 64": "calendars kept in memory",
    "foundation/clock/rules/lines 4": "place of a part in a pattern",
    "foundation/clock/rules/years 0.2422": "the sun's year beyond 365 days",
    "foundation/clock/rules/years 100": "years of a century",
    "foundation/clock/rules/years 4": "every fourth year is a leap year",
    "foundation/clock/rules/years 4.81": "where the sun stands in this century",
    "foundation/clock/rules/years SATURDAY": "place in the week",
    "foundation/files/actions LABEL_CHARACTERS": "width of a column",
    "foundation/files/actions NAME_BYTES": "bytes of chance in a file's name",
    "foundation/files/queries CACHE_SECONDS": "a picture never changes, a browser may keep it",
    "foundation/files/rules/drawing": "formats of pictures and ceilings of the drawing process",
    "foundation/files/rules/judging": "formats of pictures",
    "foundation/notices/rules 503": "a status of HTTP",
    "foundation/parameters/queries/values 3": "how many similar names an error lists",
    "foundation/units/rules/tree 40": "how much of a wrong code an error repeats",
    "foundation/vault/rules/sealing": "lengths that the cipher gives",
    "foundation/vault/rules/telephone": "shapes of telephone numbers in China",
}
"""Facts of formats and technical ceilings, each with the reason why it is no parameter.

A whole module (a file or a folder of the same name), or in it one number or the name of one
constant. What a bureau could want otherwise does not belong here.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """A number that stands where none may."""

    file: str
    line: int
    number: str
    cause: str

    def __str__(self) -> str:
        """Give one line, as linters write it."""
        return f"{self.file}:{self.line}: {self.number} {self.cause}"


def layer_of(file: Path) -> str:
    """Give the layer of a room's module: actions for actions.py and actions/work.py."""
    parts = file.with_suffix("").parts
    return next((part for part in parts if part in LAYERS), "")


def check(text: str, name: str) -> list[Finding]:
    """List the numbers of one module that have no name and docstring of their own."""
    tree = ast.parse(text)
    named = dict(_constants(tree))
    placed = set(_places(tree))
    return [
        finding
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and _is_number(node) and id(node) not in placed
        for finding in _judge(node, name, named.get(id(node)))
    ]


def _judge(
    node: ast.Constant, name: str, constant: tuple[str, str | None] | None
) -> Iterator[Finding]:
    label, said = constant or (ast.unparse(node), None)
    if said or any(place in ALLOWED for place in _spots(name, label)):
        return
    if constant is None:
        cause = "is no named constant; make it a parameter, or a constant that says why not"
    else:
        cause = f"({label}) has no docstring that says why it is no parameter"
    yield Finding(name, node.lineno, ast.unparse(node), cause)


def _spots(name: str, label: str) -> Iterator[str]:
    """Give the places that may allow a number: its module and the folders around it."""
    module = Path(name).with_suffix("")
    for place in (module, *module.parents):
        yield place.as_posix()
        yield f"{place.as_posix()} {label}"


def _is_number(node: ast.Constant) -> bool:
    if isinstance(node.value, bool):
        return False
    return isinstance(node.value, int | float) and node.value not in PLAIN


def _places(tree: ast.Module) -> Iterator[int]:
    """Give the numbers that only say which place or day: ``found[7]``, ``date(2001, 3, 5)``.

    Of a digest, how much is kept (``hexdigest()[:16]``) is such a place too.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield id(node.slice)
            if isinstance(node.value, ast.Call) and _called(node.value) == "hexdigest":
                yield from (id(each) for each in ast.walk(node.slice))
        if isinstance(node, ast.Call) and _called(node) in SAYING:
            yield from (id(each) for each in node.args)


def _called(node: ast.Call) -> str:
    function = node.func
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _constants(tree: ast.Module) -> Iterator[tuple[int, tuple[str, str | None]]]:
    """Give every number within a constant of the module, with its name and docstring."""
    for place, statement in enumerate(tree.body):
        name = _name(statement)
        if name:
            after = tree.body[place + 1] if place + 1 < len(tree.body) else None
            for node in ast.walk(statement):
                yield id(node), (name, _docstring(after))


def _name(statement: ast.stmt) -> str:
    """Give the name of a constant in capitals that a statement defines."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    first = targets[0] if targets else None
    named = first.elts[0] if isinstance(first, ast.Tuple) else first
    return named.id if isinstance(named, ast.Name) and named.id.isupper() else ""


def _docstring(statement: ast.stmt | None) -> str | None:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return None
    value = statement.value.value
    return value if isinstance(value, str) else None


def house(root: Path = HOUSE) -> Iterator[Finding]:
    """Give what is found in the rooms, file by file."""
    for file in sorted(root.rglob("*.py")):
        if layer_of(file.relative_to(root)):
            yield from check(file.read_text("utf-8"), str(file.relative_to(root)))


def main() -> int:
    """Print the findings; 1 if there are any."""
    findings = list(house())
    for finding in findings:
        print(finding)
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())

"""Every verb that the house's code gives to the audit, read from its text."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lianxin.consultation.matters.rules.states import Verb


class House:
    """The functions and calls of all modules under a folder."""

    def __init__(self, folder: Path) -> None:
        """Read every module."""
        self.calls: dict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        for path in sorted(folder.rglob("*.py")):
            module = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
            self._read(ast.parse(path.read_text(encoding="utf-8")), Scope(module))

    def _read(self, node: ast.AST, scope: "Scope") -> None:
        for child in ast.iter_child_nodes(node):
            inner = scope
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = scope.inside(child)
            elif isinstance(child, ast.Call):
                self.calls[named(child.func)].append((child, scope))
            elif isinstance(child, ast.Assign | ast.AnnAssign) and child.value:
                scope.note(child)
            elif isinstance(child, ast.ImportFrom):
                scope.sources.update(dict.fromkeys((one.name for one in child.names), child.module))
            self._read(child, inner)

    def given(self, home: str, function: str, name: str, position: int) -> Iterator[str]:
        """Give every text that calls of a module's function hand over at a place."""
        for call, scope in self.calls[function]:
            source = scope.sources.get(function, scope.module)
            if not f"{source}.".startswith(f"{home}."):
                continue
            asked = [one.value for one in call.keywords if one.arg == name]
            asked += call.args[position : position + 1]
            for node in asked[:1]:
                yield from self.texts(node, scope)

    def texts(self, node: ast.AST, scope: "Scope") -> Iterator[str]:
        """Give the texts that an expression may be; one of its own words when it is none."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute) and named(node.value) == "Verb":
            yield Verb[node.attr].value
        elif isinstance(node, ast.JoinedStr):
            yield from self._joined(node.values, scope)
        elif isinstance(node, ast.FormattedValue):
            yield from self.texts(node.value, scope)
        else:
            yield from self._of_name(node, scope)

    def _of_name(self, node: ast.AST, scope: "Scope") -> Iterator[str]:
        name = getattr(node, "id", "")
        if name in scope.constants:
            yield from self.texts(scope.constants[name], scope)
        elif name in scope.places:
            yield from self.given(scope.module, scope.function, name, scope.places[name])
        else:
            yield f"? {scope.module}: {ast.unparse(node)}"

    def _joined(self, parts: list[ast.expr], scope: "Scope") -> Iterator[str]:
        first, *more = parts
        for start in self.texts(first, scope):
            for end in self._joined(more, scope) if more else ("",):
                yield start + end

    def verbs(self) -> set[str]:
        """Give every verb of an act or of a row of the audit."""
        found = set(self.given("lianxin.foundation.audit.actions", "act", "verb", 1))
        for call, scope in self.calls["row"]:
            for one in call.keywords:
                if one.arg == "verb":
                    found |= set(self.texts(one.value, scope))
        return found


class Scope:
    """A module or a function of it: its constants, and its arguments by their places."""

    def __init__(self, module: str) -> None:
        """Take a module."""
        self.module = module
        self.function = ""
        self.places: dict[str, int] = {}
        self.constants: dict[str, ast.expr] = {}
        self.sources: dict[str, str | None] = {}

    def inside(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> "Scope":
        """Give the scope of a function of the module."""
        made = Scope(self.module)
        made.function = node.name
        names = [one.arg for one in node.args.args + node.args.kwonlyargs]
        made.places = {name: place for place, name in enumerate(names)}
        made.constants, made.sources = self.constants, self.sources
        return made

    def note(self, node: ast.Assign | ast.AnnAssign) -> None:
        """Keep what a name of the module is."""
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if not self.function and isinstance(target, ast.Name) and node.value:
            self.constants[target.id] = node.value


def named(node: ast.AST) -> str:
    """Give the last name of an expression."""
    return str(getattr(node, "id", getattr(node, "attr", "")))

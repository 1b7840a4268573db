"""Finds every message of a Python file or a template, and Chinese text that is no message."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
QUOTED = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
TRANSLATE = re.compile(rf"\{{%\s*trans(?:late)?\s+{QUOTED}(?:\s+context\s+{QUOTED})?")
UNDERSCORE = re.compile(rf"\b_\({QUOTED}\)")
BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(?P<options>.*?)%\}(?P<body>.*?)"
    r"\{%\s*endblocktrans(?:late)?\s*%\}",
    re.DOTALL,
)
PLURAL_TAG = re.compile(r"\{%\s*plural\s*%\}")
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
COMMENT = re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL)
KEPT_AS_WRITTEN = "# kept as written"
OWN_LANGUAGE = re.compile(r"""<[^>]*\blang="zh-CN"[^>]*>[^<]*""")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A message as the code asks for it; ``plural`` and ``context`` are empty if not given."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands."""

    path: str
    line: int

    def __str__(self) -> str:
        """Give path and line as tools print them."""
        return f"{self.path}:{self.line}"


Found = Iterator[tuple[Message, Place]]


def _strings(call: ast.Call) -> list[str]:
    return [
        part.value
        for part in call.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def _called(call: ast.Call) -> str:
    name = call.func
    if isinstance(name, ast.Attribute):
        return name.attr
    return name.id if isinstance(name, ast.Name) else ""


def _message(call: ast.Call) -> Message | None:
    name, given = _called(call), _strings(call)
    if name in PLAIN and given:
        return Message(given[0])
    if name in PLURAL and len(given) > 1:
        return Message(given[0], given[1])
    if name in CONTEXT and len(given) > 1:
        return Message(given[1], context=given[0])
    return None


def in_python(path: str, source: str) -> Found:
    """Give the messages of a Python file."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Call):
            message = _message(node)
            if message is not None:
                yield message, Place(path, node.lineno)


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


def _unquoted(*groups: str | None) -> str:
    text = next((group for group in groups if group is not None), "")
    return re.sub(r"\\(.)", r"\1", text)


def _block_text(body: str, *, trimmed: bool) -> str:
    text = VARIABLE.sub(r"%(\1)s", body.replace("%", "%%"))
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return text


def _block(found: re.Match[str]) -> Message:
    options, body = found["options"], found["body"]
    trimmed = "trimmed" in options.split()
    context = re.search(rf"\bcontext\s+{QUOTED}", options)
    parts = [_block_text(part, trimmed=trimmed) for part in PLURAL_TAG.split(body)]
    plural = parts[1] if len(parts) > 1 else ""
    return Message(parts[0], plural, _unquoted(*context.groups()) if context else "")


def in_template(path: str, source: str) -> Found:
    """Give the messages of a template, also those in attributes of components."""
    blank = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    for found in TRANSLATE.finditer(blank):
        text = _unquoted(found[1], found[2]).replace("%", "%%")
        message = Message(text, context=_unquoted(found[3], found[4]))
        yield message, Place(path, _line(blank, found.start()))
    for found in UNDERSCORE.finditer(blank):
        yield Message(_unquoted(found[1], found[2])), Place(path, _line(blank, found.start()))
    for found in BLOCK.finditer(blank):
        yield _block(found), Place(path, _line(blank, found.start()))


def _blanked(pattern: re.Pattern[str], source: str) -> str:
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), source)


def bare_in_template(path: str, source: str) -> Iterator[tuple[str, Place]]:
    """Give Chinese text of a template that stands in no message."""
    rest = source
    for pattern in (COMMENT, BLOCK, re.compile(r"\{#.*?#\}"), TRANSLATE, UNDERSCORE):
        rest = _blanked(pattern, rest)
    rest = _blanked(
        OWN_LANGUAGE, TAG.sub(lambda tag: tag[0] if CHINESE.search(tag[0]) else "", rest)
    )
    for number, line in enumerate(rest.splitlines(), start=1):
        if CHINESE.search(line):
            yield line.strip(), Place(path, number)


def _spoken(tree: ast.AST) -> set[int]:
    """Give the ids of strings that are messages or docstrings."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
        if isinstance(node, ast.Call) and _message(node) is not None:
            inside.update(id(part) for part in node.args)
    return inside


def bare_in_python(path: str, source: str) -> Iterator[tuple[str, Place]]:
    """Give Chinese strings of a Python file that are neither messages nor docstrings.

    A line that ends in ``# kept as written`` holds a text that is stored, not shown.
    """
    tree = ast.parse(source, path)
    lines = source.splitlines()
    spoken = _spoken(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in spoken:
            continue
        if lines[node.lineno - 1].endswith(KEPT_AS_WRITTEN):
            continue
        if isinstance(node.value, str) and CHINESE.search(node.value):
            yield node.value, Place(path, node.lineno)


def files_of(room: Path) -> Iterator[Path]:
    """Give the files of a room that may hold messages."""
    for path in sorted(room.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            yield path

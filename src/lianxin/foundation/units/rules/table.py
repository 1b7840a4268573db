"""The table of a whole bureau: which column is which, and what a row says of a unit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lianxin.foundation.faces.columns import SHOWN, Wrong, check_value, read_day
from lianxin.foundation.kernel.errors import Fault, Invalid, LianxinError
from lianxin.foundation.kernel.text import tidy_code
from lianxin.foundation.units.rules.tree import parse_code, parse_name

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("代码", "单位代码", "机构代码", "编码"),
    "name": ("名称", "单位名称", "机构名称", "单位"),
    "kind": ("类型", "单位类型", "机构类型", "类别"),
    "parent": ("上级", "上级代码", "上级单位", "上级单位代码"),
    "area": ("地区", "地区代码", "区划", "行政区划", "行政区划代码"),
    "since": ("起始日", "起始日期", "开始日期", "成立日期", "生效日期"),
}
"""The fields of a row, and the headings that are taken for them."""
REQUIRED: Final = ("code", "name", "kind", "parent")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be read; ``parent`` None: the top; ``area`` empty: nothing said of it."""

    line: int
    code: str
    name: str
    kind: str
    parent: str | None
    area: str
    since: date


@dataclass(frozen=True, slots=True)
class Words:
    """What a table is read with: kinds by code and by name, and the day for rows without one."""

    kinds: Mapping[str, str]
    since: date


def read_line(
    line: int, cells: Sequence[str], columns: Mapping[str, int], words: Words
) -> Line | list[Wrong]:
    """Read one row: the unit, or every fault."""
    given = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    faults: list[Fault] = []
    parsers: Mapping[str, Callable[[str], str]] = {
        "code": parse_code,
        "name": parse_name,
        "kind": lambda text: _kind(text, words.kinds),
        "parent": lambda text: parse_code(text) if text else "",
        "area": tidy_code,
        "since": lambda text: read_day(text, words.since).isoformat(),
    }
    read = {
        field: _take(field, given.get(field, ""), parse, faults) for field, parse in parsers.items()
    }
    if faults:
        return [Wrong(line, fault) for fault in faults]
    since = date.fromisoformat(read["since"])
    parent = read["parent"] or None
    return Line(line, read["code"], read["name"], read["kind"], parent, read["area"], since)


def _take(field: str, text: str, parse: Callable[[str], str], faults: list[Fault]) -> str:
    try:
        check_value(text)
        return parse(text)
    except LianxinError as error:
        faults.append(Fault(error.code, field, error.arguments))
        return ""


def _kind(text: str, kinds: Mapping[str, str]) -> str:
    found = kinds.get(text.casefold())
    if found is None:
        raise Invalid("units.kind", where="kind", given=text[:SHOWN])
    return found

"""The data file of areas: TOML.

::

    source = "国家统计局统计用区划代码2023年版"
    since = 1949-10-01
    areas = [
      { code = "150205", name = "石拐区", kind = "county", parent = "150200" },
      { code = "1502XT", name = "高新区", kind = "zone", parent = "150200",
        statistical = "150271" },
    ]

A line may have its own ``since``, ``until`` (not within) and ``source``; a code may stand in
several lines whose days do not overlap. ``parent`` is the code of another line, empty at the top.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lianxin.foundation.kernel.errors import Fault

_CODE = re.compile(r"[0-9A-Z]{6}(?:[0-9A-Z]{3})?")
_STATISTICAL = re.compile(r"(?:[0-9]{6}|[0-9]{9})?")
_FIELDS = frozenset({"code", "name", "kind", "parent", "statistical", "source", "since", "until"})


class AreaKind(StrEnum):
    """The levels of GB/T 2260, subdistricts, and zones that are no division."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class AreaRead:
    """One line: what is true of an area from a day on, until another."""

    code: str
    name: str
    kind: str
    parent: str
    statistical: str
    source: str
    since: date
    until: date | None


def read_areas(name: str, text: str) -> tuple[tuple[AreaRead, ...], tuple[Fault, ...]]:
    """Read a file: its lines, and every fault with its place."""
    try:
        file = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), (Fault("units.areas.syntax", name, {"cause": str(error)}),)
    lines = file.get("areas")
    if not isinstance(lines, list) or not lines:
        return (), (Fault("units.areas.none", name, {}),)
    faults: list[Fault] = []
    read = [
        _read(f"{name} {place}", {**file, **line}, line, faults) for place, line in _tables(lines)
    ]
    areas = tuple(one for one in read if one is not None)
    return areas, (*faults, *_together(name, areas))


def _tables(lines: Iterable[object]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    for place, line in enumerate(lines, start=1):
        yield place, line if isinstance(line, dict) else {}


def _read(
    where: str, given: Mapping[str, Any], line: Mapping[str, Any], faults: list[Fault]
) -> AreaRead | None:
    texts = {
        name: given.get(name, "")
        for name in ("code", "name", "kind", "parent", "statistical", "source")
    }
    since, until = given.get("since"), line.get("until")
    wrong = [
        *(name for name in line if name not in _FIELDS),
        *(name for name, text in texts.items() if not isinstance(text, str)),
    ]
    if not wrong:
        wrong = _wrong(texts, since, until)
    faults += [Fault("units.areas.field", where, {"field": name}) for name in wrong]
    return None if wrong else AreaRead(**texts, since=since, until=until)  # type: ignore[arg-type]


def _is_day(given: object) -> bool:
    return isinstance(given, date) and not isinstance(given, datetime)


def _wrong(texts: Mapping[str, str], since: Any, until: Any) -> list[str]:
    right = {
        "code": bool(_CODE.fullmatch(texts["code"])),
        "name": bool(texts["name"].strip()),
        "kind": texts["kind"] in list(AreaKind),
        "parent": texts["parent"] != texts["code"],
        "statistical": bool(_STATISTICAL.fullmatch(texts["statistical"])),
        "source": bool(texts["source"].strip()),
        "since": _is_day(since),
        "until": until is None or (_is_day(until) and _is_day(since) and since < until),
    }
    return [name for name, good in right.items() if not good]


def _together(name: str, areas: tuple[AreaRead, ...]) -> Iterable[Fault]:
    codes = {area.code for area in areas}
    last: dict[str, AreaRead] = {}
    for area in sorted(areas, key=lambda one: (one.code, one.since)):
        before = last.get(area.code)
        if before is not None and (before.until is None or before.until > area.since):
            yield Fault("units.areas.twice", name, {"given": area.code})
        if area.parent and area.parent not in codes:
            yield Fault("units.areas.parent", name, {"given": area.code, "parent": area.parent})
        last[area.code] = area

"""The data file of parameters: TOML, one table per value.

::

    [[value]]
    key = "matters.limits.accept"          # lower-case words joined by dots
    kind = "limit"                         # number, seconds, limit, list, choices, text
    value = { amount = 1, unit = "working_days" }
    source = "蚌埠 12345:承办单位 1 个工作日内签收"  # clause it rests on, or whose judgement
    source_en = "Bengbu 12345: ..."        # the same in English
    confidence = "published"               # law, published, read, own
    effective_from = 2020-01-01            # first day; left out: always
    effective_to = 2021-01-01              # first day on which it no longer holds; left out: open
    scope = "150205"                       # left out: everywhere
    least = 1                              # of an amount, for all versions; left out: the kind's
    most = 30
    pattern = "[0-9]+"                     # of each item of a list, of a text; left out: any

A second table with the same key and a later ``effective_from`` is the next version; between
them no day may lack a value or have two. A value of a scope may pause: then the general one holds.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from lianxin.foundation.kernel.errors import Fault
from lianxin.foundation.parameters.rules.bounds import Bounds
from lianxin.foundation.parameters.rules.timeline import ALWAYS, FOREVER, Stretch, faults_of
from lianxin.foundation.parameters.rules.values import CODE, Confidence, Kind, check_value

_MUST: Final = ("key", "kind", "value", "source", "confidence")
_BOUNDS: Final = {"least": int, "most": int, "pattern": str}
_MAY: Final = ("source_en", "scope", "effective_from", "effective_to", *_BOUNDS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as a file gives it."""

    file: str
    key: str
    scope: str
    kind: Kind
    stretch: Stretch
    bounds: Bounds

    @property
    def place(self) -> str:
        """Give file and key, for a fault."""
        return f"{self.file} {self.key}"


@dataclass(slots=True)
class Reading:
    """What was read of the files: entries, and every fault with its file and key."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def bounds(self) -> dict[str, Bounds]:
        """Give the bounds of each key: those of the first of its versions that gives any."""
        found: dict[str, Bounds] = {}
        for entry in self.entries:
            known = found.setdefault(entry.key, entry.bounds)
            found[entry.key] = entry.bounds if known == Bounds() else known
        return found

    def fault(self, where: str, code: str, /, **arguments: object) -> None:
        """Note one fault."""
        self.faults.append(Fault(code, where, arguments))


def read(files: Mapping[str, str]) -> Reading:
    """Read the texts of files by name and check them, each alone and all together."""
    reading = Reading()
    for name, text in files.items():
        _read_file(reading, name, text)
    _check_together(reading)
    return reading


def _read_file(reading: Reading, name: str, text: str) -> None:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reading.fault(name, "parameters.file.syntax", cause=str(error))
        return
    for odd in sorted(set(content) - {"value"}):
        reading.fault(name, "parameters.file.unknown_field", field=odd)
    tables = content.get("value")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reading.fault(name, "parameters.file.empty")
        return
    for table in tables:
        _read_table(reading, name, table)


def _read_table(reading: Reading, name: str, table: dict[str, Any]) -> None:
    before = len(reading.faults)
    key = table.get("key")
    where = f"{name} {key or '?'}"
    for absent in (each for each in _MUST if each not in table):
        reading.fault(where, "parameters.file.missing_field", field=absent)
    for odd in (each for each in table if each not in (*_MUST, *_MAY)):
        reading.fault(where, "parameters.file.unknown_field", field=odd)
    if len(reading.faults) == before:
        _check_words(reading, where, table)
        _check_days(reading, where, table)
        _check_bounds(reading, where, table)
    if len(reading.faults) == before:
        _check_value(reading, where, table)
    if len(reading.faults) == before:
        reading.entries.append(_entry(name, table))


def _check_words(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    for name in ("key", "source", "source_en", "scope"):
        if not isinstance(table.get(name, ""), str):
            reading.fault(where, "parameters.file.text", field=name)
            return
    if CODE.fullmatch(table["key"]) is None:
        reading.fault(where, "parameters.file.key")
    if not table["source"].strip():
        reading.fault(where, "parameters.file.missing_field", field="source")
    _check_known(reading, where, table, "kind", list(Kind))
    _check_known(reading, where, table, "confidence", list(Confidence))


def _check_known(
    reading: Reading, where: str, table: Mapping[str, Any], name: str, known: Sequence[str]
) -> None:
    if table[name] not in known:
        arguments = {"field": name, "value": table[name], "known": ", ".join(known)}
        reading.fault(where, "parameters.file.unknown_word", **arguments)


def _check_days(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    for name in ("effective_from", "effective_to"):
        day = table.get(name, ALWAYS)
        if not isinstance(day, date) or isinstance(day, datetime):
            reading.fault(where, "parameters.file.day", field=name, value=day)
            return
    if table.get("effective_from", ALWAYS) >= table.get("effective_to", FOREVER):
        reading.fault(where, "parameters.file.no_day")


def _check_bounds(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    for name, kind in _BOUNDS.items():
        given = table.get(name, kind())
        if not isinstance(given, kind) or isinstance(given, bool):
            reading.fault(where, "parameters.file.bounds", field=name, value=given)
    try:
        re.compile(table.get("pattern", ""))
    except (TypeError, re.error):
        reading.fault(where, "parameters.file.bounds", field="pattern", value=table["pattern"])


def _check_value(reading: Reading, where: str, table: Mapping[str, Any]) -> None:
    for cause in check_value(Kind(table["kind"]), table["value"]):
        reading.fault(where, cause.code, **cause.arguments)


def _entry(name: str, table: Mapping[str, Any]) -> Entry:
    stretch = Stretch(
        since=table.get("effective_from", ALWAYS),
        until=table.get("effective_to", FOREVER),
        value=table["value"],
        source=table["source"].strip(),
        confidence=table["confidence"],
        source_en=table.get("source_en", "").strip(),
    )
    bounds = Bounds(table.get("least"), table.get("most"), table.get("pattern", ""))
    return Entry(name, table["key"], table.get("scope", ""), Kind(table["kind"]), stretch, bounds)


def grouped(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Group the entries by key and scope, each group by its first day."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: each.stretch.since):
        groups.setdefault((entry.key, entry.scope), []).append(entry)
    return groups


def _check_together(reading: Reading) -> None:
    kinds: dict[str, Kind] = {}
    for entry in reading.entries:
        known = kinds.setdefault(entry.key, entry.kind)
        if known != entry.kind:
            reading.fault(entry.place, "parameters.file.two_kinds", one=known, other=entry.kind)
    for (_key, scope), group in grouped(reading.entries).items():
        for what, first, after in faults_of(scope, [entry.stretch for entry in group]):
            code = f"parameters.file.{what}"
            reading.fault(group[-1].place, code, since=first.isoformat(), until=after.isoformat())

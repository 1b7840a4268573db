"""The file of routes: TOML, one table ``[[rule]]`` after the other in their order.

``to`` is a unit's code, or ``kind`` a kind of unit with ``near`` (place, city, above). All
else may be left out: ``category``, ``area``, ``words`` (a list), ``hours`` (office, outside,
workday, day_off), ``since``, ``until``, ``note``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from lianxin.consultation.matters.rules.routing import Hours, Near, Rule, Target, numbered
from lianxin.foundation.kernel.errors import Invalid

FIELDS: Final[Mapping[str, type]] = {
    "category": str,
    "area": str,
    "words": list,
    "hours": str,
    "since": date,
    "until": date,
    "to": str,
    "kind": str,
    "near": str,
    "note": str,
}


def read(text: str) -> tuple[Rule, ...]:
    """Read the rules of a file. Raises Invalid("matters.routes_file") with the rule's place."""
    try:
        tables = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise _fault(0, str(error)) from error
    if not isinstance(tables, list) or not tables:
        raise _fault(0, "[[rule]]")
    return numbered([_rule(place, table) for place, table in enumerate(tables, start=1)])


def _fault(place: int, given: str) -> Invalid:
    return Invalid("matters.routes_file", where="file", line=place, given=given)


def _rule(place: int, table: Any) -> Rule:
    if not isinstance(table, dict):
        raise _fault(place, str(table))
    for name, value in table.items():
        if name not in FIELDS or not isinstance(value, FIELDS[name]):
            raise _fault(place, f"{name} = {value}")
    words = table.get("words", [])
    if not all(isinstance(word, str) and word.strip() for word in words):
        raise _fault(place, f"words = {words}")
    try:
        near, hours = Near(table.get("near", Near.PLACE)), Hours(table.get("hours", ""))
    except ValueError as error:
        raise _fault(place, str(error)) from error
    return Rule(
        position=place,
        target=Target(table.get("to", ""), table.get("kind", ""), near),
        category=table.get("category", ""),
        area=table.get("area", ""),
        words=tuple(words),
        hours=hours,
        since=table.get("since"),
        until=table.get("until"),
        note=table.get("note", ""),
    )


def written(rules: Iterable[Rule]) -> str:
    """Write rules as ``read`` takes them."""
    return "\n".join(_table(rule) for rule in rules)


def _table(rule: Rule) -> str:
    lines = {
        "category": _quoted(rule.category),
        "area": _quoted(rule.area),
        "words": f"[{', '.join(map(_quoted, rule.words))}]" if rule.words else "",
        "hours": _quoted(rule.hours),
        "since": rule.since.isoformat() if rule.since else "",
        "until": rule.until.isoformat() if rule.until else "",
        "to": _quoted(rule.target.unit),
        "kind": _quoted(rule.target.kind),
        "near": _quoted(rule.target.near) if rule.target.kind else "",
        "note": _quoted(rule.note),
    }
    told = "".join(f"{name} = {value}\n" for name, value in lines.items() if value)
    return f"[[rule]]  # {rule.position}\n{told}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text else ""

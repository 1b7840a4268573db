"""A table of people: which column is which, and what a row says of a person and a post."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lianxin.foundation.accounts.rules.accounts import PostAt, parse_login, parse_name
from lianxin.foundation.kernel.errors import Fault, Invalid
from lianxin.foundation.kernel.text import tidy_code

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "login": ("登录名", "账号", "用户名"),
    "name": ("姓名", "名字"),
    "unit": ("单位代码", "单位", "机构代码", "部门代码"),
    "role": ("角色", "岗位", "职务"),
    "since": ("开始日", "开始日期", "起始日", "起始日期", "任职日期"),
}
"""The fields of a row, and the headings that are taken for them."""
REQUIRED: Final = ("login", "name", "unit", "role")
MARK: Final = "="
"""What a cell begins with when a formula stands in it."""
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be read: a person, one post, and from which day; the line counts from 1."""

    line: int
    login: str
    name: str
    post: PostAt
    since: date


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of a table: its line, counted from 1, and the fault with the field it stands in."""

    line: int
    fault: Fault


def check_columns(columns: Mapping[str, int]) -> None:
    """Check that no needed column is missing. Raises Invalid("accounts.table.column")."""
    missing = [FIELDS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise Invalid("accounts.table.column", where="columns", columns="、".join(missing))


def read_line(
    line: int,
    cells: Sequence[str],
    columns: Mapping[str, int],
    *,
    roles: Mapping[str, str],
    today: date,
) -> Line | list[Wrong]:
    """Read one row; ``roles`` gives the code of a role by its name or code. Gives every fault."""
    given = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    faults: list[Fault] = []
    read: dict[str, str] = {}
    for field in REQUIRED:
        try:
            read[field] = _read(field, given.get(field, ""), roles)
        except Invalid as fault:
            faults.append(Fault(fault.code, field, fault.arguments))
    since = _day(given.get("since", ""), today)
    if since is None:
        faults.append(Fault("accounts.table.day", "since", {"given": given["since"][:40]}))
    if faults or since is None:
        return [Wrong(line, fault) for fault in faults]
    post = PostAt(read["role"], read["unit"])
    return Line(line, read["login"], read["name"], post, since)


def _read(field: str, text: str, roles: Mapping[str, str]) -> str:
    if text.startswith(MARK):
        raise Invalid("accounts.table.formula", where=field)
    if field == "login":
        return parse_login(text)
    if field == "name":
        return parse_name(text)
    code = tidy_code(text)
    if field == "role":
        code = roles.get(code, "")
    if not code:
        raise Invalid(f"accounts.table.{field}", where=field, given=text[:40])
    return code


def _day(text: str, today: date) -> date | None:
    """Read a day in any usual writing; today when none is given, None for what is no day."""
    if not text:
        return today
    found = _DAY.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None

"""A table of people: which column is which, and what a row says of a person and a post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lianxin.foundation.accounts.rules.accounts import PostAt, parse_login, parse_name
from lianxin.foundation.faces.columns import SHOWN, Wrong, check_value, read_day
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


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be read: a person, one post, and from which day; the line counts from 1."""

    line: int
    login: str
    name: str
    post: PostAt
    since: date


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
    for field in (*REQUIRED, "since"):
        text = given.get(field, "")
        try:
            check_value(text)
            read[field] = _read(field, text, roles, today)
        except Invalid as fault:
            faults.append(Fault(fault.code, field, fault.arguments))
    if faults:
        return [Wrong(line, fault) for fault in faults]
    post = PostAt(read["role"], read["unit"])
    return Line(line, read["login"], read["name"], post, date.fromisoformat(read["since"]))


def _read(field: str, text: str, roles: Mapping[str, str], today: date) -> str:
    if field == "since":
        return read_day(text, today).isoformat()
    if field == "login":
        return parse_login(text)
    if field == "name":
        return parse_name(text)
    code = tidy_code(text)
    if field == "role":
        code = roles.get(code, "")
    if not code:
        raise Invalid(f"accounts.table.{field}", where=field, given=text[:SHOWN])
    return code

"""``lianxin user import``: people and posts from a csv or xlsx table."""

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, rules
from lianxin.foundation.accounts.actions import FirstPassword
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.accounts.rules import FIELDS, REQUIRED, Line
from lianxin.foundation.accounts.words import ROLE_NAMES
from lianxin.foundation.faces.columns import Wrong, check_columns, column_name, guess_columns
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.faces.tables import read_file, read_table
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

SECRET = 0o600


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", operator: Actor) -> None:
    """Add the verb."""
    words = "从表格导入账号和岗位 · accounts and posts from a table"
    columns = "、".join(usual[0] for usual in FIELDS.values())
    verb = verbs.add_parser(
        "import",
        help=words,
        description=f"{words}\n列 · columns: {columns}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="csv 或 xlsx · csv or xlsx")
    dry = "只检查,什么也不写 · only look, write nothing"
    verb.add_argument("--dry-run", action="store_true", help=dry)
    passwords = "初始密码写到哪个新文件,只有您能读 · new file for the first passwords, yours alone"
    verb.add_argument("--passwords", type=Path, metavar="FILE", help=passwords)
    verb.set_defaults(run=lambda asked: run(asked, operator), right=Right.PEOPLE_MANAGE)


def run(asked: argparse.Namespace, operator: Actor) -> int:
    """Import a table; the exit code is 1 when it has a fault."""
    columns, lines, wrongs = _read(asked.file)
    goal: Path = asked.passwords or asked.file.with_name(f"{asked.file.stem}-初始密码.csv")
    if not asked.dry_run and goal.exists():
        raise Invalid("accounts.table.passwords", where="passwords", file=str(goal))
    done = actions.import_people(
        by=operator,
        lines=lines,
        keep=lambda passwords: _keep(goal, passwords),
        dry=asked.dry_run or bool(wrongs),
    )
    wrongs = sorted([*wrongs, *done.wrongs], key=lambda wrong: wrong.line)
    for wrong in wrongs:
        sys.stderr.write(f"{_told(wrong, columns)}\n")
    if wrongs:
        sys.stderr.write(_("有 {count} 处不对,什么也没有写。").format(count=len(wrongs)) + "\n")
        return 1
    text = _("开通 {opened} 个账号,加上 {granted} 个岗位,{unchanged} 行原来就有。")
    if asked.dry_run:
        text = _("会开通 {opened} 个账号,加上 {granted} 个岗位,{unchanged} 行原来就有;还没有写。")
    counts = {"opened": len(done.opened), "granted": done.granted, "unchanged": done.unchanged}
    sys.stdout.write(text.format(**counts) + "\n")
    if done.opened and not asked.dry_run:
        sys.stdout.write(_("初始密码在 {file},发给本人后请删掉。").format(file=goal) + "\n")
    return 0


def _read(file: Path) -> tuple[dict[str, int], list[Line], list[Wrong]]:
    """Read a file: its columns, the good lines, and the faults. Raises Invalid."""
    heading, *rows = read_table(file.name, read_file(file))
    columns = guess_columns(heading[1], FIELDS.items())
    check_columns(columns, REQUIRED, FIELDS)
    roles = {code: code for code in ROLES} | {str(name): code for code, name in ROLE_NAMES.items()}
    lines: list[Line] = []
    wrongs: list[Wrong] = []
    for line, cells in rows:
        read = rules.read_line(line, cells, columns, roles=roles, today=units.today())
        if isinstance(read, Line):
            lines.append(read)
        else:
            wrongs += read
    return columns, lines, wrongs


def _told(wrong: Wrong, columns: dict[str, int]) -> str:
    """Say a fault with its line and column."""
    field = wrong.fault.where
    column = column_name(columns[field]) if field in columns else ""
    place = _("第 {line} 行 {column}").format(line=wrong.line, column=column).strip()
    return f"{place}:{tell(wrong.fault).text}"


def _keep(goal: Path, passwords: Sequence[FirstPassword]) -> None:
    """Write first passwords to a new file that nobody else can read, to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(goal, flags, SECRET), "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([_("登录名"), _("初始密码"), _("有效至")])
        for one in passwords:
            writer.writerow([one.login, one.password, moment_text(one.until)])
        out.flush()
        os.fsync(out.fileno())

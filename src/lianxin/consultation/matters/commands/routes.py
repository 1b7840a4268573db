"""``lianxin routes``: show the routes, load them from a file, put them in force."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries import route_words, routing
from lianxin.consultation.matters.rules import route_file
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

OPERATOR = job("terminal", Right.ROUTES_MANAGE)
"""Whoever may run commands on the server."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its two parts."""
    words = "分派规则 · which unit a matter goes to"
    parser = commands.add_parser("routes", help=words, description=words)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    words = "装入规则文件,成为草稿 · load a file as the draft"
    load = parts.add_parser("load", help=words, description=words)
    load.add_argument("file", type=Path, metavar="FILE", help="TOML 文件 · a TOML file")
    since = "从哪天起生效;不写只成草稿 · put in force from a day on; none: a draft only"
    load.add_argument("--since", type=_day, metavar="DATE", help=since)
    load.set_defaults(run=_load, right=Right.ROUTES_MANAGE)
    words = "显示生效的规则,写法同规则文件 · show the routes in force, as a file"
    show = parts.add_parser("show", help=words, description=words)
    draft = "显示草稿 · show the draft"
    show.add_argument("--draft", action="store_true", help=draft)
    show.set_defaults(run=_show, right=Right.ROUTES_MANAGE)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        told = f"{word}: 不是日期,请写成 2021-03-05 · no date, write 2021-03-05"
        raise argparse.ArgumentTypeError(told) from error


def _load(asked: argparse.Namespace) -> int:
    try:
        text = asked.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        given = f"{asked.file}: {error}"
        raise Invalid("matters.routes_file", where="file", line=0, given=given) from error
    rules = route_file.read(text)
    receipt = actions.load_routes(by=OPERATOR, rules=rules)
    print(_("草稿第 {number} 版,{rules} 条。").format(number=receipt.number, rules=receipt.rules))
    _warn()
    if asked.since:
        actions.put_in_force(by=OPERATOR, since=asked.since)
        print(_("从 {since} 起生效。").format(since=asked.since.isoformat()))
    return 0


def _warn() -> None:
    """Name rules that can never win."""
    draft, tree = routing.draft(), directory()
    for one in routing.clashes_of(draft.rules, tree).shadowed if draft else ():
        by = _("、").join(str(rule.position) for rule in one.by)
        line = _("第 {position} 条永远轮不到,前面第 {by} 条已经全部接走。")
        print(line.format(position=one.rule.position, by=by), file=sys.stderr)


def _show(asked: argparse.Namespace) -> int:
    tree = directory()
    version = routing.draft() if asked.draft else routing.in_force()
    if version is None:
        print(_("没有草稿。"), file=sys.stderr)
        return 1
    print(f"# {version.number} · {localdate().isoformat()}")
    for rule in version.rules:
        print(f"\n# {route_words.said(rule, tree)}")
        print(route_file.written([rule]), end="")
    return 0

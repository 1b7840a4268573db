"""``lianxin units`` and ``lianxin areas``: the organisation from the server's command line."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.foundation.faces.tables import read_file, read_table
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from lianxin.foundation.units.actions.areas import AREAS
from lianxin.foundation.units.words import told

OPERATOR = job("terminal", Right.UNITS_READ, Right.UNITS_MANAGE)
"""Whoever may run commands on the server."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``units`` and ``areas``."""
    words = "单位和上下级 · units and what stands under what"
    units = commands.add_parser("units", help=words, description=words)
    parts = units.add_subparsers(dest="part", required=True, metavar="PART")
    _register_list(parts)
    _register_show(parts)
    _register_import(parts)
    words = "地区:行政区划和功能区 · areas: divisions and zones"
    areas = commands.add_parser("areas", help=words, description=words)
    _register_areas(areas.add_subparsers(dest="part", required=True, metavar="PART"))


def _register_list(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "列出单位:代码、名称、类型、上级、地区 · list units: code, name, kind, parent, area"
    listing = parts.add_parser("list", help=words, description=words)
    named = "名称里有这几个字,或代码以此开头 · in the name, or how the code begins"
    listing.add_argument("words", nargs="?", default="", metavar="WORDS", help=named)
    kind = "只列一种单位 · only units of a kind: station, brigade"
    listing.add_argument("--kind", metavar="KIND", help=kind)
    under = "只列这个单位和它下面的 · only this unit and those below it"
    listing.add_argument("--under", metavar="CODE", help=under)
    _add_day(listing)
    closed = "已撤销的也列 · closed ones too"
    listing.add_argument("--closed", action="store_true", help=closed)
    listing.set_defaults(run=_list, right=Right.UNITS_MANAGE)


def _register_show(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "一个单位:历次名称、上级、沿革 · one unit: its names over time, and its lineage"
    show = parts.add_parser("show", help=words, description=words)
    show.add_argument("code", metavar="CODE", help="单位代码 · its code")
    show.set_defaults(run=_show, right=Right.UNITS_MANAGE)


def _register_import(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "从 csv、xlsx 导入整个局;重复导入不改变什么 · bring in a whole bureau from a table"
    columns = "列 · columns: code name kind parent area since,或 代码 名称 类型 上级 地区 起始日"
    bring = parts.add_parser("import", help=words, description=words, epilog=columns)
    bring.add_argument("file", type=Path, metavar="FILE", help="csv 或 xlsx 文件 · the file")
    day = "没写起始日的行从哪天起;不写是今天 · the day of rows without one; none: today"
    bring.add_argument("--since", type=_day, metavar="DATE", help=day)
    dry = "只检查,不写入 · check, write nothing"
    bring.add_argument("--dry-run", action="store_true", help=dry)
    bring.set_defaults(run=_import, right=Right.UNITS_MANAGE)


def _register_areas(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "装入地区表;重复装入不改变什么 · load a file of areas; again changes nothing"
    load = parts.add_parser("load", help=words, description=words)
    file = "TOML 文件;不写就是自带的 · a TOML file; none: that of the house"
    load.add_argument("file", nargs="?", type=Path, default=AREAS, metavar="FILE", help=file)
    load.set_defaults(run=_load_areas, right=Right.UNITS_MANAGE)
    words = "列出地区 · list areas"
    listing = parts.add_parser("list", help=words, description=words)
    named = "名称里有这几个字,或代码 · in the name, or the code"
    listing.add_argument("words", nargs="?", default="", metavar="WORDS", help=named)
    _add_day(listing)
    listing.set_defaults(run=_list_areas, right=Right.UNITS_MANAGE)


def _add_day(parser: argparse.ArgumentParser) -> None:
    day = "哪一天,例 2021-03-05;不写是今天 · the day; none: today"
    parser.add_argument("--on", type=_day, metavar="DATE", help=day)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        told = f"{word}: 不是日期,请写成 2021-03-05 · no date, write 2021-03-05"
        raise argparse.ArgumentTypeError(told) from error


def _print(*parts: str) -> None:
    sys.stdout.write("\t".join(parts) + "\n")


def _list(asked: argparse.Namespace) -> int:
    tree = queries.directory(asked.on)
    found = tree.search(asked.words, kind=asked.kind, under=asked.under, closed=asked.closed)
    for one in found:
        mark = _("已撤销") if one.closed else ""
        _print(one.code, one.name, one.kind, one.parent or "", one.area, mark)
    return 0


def _show(asked: argparse.Namespace) -> int:
    for one in queries.names(asked.code):
        until = one.until.isoformat() if one.until else ""
        parts = (one.name, one.kind, one.parent or "", one.area)
        _print(one.since.isoformat(), until, *parts)
    _print(_("前身"), ", ".join(queries.predecessors(asked.code)) or "—")
    _print(_("由谁承接"), ", ".join(queries.successors(asked.code)))
    return 0


def _import(asked: argparse.Namespace) -> int:
    rows = read_table(asked.file.name, read_file(asked.file))
    since = asked.since or queries.today()
    made = queries.plan(rows, since=since)
    for wrong in made.faults:
        sys.stderr.write(told(wrong) + "\n")
    if made.faults:
        count = len(made.faults)
        sys.stderr.write(_("有 {count} 处错,一个单位也没有写入。").format(count=count) + "\n")
        return 1
    for change in made.changes:
        _print(change.line.code, change.verb, change.was, change.now, str(change.line.since))
    counts = {"founded": len(made.founded), "changed": len(made.changes), "same": made.same}
    if not asked.dry_run:
        counts = actions.bring_in(by=OPERATOR, rows=rows, since=since)
    _print(_("新设 {founded} 个单位,变更 {changed} 处,不变 {same} 个").format(**counts))
    return 0


def _load_areas(asked: argparse.Namespace) -> int:
    counts = actions.load_areas(by=OPERATOR, file=asked.file)
    line = _("新增 {added} 个地区,变更 {changed},不变 {same}")
    _print(line.format(**counts))
    return 0


def _list_areas(asked: argparse.Namespace) -> int:
    for one in queries.areas(asked.words, on=asked.on):
        _print(one.code, one.name, one.kind, one.parent, one.statistical)
    return 0

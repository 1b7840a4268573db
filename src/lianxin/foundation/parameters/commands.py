"""``lianxin parameters``: load and list parameters, and set them up before anybody works."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.rules.timeline import ALWAYS

OPERATOR = job("terminal", Right.PARAMETERS_MANAGE)
"""Whoever may run commands on the server."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its three parts."""
    words = "时限、分类、事由等参数 · limits, categories, reasons and other parameters"
    parser = commands.add_parser("parameters", help=words, description=words)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    _register_load(parts)
    _register_list(parts)
    _register_set(parts)


def _register_load(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "装入参数文件;重复装入不改变什么 · load data files; again changes nothing"
    load = parts.add_parser("load", help=words, description=words)
    files = "TOML 文件或文件夹;不写就是自带的 · TOML files or folders; none: those of the house"
    load.add_argument("files", nargs="*", type=Path, metavar="FILE", help=files)
    load.set_defaults(run=_load, right=Right.PARAMETERS_MANAGE)


def _register_list(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "列出某天有效的参数和依据 · list the parameters of a day with their sources"
    listing = parts.add_parser("list", help=words, description=words)
    begins = "只列以此开头的 · only keys that begin with this"
    listing.add_argument("prefix", nargs="?", default="", metavar="KEY", help=begins)
    day = "哪一天,例 2021-03-05;不写是今天 · the day; none: today"
    listing.add_argument("--on", type=_day, metavar="DATE", help=day)
    listing.set_defaults(run=_list, right=Right.PARAMETERS_MANAGE)


def _register_set(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "首次设置一个参数,从某天起 · first set-up of one parameter, from a day on"
    more = "开始使用以后,在工作台由一人申请、另一人确认 · in use: asked and confirmed at the desk"
    setting = parts.add_parser("set", help=words, description=f"{words}. {more}")
    setting.add_argument("key", metavar="KEY", help="参数名 · its name")
    value = '值,写成 JSON · the value as JSON: 300, {"amount": 3, "unit": "days"}'
    setting.add_argument("value", metavar="VALUE", help=value)
    since = "从哪天起,不写是今天 · the first day; none: today"
    setting.add_argument("--since", type=_day, metavar="DATE", help=since)
    source = "依据 · the clause it rests on"
    setting.add_argument("--source", required=True, metavar="TEXT", help=source)
    english = "依据的英文 · the clause in English"
    setting.add_argument("--source-en", default="", metavar="TEXT", help=english)
    scope = "只对这个单位或地区的代码 · only for the unit or area of this code"
    setting.add_argument("--scope", default="", metavar="CODE", help=scope)
    setting.set_defaults(run=_set, right=Right.PARAMETERS_MANAGE)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        told = f"{word}: 不是日期,请写成 2021-03-05 · no date, write 2021-03-05"
        raise argparse.ArgumentTypeError(told) from error


def _load(asked: argparse.Namespace) -> int:
    counts = actions.load(by=OPERATOR, files=asked.files)
    line = _("新增 {added},变更 {changed},不变 {same},保留手工设定 {kept}")
    sys.stdout.write(line.format(**counts) + "\n")
    return 0


def _list(asked: argparse.Namespace) -> int:
    for stored in queries.overview(on=asked.on or localdate()):
        if stored.key.startswith(asked.prefix):
            sys.stdout.write(_line(stored) + "\n")
    return 0


def _line(stored: queries.Stored) -> str:
    stretch = stored.stretch
    value = ", ".join(each.code for each in stored.choices) or json.dumps(stretch.value)
    since = "" if stretch.since == ALWAYS else stretch.since.isoformat()
    parts = [stored.key, stored.scope, since, value, stretch.confidence, stretch.source]
    return "\t".join(parts)


def _set(asked: argparse.Namespace) -> int:
    value = _value(asked.value)
    since = asked.since or localdate()
    actions.set_value(
        by=OPERATOR,
        key=asked.key,
        value=value,
        since=since,
        source=asked.source,
        source_en=asked.source_en,
        scope=asked.scope,
    )
    line = _("{key} 从 {since} 起已改")
    sys.stdout.write(line.format(key=asked.key, since=since.isoformat()) + "\n")
    return 0


def _value(word: str) -> Any:
    try:
        return json.loads(word)
    except json.JSONDecodeError as error:
        raise Invalid("parameters.value.json", where="value", value=word) from error

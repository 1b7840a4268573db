"""``lianxin calendar``: load and show days off and weekend days worked."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.foundation.clock import actions, queries
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right

OPERATOR = job("terminal", Right.PARAMETERS_MANAGE)
"""Whoever may run commands on the server."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its two parts."""
    words = "放假和调休上班的日历 · the calendar of days off and weekend days worked"
    parser = commands.add_parser("calendar", help=words, description=words)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    words = "装入日历文件;重复装入不改变什么 · load a calendar file; again changes nothing"
    load = parts.add_parser("load", help=words, description=words)
    file = "TOML 文件;不写就是自带的 · a TOML file; none: that of the house"
    load.add_argument("file", nargs="?", type=Path, default=actions.DATA, metavar="FILE", help=file)
    load.set_defaults(run=_load)
    words = "列出已装入的通知和工作日数 · list the notices with each year's working days"
    parts.add_parser("list", help=words, description=words).set_defaults(run=_list)


def _load(asked: argparse.Namespace) -> int:
    counts = actions.load_days(by=OPERATOR, file=asked.file)
    line = _("新增 {added} 天,变更 {changed} 天,删去 {removed} 天,不变 {same} 天")
    sys.stdout.write(line.format(**counts) + "\n")
    return 0


def _list(_asked: argparse.Namespace) -> int:
    calendar = queries.calendar()
    for notice in queries.notices():
        days = calendar.working_days_of(notice.year)
        published = date.isoformat(notice.published_on)
        parts = [str(notice.year), str(days), published, notice.number, notice.title]
        sys.stdout.write("\t".join(parts) + "\n")
    return 0

"""``lianxin calendar``: load, show and check days off and weekend days worked."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from lianxin.foundation.clock import actions, queries
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import read_texts

OPERATOR = job("terminal", Right.PARAMETERS_MANAGE)
"""Whoever may run commands on the server."""
LIBRARY: Final = "chinese_calendar"
"""The package ``chinesecalendar``; the house runs without it."""
DAY: Final = timedelta(days=1)

Parts: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it


def register(commands: Parts) -> None:
    """Add the command with its three parts."""
    words = "放假和调休上班的日历 · the calendar of days off and weekend days worked"
    parser = commands.add_parser("calendar", help=words, description=words)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    _register_load(parts)
    _register_list(parts)
    _register_check(parts)


def _register_load(parts: Parts) -> None:
    words = "装入日历文件;重复装入不改变什么 · load a calendar file; again changes nothing"
    more = (
        "变了的年份,没有办完的期限由后台程序重新计算。"
        " · Open dates of the years that changed are counted anew by the worker."
    )
    load = parts.add_parser("load", help=words, description=words, epilog=more)
    file = "TOML 文件;不写就是自带的 · a TOML file; none: that of the house"
    load.add_argument("file", nargs="?", type=Path, default=actions.DATA, metavar="FILE", help=file)
    dry = "只看会改哪些天,不装入 · only show which days would change"
    load.add_argument("--dry-run", action="store_true", help=dry)
    load.set_defaults(run=_load, right=Right.PARAMETERS_MANAGE)


def _register_list(parts: Parts) -> None:
    words = "列出已装入的通知和工作日数 · list the notices with each year's working days"
    columns = "年 工作日 印发日期 文号 标题 · year, working days, issued on, number, title"
    listing = parts.add_parser("list", help=words, description=words, epilog=columns)
    area = "只在一个地区的,写地区代码 · the code of an area with days of its own"
    listing.add_argument("--area", default="", metavar="CODE", help=area)
    listing.set_defaults(run=_list, right=Right.PARAMETERS_MANAGE)


def _register_check(parts: Parts) -> None:
    words = "与 chinesecalendar 软件包逐日核对 · compare each day with the package chinesecalendar"
    more = (
        "全部一致返回 0,有不一致返回 1,没有装这个软件包返回 2(pip install chinesecalendar)。"
        " · 0: all days agree; 1: some differ; 2: the package is not installed."
    )
    check = parts.add_parser("check", help=words, description=words, epilog=more)
    year = "哪一年,可写几个;不写就是有通知的各年 · which years; none: all with a notice"
    check.add_argument("years", nargs="*", type=int, metavar="YEAR", help=year)
    check.set_defaults(run=_check, right=Right.PARAMETERS_MANAGE)


def _load(asked: argparse.Namespace) -> int:
    if asked.dry_run:
        return _show(asked.file)
    counts = actions.load_days(by=OPERATOR, file=asked.file)
    line = _("新增 {added} 天,变更 {changed} 天,删去 {removed} 天,不变 {same} 天")
    sys.stdout.write(line.format(**counts) + "\n")
    if counts["years"]:
        line = _("变了的年份:{years}")
        sys.stdout.write(line.format(years=_("、").join(counts["years"])) + "\n")
    return 0


def _show(file: Path) -> int:
    """Print which days loading the file would change."""
    seen = queries.preview(read_texts([file]))
    if not seen.years:
        sys.stdout.write(_("没有哪一天会变") + "\n")
    for year in seen.years:
        line = _("{year}:{before} 个工作日,改后 {after} 个")
        told = line.format(year=year.about, before=year.before, after=year.after)
        sys.stdout.write(told + "\n")
        for move in year.moves:
            verdict = _("上班") if move.worked else _("放假")
            sys.stdout.write(f"{move.day.isoformat()}\t{verdict}\t{move.name}\n")
    return 0


def _list(asked: argparse.Namespace) -> int:
    calendar = queries.calendar(asked.area)
    for notice in queries.notices():
        if notice.area not in {"", asked.area}:
            continue
        days = calendar.working_days_of(notice.year)
        published = date.isoformat(notice.published_on)
        parts = [str(notice.year), str(days), published, notice.number, notice.title]
        sys.stdout.write("\t".join(parts) + "\n")
    return 0


def _check(asked: argparse.Namespace) -> int:
    if find_spec(LIBRARY) is None:
        sys.stderr.write(_("没有装 chinesecalendar,不能核对。") + "\n")
        return 2
    is_workday: Callable[[date], bool] = import_module(LIBRARY).is_workday
    calendar = queries.calendar()
    differing = 0
    for year in asked.years or sorted(calendar.years):
        try:
            days = _differing(calendar, is_workday, year)
        except NotImplementedError:
            sys.stdout.write(f"{year}\t{_('软件包没有这一年')}\n")
            continue
        verdict = _("一致") if not days else _("不一致:{days}").format(days=" ".join(days))
        sys.stdout.write(f"{year}\t{calendar.working_days_of(year)}\t{verdict}\n")
        differing += len(days)
    return 1 if differing else 0


def _differing(
    calendar: queries.Calendar, is_workday: Callable[[date], bool], year: int
) -> list[str]:
    first = date(year, 1, 1)
    days = (first + n * DAY for n in range((date(year, 12, 31) - first).days + 1))
    return [day.isoformat() for day in days if calendar.is_working_day(day) is not is_workday(day)]

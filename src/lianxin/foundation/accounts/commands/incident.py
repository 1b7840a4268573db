"""``lianxin incident``: the incident kit from the server, for when pages are down (IR1)."""

import argparse
import sys
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import actions
from lianxin.foundation.accounts.queries import exports_frozen
from lianxin.foundation.accounts.words import notice_text
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

OPERATOR = job("command", Right.INCIDENT)
"""Whoever may run commands on the server; each act leaves an audit row."""
PERIOD = timedelta(days=30)
"""Days that are listed when none are given."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its parts."""
    words = "应急处置:结束登录、冻结导出、查账号做过什么 · incident kit"
    parser = commands.add_parser("incident", help=words, description=words)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    cut = _part(parts, "sign-out", "结束登录 · end the sessions of one account, or of all")
    whose = cut.add_mutually_exclusive_group(required=True)
    whose.add_argument("login", nargs="?", default="", metavar="LOGIN", help="登录名 · login")
    whose.add_argument("--all", action="store_true", help="所有人 · everybody")
    cut.set_defaults(run=run_cut, right=Right.INCIDENT)
    freezing = _part(parts, "freeze", "冻结导出 · freeze exports")
    freezing.set_defaults(run=run_freeze, right=Right.INCIDENT)
    words = "解冻导出 · let exports go on"
    thaw = parts.add_parser("thaw", help=words, description=words)
    thaw.set_defaults(run=run_thaw, right=Right.INCIDENT)
    listing = _part(parts, "list", "列出账号做过和读过什么 · list what an account did and read")
    listing.add_argument("login", metavar="LOGIN", help="登录名 · login")
    listing.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="2026-11-01")
    listing.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="2026-11-25")
    listing.set_defaults(run=run_list, right=Right.INCIDENT)


def _part(
    parts: "argparse._SubParsersAction[argparse.ArgumentParser]", word: str, words: str
) -> argparse.ArgumentParser:
    part = parts.add_parser(word, help=words, description=words)
    part.add_argument("--reason", required=True, help="原因,记入审计 · why, kept in the audit")
    return part


def _tell(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0


def run_cut(asked: argparse.Namespace) -> int:
    """End sessions."""
    count = actions.cut_off(by=OPERATOR, login=asked.login or "", reason=asked.reason)
    text = ngettext("{count} 处登录已结束。", "{count} 处登录已结束。", count)
    return _tell(text.format(count=count))


def run_freeze(asked: argparse.Namespace) -> int:
    """Freeze exports."""
    actions.freeze_exports(by=OPERATOR, reason=asked.reason)
    return _tell(_("导出已冻结。"))


def run_thaw(_asked: argparse.Namespace) -> int:
    """Let exports go on."""
    actions.thaw_exports(by=OPERATOR)
    return _tell(_("导出已解冻。"))


def run_list(asked: argparse.Namespace) -> int:
    """Print what an account did and read, then the notice."""
    until = asked.until or units.today()
    since = asked.since or until - PERIOD
    deeds = actions.look_up(
        by=OPERATOR, login=asked.login, since=since, until=until, reason=asked.reason
    )
    for entry in deeds.entries:
        moment = timezone.localtime(entry.recorded_at).isoformat(timespec="seconds")
        sys.stdout.write(f"{moment}\t{entry.verb}\t{entry.object}\n")
    if deeds.cut:
        _tell(_("条数太多,只列出前面的;请缩短日期再查。"))
    return _tell(
        "\n"
        + notice_text(
            since=day_text(since),
            until=day_text(until),
            readings=len(deeds.readings),
            objects=len(deeds.objects),
            phone=settings.OFFICE_PHONE,
            frozen=exports_frozen(),
        )
    )

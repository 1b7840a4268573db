"""``lianxin user``: open, list, reset and close accounts from the server's command line.

Here the first of the three administrators are appointed (SECURITY AN7): who may run it has the
server, and is another person than any of the three. Each use leaves an audit row.
"""

import argparse
import sys
from collections.abc import Callable

from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.actions import FirstPassword
from lianxin.foundation.accounts.commands import importing
from lianxin.foundation.accounts.queries import Account, Filter
from lianxin.foundation.accounts.rules import parse_post
from lianxin.foundation.accounts.words import ROLE_NAMES, role_name
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.kernel.actor import Actor, job
from lianxin.foundation.kernel.rights import Right

Run = Callable[[argparse.Namespace], int]


def operator() -> Actor:
    """Make the actor of the server's command line."""
    return job("command", Right.PEOPLE_READ, Right.PEOPLE_MANAGE)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``user`` with its verbs."""
    words = "账号与岗位 · accounts and posts"
    roles = "\n".join(f"  {code:<16} {name}" for code, name in ROLE_NAMES.items())
    parser = commands.add_parser(
        "user",
        help=words,
        description=words,
        epilog=f"角色 · roles:\n{roles}\n\n每次使用都记入审计 · each use is kept in the audit",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_verb(verbs, "add", "开通账号 · open an account", add, name=True, post=True)
    _add_list(verbs)
    _add_verb(verbs, "reset", "重置密码 · draw a new first password", reset)
    _add_verb(verbs, "close", "停用账号 · close an account", close)
    _add_verb(verbs, "reopen", "重新开通 · open a closed account again", reopen)
    _add_verb(verbs, "grant", "加岗位 · give a post", grant, post=True)
    _add_verb(verbs, "end", "结束岗位 · end a post", end, post=True)
    _add_verb(verbs, "factor", "去掉丢失的第二重验证 · take off a lost second factor", factor)
    _add_sign_out(verbs)
    importing.register(verbs, operator())


def _add_verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    word: str,
    words: str,
    run: Run,
    *,
    name: bool = False,
    post: bool = False,
) -> None:
    verb = verbs.add_parser(word, help=words, description=words)
    verb.add_argument("login", metavar="LOGIN", help="登录名 · login")
    if name:
        verb.add_argument("--name", required=True, help="姓名 · the person's name")
    if post:
        example = (
            "岗位,可写多次;单位代码见 lianxin units list · a post, may be repeated; codes of units:"
            " lianxin units list: officer@CODE"
        )
        verb.add_argument(
            "--post", required=True, action="append", metavar="ROLE@UNIT", help=example
        )
    verb.set_defaults(run=run, right=Right.PEOPLE_MANAGE)


def _add_list(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "列出账号 · list accounts"
    verb = verbs.add_parser("list", help=words, description=words)
    verb.add_argument("--closed", action="store_true", help="已停用的 · closed ones")
    verb.set_defaults(run=listing, right=Right.PEOPLE_MANAGE)


def _add_sign_out(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "结束登录 · end the sessions of one account, or of all"
    verb = verbs.add_parser("sign-out", help=words, description=words)
    whose = verb.add_mutually_exclusive_group(required=True)
    whose.add_argument("login", nargs="?", metavar="LOGIN", help="登录名 · login")
    whose.add_argument("--all", action="store_true", help="所有人 · everybody")
    verb.set_defaults(run=sign_out, right=Right.PEOPLE_MANAGE)


def _tell(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0


def _tell_first(first: FirstPassword) -> int:
    text = _("{login} 的初始密码,只显示这一次,{until}前有效(已记入审计):")
    said = text.format(login=first.login, until=moment_text(first.until))
    return _tell(f"{said}\n{first.password}")


def add(asked: argparse.Namespace) -> int:
    """Open an account and print its first password."""
    posts = [parse_post(text) for text in asked.post]
    return _tell_first(
        actions.open_account(by=operator(), login=asked.login, name=asked.name, posts=posts)
    )


def reset(asked: argparse.Namespace) -> int:
    """Draw a new first password and print it."""
    return _tell_first(actions.reset_password(by=operator(), login=asked.login))


def reopen(asked: argparse.Namespace) -> int:
    """Open a closed account again and print its first password."""
    return _tell_first(actions.reopen_account(by=operator(), login=asked.login))


def close(asked: argparse.Namespace) -> int:
    """Close an account."""
    actions.close_account(by=operator(), login=asked.login)
    return _tell(_("账号 {login} 已停用。").format(login=asked.login))


def grant(asked: argparse.Namespace) -> int:
    """Give posts."""
    for text in asked.post:
        actions.grant_post(by=operator(), login=asked.login, post=parse_post(text))
    return _tell(_("岗位已加上,{name}须重新登录。").format(name=asked.login))


def end(asked: argparse.Namespace) -> int:
    """End posts."""
    for text in asked.post:
        actions.end_post(by=operator(), login=asked.login, post=parse_post(text))
    return _tell(_("岗位已结束,{name}已退出登录。").format(name=asked.login))


def factor(asked: argparse.Namespace) -> int:
    """Take off a lost second factor, and print a first password in place of the person's own."""
    first = actions.lose_factor(by=operator(), login=asked.login)
    text = _("{login} 的第二重验证已去掉,下次登录时重新设置;已记入审计。")
    _tell(text.format(login=asked.login))
    return _tell_first(first) if first else 0


def sign_out(asked: argparse.Namespace) -> int:
    """End sessions."""
    count = actions.end_sessions(by=operator(), login=asked.login)
    name = asked.login or _("所有人")
    return _tell(_("{name}的 {count} 处登录已结束。").format(name=name, count=count))


def _line(account: Account) -> str:
    posts = [f"{role_name(p.role)} {p.role}@{p.unit}" for p in account.posts if p.running]
    return f"{account.login}\t{account.name}\t{', '.join(posts) or '—'}"


def listing(asked: argparse.Namespace) -> int:
    """Print all accounts, one a line: login, name, posts."""
    wanted = Filter(closed=asked.closed)
    found = queries.people(operator(), wanted=wanted)
    while found:
        shown = found[: queries.PAGE]
        sys.stdout.writelines(f"{_line(account)}\n" for _place, account in shown)
        more = len(found) > queries.PAGE
        found = queries.people(operator(), wanted=wanted, place=shown[-1][0]) if more else []
    return 0

"""``lianxin check``: refuses settings that would let somebody in.

Each finding is one sentence; the exit code is 1 when there is one. ``serve`` and ``worker`` do
not start on them either.
"""

import argparse
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from lianxin.cli import migrate, surroundings
from lianxin.cli.faults import Fault, say
from lianxin.cli.folder import SECRET_KEYS
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.rights import Right

SHORTEST_KEY = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO
SUPERUSER = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
TRUST = "select count(*) from pg_hba_file_rules where auth_method = 'trust'"
READS_RULES = "select has_table_privilege('pg_hba_file_rules', 'select')"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "检查设置是否安全 · check that the settings are safe"
    commands.add_parser("check", help=words, description=words).set_defaults(
        run=run, right=Right.OPERATE
    )


def run(_: argparse.Namespace) -> int:
    """Print every finding."""
    with surroundings.database():
        found = [line for look in LOOKS for line in look()]
    for line in found:
        print(line)
    if not found:
        print(say("没有发现问题。", "Nothing was found."))
    return int(bool(found))


def refuse() -> None:
    """Let nothing be served that ``check`` refuses. Raises Fault with every finding.

    A database that is away is not looked at: pages say so themselves until it is back.
    """
    found: list[str] = []
    for look in LOOKS:
        with suppress(OperationalError):
            found += look()
    leave_database()
    if found:
        lines = "\n".join(found)
        raise Fault(f"不启动：\n{lines}", f"Not started:\n{lines}")


def leave_database() -> None:
    """Close what the looks opened, before processes are made from this one."""
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper):
        wrapper.close()
        wrapper.close_pool()


def of_settings() -> Iterator[str]:
    """Look at debug, keys, the address people type, and a demo folder in earnest."""
    if settings.DEBUG:
        yield say("调试模式开着：去掉 LIANXIN_DEBUG。", "Debug is on: remove LIANXIN_DEBUG.")
    for name in SECRET_KEYS:
        if len(settings.KEYS[name]) < SHORTEST_KEY:
            yield say(
                f"密钥 {name} 短于 {SHORTEST_KEY} 个字符或没有设置。",
                f"The key {name} is shorter than {SHORTEST_KEY} characters or absent.",
            )
    in_earnest = not surroundings.embedded()
    if in_earnest and settings.DEMO:
        yield say(
            f"{settings.HOME} 是试用目录，不能用于正式运行。",
            f"{settings.HOME} is a demo folder and not for real use.",
        )
    if in_earnest and not settings.ORIGIN.startswith("https://"):
        yield say("网站地址不是 https：设置 LIANXIN_ORIGIN。", "LIANXIN_ORIGIN is not https.")


def of_files() -> Iterator[str]:
    """Look for secrets that others on the machine could read."""
    paths = [settings.HOME / "lianxin.toml", *sorted((settings.HOME / "keys").glob("*"))]
    for path in paths:
        if path.exists() and path.stat().st_mode & OTHERS:
            yield say(f"别人能读 {path}：chmod 600。", f"Others can read {path}: chmod 600.")


def of_database() -> Iterator[str]:
    """Look at the role of the pages, at how it signs in, and at the list of grants."""
    with connections["default"].cursor() as cursor:
        cursor.execute(SUPERUSER)
        if cursor.fetchone() != (False,):
            yield say(
                "DATABASE_URL 用的是超级用户：改用 lianxin_app。",
                "DATABASE_URL signs in as a superuser: use lianxin_app.",
            )
        cursor.execute(READS_RULES)
        if cursor.fetchone() == (True,):
            cursor.execute(TRUST)
            if cursor.fetchone() != (0,):
                yield say(
                    "数据库允许不用密码登录（trust）。", "The database trusts without password."
                )
    if not settings.DATABASES["default"]["PASSWORD"]:
        yield say("DATABASE_URL 里没有密码。", "DATABASE_URL holds no password.")
    yield from migrate.differences()


def of_clock() -> Iterator[str]:
    """Look whether this machine and the database agree on the time."""
    off = clock.skew()
    if abs(off) > settings.LARGEST_SKEW:
        seconds = f"{off.total_seconds():+.1f}"
        yield say(
            f"这台机器的时钟与数据库相差 {seconds} 秒：先校准时间。",
            f"This machine's clock is {seconds} s off the database's: set it right first.",
        )


def of_django() -> Iterator[str]:
    """Give what Django's own checks of models and addresses find."""
    yield from (str(message) for message in run_checks() if message.level >= WARNING)


LOOKS: tuple[Callable[[], Iterator[str]], ...] = (
    of_settings,
    of_files,
    of_database,
    of_clock,
    of_django,
)

"""``lianxin``: reads the words, prepares Django, runs one command, tells faults in a sentence."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from importlib import import_module, metadata
from importlib.util import find_spec

import django
from django.apps import apps
from django.utils import translation

from lianxin.cli import surroundings, telling
from lianxin.cli.faults import Fault, chinese
from lianxin.foundation.kernel.rights import Right

OWN = ("demo", "serve", "worker", "migrate", "check", "roles", "stop")
"""Commands that see to the database themselves."""
FLOOR = (*OWN, "job")
ENVIRONMENT = """
LIANXIN_HOME            数据目录 · data folder
DATABASE_URL            数据库地址（lianxin_app） · the database, as lianxin_app
LIANXIN_SEAL_URL        封存用（lianxin_seal），只给 worker · as lianxin_seal, for the worker alone
LIANXIN_MIGRATE_URL     改表用（lianxin_migrate） · as lianxin_migrate, for migrate alone
LIANXIN_ORIGIN          网站地址，如 https://lianxin.example · the address people type
"""
HELP = frozenset({"-h", "--help", "--version"})
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """Build the whole command line: this floor's commands and every room's."""
    made = argparse.ArgumentParser(
        prog="lianxin",
        description="连心 · Lianxin",
        epilog=f"环境变量 · environment:{ENVIRONMENT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=metadata.version("lianxin"))
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in FLOOR:
        import_module(f"lianxin.cli.{name}").register(commands)
    for room in apps.get_app_configs():
        module = f"{room.name}.commands"
        if room.name.startswith("lianxin.") and find_spec(module):
            import_module(module).register(commands)
    check_rights(made)
    return made


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Give the parsers of commands that do something, those of their groups left out."""
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - argparse has no other way
    if not groups:
        yield parser
    for group in groups:
        for below in group.choices.values():
            yield from leaves(below)


def check_rights(made: argparse.ArgumentParser) -> None:
    """Refuse a command that declares no right, as a page or a job (SECURITY AZ1). Raises Fault."""
    for one in leaves(made):
        if not isinstance(one.get_default("right"), Right):
            raise Fault(f"命令没有写明权限：{one.prog}", f"A command declares no right: {one.prog}")


def run(words: Sequence[str]) -> int:
    """Prepare Django for the command named first, then run it."""
    if not HELP.intersection(words):
        surroundings.settle(next((word for word in words if not word.startswith("-")), ""))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")
    django.setup()
    with translation.override("zh-hans" if chinese() else "en"):
        asked = parser().parse_args(words)
        own = asked.command in OWN
        with nullcontext() if own else surroundings.database():
            return int(asked.run(asked))


def main() -> int:
    """Run the command line; a fault is told in one sentence and never as a traceback."""
    try:
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told
        return telling.tell(error)


if __name__ == "__main__":
    sys.exit(main())

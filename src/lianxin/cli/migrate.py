"""Brings tables and rights of a database to what this version needs."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from lianxin.cli import surroundings
from lianxin.cli.faults import Fault, say
from lianxin.config import environment, rights
from lianxin.foundation.kernel.rights import Right

ALIAS = "default"
OWNER = "lianxin_owner"


@contextmanager
def signed_in(url: str) -> Iterator[BaseDatabaseWrapper]:
    """Let the alias ``default`` sign in at another address, as owner, for a while."""
    wrapper = connections[ALIAS]
    kept: dict[str, Any] = wrapper.settings_dict
    wrapper.close()
    wrapper.settings_dict = kept | environment.database(url, pooled=False)
    wrapper.settings_dict["OPTIONS"] |= {"assume_role": OWNER}
    try:
        yield wrapper
    finally:
        wrapper.close()
        wrapper.settings_dict = kept


def check_history(wrapper: BaseDatabaseWrapper) -> None:
    """Refuse a database that a newer version has migrated. Raises Fault."""
    loader = MigrationLoader(wrapper)
    known = set(loader.disk_migrations)
    later = sorted(".".join(key) for key in loader.applied_migrations if key not in known)
    if later:
        raise Fault(
            f"数据库由更新版本的连心写成（{later[0]}），请用该版本启动。",
            f"A newer version of Lianxin wrote this database ({later[0]}): start that version.",
        )


def migrate(url: str) -> None:
    """Run migrations and give every role its rights, signed in at this address. Raises Fault."""
    with signed_in(url) as wrapper:
        check_history(wrapper)
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        with wrapper.cursor() as cursor:
            rights.apply(cursor)


def differences() -> list[str]:
    """Name each table or function that the list of grants or the database alone knows."""
    with connections[ALIAS].cursor() as cursor:
        return rights.differences(cursor)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "升级数据表并分配权限 · bring tables and rights up to date"
    commands.add_parser("migrate", help=words, description=words).set_defaults(
        run=run, right=Right.OPERATE
    )


def run(_: argparse.Namespace) -> int:
    """Migrate, then name whatever the list of grants does not."""
    with surroundings.database():
        migrate(surroundings.migrate_url())
        missing = differences()
    for line in missing:
        print(line)
    if not missing:
        print(say("数据表与权限已是最新。", "Tables and rights are up to date."))
    return int(bool(missing))

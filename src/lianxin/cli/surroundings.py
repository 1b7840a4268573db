"""Where a command finds its database and secrets, settled before Django reads its settings.

With ``DATABASE_URL`` the city's own PostgreSQL is meant and every secret comes from outside;
without it the embedded one in ``LIANXIN_HOME``, which runs for as long as the command does.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from lianxin.cli.cluster import Cluster
from lianxin.cli.faults import Fault
from lianxin.cli.folder import Folder
from lianxin.config import environment

SEALING = frozenset({"worker", "audit", "demo"})
POOLED = frozenset({"serve"})
MAKING = frozenset({"demo"})


def embedded() -> bool:
    """Say whether the database is the embedded one."""
    return os.environ.get("LIANXIN_EMBEDDED") == "yes" or not os.environ.get("DATABASE_URL")


def own_cluster() -> Cluster:
    """Return the embedded server of this data folder."""
    return Cluster(Folder(environment.default_home()))


def settle(command: str) -> None:
    """Put the addresses of the database into the environment for this command. Raises Fault."""
    if command not in POOLED:
        os.environ.setdefault("LIANXIN_POOLED", "no")
    if embedded():
        settle_embedded(command)
    elif command in MAKING:
        raise Fault(
            "试用只用自带的数据库：去掉 DATABASE_URL 再运行。",
            "The demo uses its own database alone: unset DATABASE_URL and run it again.",
        )
    if command not in SEALING:
        os.environ.pop("LIANXIN_SEAL_URL", None)


def settle_embedded(command: str) -> None:
    """Point to the embedded server; the demo makes its folder first. Raises Fault."""
    os.environ["LIANXIN_EMBEDDED"] = "yes"
    cluster = own_cluster()
    if command in MAKING:
        cluster.folder.prepare()
        (cluster.folder.home / environment.DEMO_MARK).touch()
    if (cluster.folder.keys / "app").exists():
        os.environ["DATABASE_URL"] = cluster.url("app")
        os.environ["LIANXIN_MIGRATE_URL"] = cluster.url("migrate")
        os.environ["LIANXIN_SEAL_URL"] = cluster.url("seal")


def migrate_url() -> str:
    """Return the address that changes tables. Raises Fault."""
    url = os.environ.get("LIANXIN_MIGRATE_URL", "")
    if not url:
        raise Fault(
            "请设置 LIANXIN_MIGRATE_URL：以 lianxin_migrate 登录数据库的地址。",
            "Set LIANXIN_MIGRATE_URL: the database's address, signed in as lianxin_migrate.",
        )
    return url


@contextmanager
def database() -> Iterator[None]:
    """Have the database running during a command. Raises Fault."""
    if not embedded():
        yield
        return
    cluster = own_cluster()
    if not (cluster.folder.data / "PG_VERSION").exists():
        raise Fault(
            f"{cluster.folder.home} 里还没有数据库。先运行 lianxin demo，或设置 DATABASE_URL。",
            f"There is no database in {cluster.folder.home} yet. Run lianxin demo first,"
            " or set DATABASE_URL.",
        )
    started = cluster.start()
    try:
        yield
    finally:
        if started:
            cluster.stop()

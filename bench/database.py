"""A database of its own for one measurement, with fsync on, thrown away afterwards."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
import psycopg

from lianxin.cli import roles
from lianxin.cli.cluster import Cluster
from lianxin.cli.folder import Folder

DATABASE = "bench"


@contextmanager
def fresh() -> Iterator[None]:
    """Start a server, make roles and tables, and let Django sign in as the application."""
    home = Path(tempfile.mkdtemp(prefix="lianxin-bench-"))
    home.chmod(0o711)
    os.environ["LIANXIN_HOME"] = str(home)
    cluster = Cluster(Folder(home))
    cluster.start()
    try:
        roles.bootstrap(cluster, DATABASE)
        os.environ |= {
            "DATABASE_URL": cluster.url("app", DATABASE),
            "LIANXIN_SEAL_URL": cluster.url("seal", DATABASE),
            "LIANXIN_POOLED": "no",
            "LIANXIN_HASHED_STATIC": "no",
            "DJANGO_SETTINGS_MODULE": "lianxin.config.settings",
        }
        django.setup()
        import_module("lianxin.cli.migrate").migrate(cluster.url("migrate", DATABASE))
        yield
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


def analyze() -> None:
    """Let the server look at what was written, as autovacuum does in a city."""
    cluster = Cluster(Folder(Path(os.environ["LIANXIN_HOME"])))
    with psycopg.connect(cluster.url("superuser", DATABASE), autocommit=True) as connection:
        connection.execute("vacuum analyze")

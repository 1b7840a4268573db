"""Starts a PostgreSQL before Django reads its settings, one for each process of the run.

Each worker of xdist has its own: what is committed for good, and so can be sealed, depends on
every transaction of a cluster. It runs without fsync and ends with pytest, even after
``kill -9``. Its data folder is thrown away; fixtures for it stand in ``conftest``.
"""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from lianxin.cli import roles
from lianxin.cli.cluster import Cluster
from lianxin.cli.folder import Folder

FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "autovacuum": "off",
}
TEMPLATE = "template_lianxin"


def running() -> Cluster:
    """Return the cluster of this run."""
    return Cluster(Folder(Path(os.environ["LIANXIN_HOME"])), FAST)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the server of this process, and point the settings to it."""
    home = Path(tempfile.mkdtemp(prefix="lianxin-test-"))
    home.chmod(0o711)
    os.environ["LIANXIN_HOME"] = str(home)
    cluster = running()
    cluster.start()
    early_config.add_cleanup(lambda: end(cluster))
    roles.bootstrap(cluster, TEMPLATE)
    os.environ |= {
        "DATABASE_URL": cluster.url("app", TEMPLATE),
        "LIANXIN_SEAL_URL": cluster.url("seal", TEMPLATE),
        "LIANXIN_MIGRATE_URL": cluster.url("migrate", TEMPLATE),
        "LIANXIN_POOLED": "no",
        "LIANXIN_HASHED_STATIC": "no",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def end(cluster: Cluster) -> None:
    """Stop the server at once and throw its folder away."""
    cluster.stop(signal.SIGQUIT)
    shutil.rmtree(cluster.folder.home, ignore_errors=True)

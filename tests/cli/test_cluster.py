"""The embedded server and its roles."""

import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from lianxin.cli.cluster import Cluster
from lianxin.cli.folder import Folder
from tests.conftest import AsRole
from tests.plugin import running


@pytest.mark.django_db
def test_pages_sign_in_as_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('TimeZone'), current_schemas(false)")
        assert cursor.fetchone() == ("lianxin_app", "Asia/Shanghai", ["public"])


def test_no_login_role_owns(as_role: AsRole) -> None:
    row = as_role("lianxin_owner").execute("select current_user").fetchone()
    assert row == ("lianxin_owner",)


def test_superuser(superuser: psycopg.Connection) -> None:
    row = superuser.execute("select usesuper from pg_user where usename = current_user").fetchone()
    assert row == (True,)


def test_a_server_that_writes_through(fsync_cluster: Callable[[], Cluster]) -> None:
    cluster = fsync_cluster()
    with psycopg.connect(cluster.url("app")) as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show synchronous_commit").fetchone() == ("on",)
        assert connection.execute("select count(*) from audit_row").fetchone() == (0,)
    number = cluster.pid()
    assert number is not None
    os.kill(number, signal.SIGKILL)
    while cluster.pid():
        time.sleep(0.05)
    assert cluster.start()
    with psycopg.connect(cluster.url("app")) as connection:
        assert connection.execute("select count(*) from audit_row").fetchone() == (0,)


def test_long_folder_gets_a_short_socket(tmp_path: Path) -> None:
    long = Cluster(Folder(tmp_path / ("x" * 90)))
    assert len(str(long.socket)) < 60
    assert Cluster(Folder(Path("/var/lib/lianxin"))).socket == Path("/var/lib/lianxin/database")


def test_secrets_are_their_owners_alone() -> None:
    keys = running().folder.keys
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys.iterdir()} == {0o600}
    assert len({key.read_text() for key in keys.iterdir()}) == len(list(keys.iterdir()))


def test_wrong_password_is_refused() -> None:
    cluster = running()
    url = cluster.url("app", "template1").replace(cluster.folder.secret("app"), "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


@pytest.mark.django_db(transaction=True)
def test_committed_rows_are_gone_in_the_next_test() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_token (purpose, about, digest, expires) values"
            " ('p', 'a', 'd', now())"
        )
        assert cursor.rowcount == 1


@pytest.mark.django_db(transaction=True)
def test_next_test_starts_from_the_template() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_token")
        assert cursor.fetchone() == (0,)

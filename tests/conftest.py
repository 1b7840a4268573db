"""Databases for tests: one migrated template, a copy for each worker, a fresh one after commits."""

import fcntl
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django import DjangoDbBlocker

from lianxin.cli import roles
from lianxin.cli.cluster import LOGINS, Cluster
from lianxin.cli.folder import Folder
from lianxin.cli.migrate import migrate
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.parameters import queries as parameters
from tests import browser, city
from tests.plugin import TEMPLATE, running

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

AsRole = Callable[[str], psycopg.Connection]
MARK = "migrated"
TOWN = "template_town"
standing_on = [TEMPLATE]
"""The template that this worker's database is copied from at the moment."""


def name() -> str:
    """Return the name of this worker's database."""
    return f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def copy_template() -> None:
    """Make this worker's database anew from the template, whoever is connected to it."""
    for alias in connections:
        connections[alias].close()
    parameters.forget()
    with psycopg.connect(running().url("superuser", "postgres"), autocommit=True) as connection:
        own = sql.Identifier(name())
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(own))
        words = sql.SQL("create database {} owner lianxin_owner template {}")
        connection.execute(words.format(own, sql.Identifier(standing_on[0])))
        roles.run_all(connection, roles.connection_statements(name()))


def build_town() -> None:
    """Build the small city on a second template once in a run, whichever worker comes first."""
    with (settings.HOME / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (settings.HOME / TOWN).exists():
            return
        copy_template()
        city.build()
        for alias in connections:
            connections[alias].close()
        with psycopg.connect(running().url("superuser", "postgres"), autocommit=True) as connection:
            words = sql.SQL("alter database {} rename to {}")
            connection.execute(words.format(sql.Identifier(name()), sql.Identifier(TOWN)))
        (settings.HOME / TOWN).touch()


@contextmanager
def on_town() -> Iterator[None]:
    """Put the small city of ``tests.city`` under tests, for the fixture of a whole package."""
    build_town()
    standing_on[0] = TOWN
    copy_template()
    clock.calendar()
    yield
    standing_on[0] = TEMPLATE
    copy_template()


def migrate_template() -> None:
    """Migrate the template once in a run, whichever worker comes first."""
    with (settings.HOME / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (settings.HOME / MARK).exists():
            migrate(running().url("migrate", TEMPLATE))
            (settings.HOME / MARK).touch()


def renew(_: TransactionTestCase) -> None:
    """Take the place of the flush, which append-only tables refuse."""
    copy_template()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001 - Django first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Give this worker its own database."""
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
    with django_db_blocker.unblock():
        migrate_template()
        copy_template()
        for alias in connections:
            connections[alias].settings_dict["NAME"] = name()
            settings.DATABASES[alias]["NAME"] = name()
    yield
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
    patch.undo()


@pytest.fixture(scope="module")
def town_of_module(
    django_db_setup: None,  # noqa: ARG001 - the empty database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Put the city, built once in a run, under all tests of one file."""
    with django_db_blocker.unblock(), on_town():
        yield


@pytest.fixture
def as_role(django_db_setup: None) -> Iterator[AsRole]:  # noqa: ARG001 - the database first
    """Give connections, each signed in as one role; autocommit, closed after the test."""
    keys = {role: key for key, role in LOGINS.items()}
    with ExitStack() as opened:

        def connect(role: str) -> psycopg.Connection:
            url = running().url(keys.get(role, "superuser"), name())
            connection = opened.enter_context(psycopg.connect(url, autocommit=True))
            if role not in keys:
                words = sql.SQL("set session authorization {}")
                connection.execute(words.format(sql.Identifier(role)))
            return connection

        yield connect


@pytest.fixture
def superuser(as_role: AsRole) -> psycopg.Connection:
    """Give a connection of the cluster's superuser to the test's database."""
    return as_role(LOGINS["superuser"])


@pytest.fixture
def fsync_cluster(
    django_db_setup: None,  # noqa: ARG001 - Django first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Callable[[], Cluster]]:
    """Make servers that write through to the disk, as a city's own does; for crash tests."""
    with ExitStack() as opened:

        def make() -> Cluster:
            folder = tempfile.TemporaryDirectory(
                prefix="lianxin-fsync-", ignore_cleanup_errors=True
            )
            home = Path(opened.enter_context(folder))
            home.chmod(0o711)
            cluster = Cluster(Folder(home))
            cluster.start()
            opened.callback(cluster.stop, signal.SIGQUIT)
            roles.bootstrap(cluster)
            with django_db_blocker.unblock():
                migrate(cluster.url("migrate"))
            return cluster

        yield make


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that was found; skip without one, and fail instead in CI."""
    found = browser.find()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(browser.CURE)
        pytest.skip(browser.CURE)
    return browser_type_launch_args | {
        "executable_path": str(found.program),
        "args": found.arguments,
        "env": {**os.environ, **found.environment},
    }


@pytest.fixture(scope="session")
def axe_script() -> str:
    """Give the source of axe, which finds what people with other senses would trip over."""
    return (browser.node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def base_url() -> str:
    """Pages are opened by whole addresses."""
    return ""

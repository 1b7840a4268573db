"""The demo city, built once for all tests here; its building is killed twice on the way."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from lianxin.demo import city
from tests.conftest import copy_template, name
from tests.plugin import running


def build_and_die(after: str) -> None:
    """Build in another process, and kill it when it has said this."""
    surroundings = os.environ | {"DATABASE_URL": running().url("app", name())}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.demo.process"],
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        for said in process.stdout:
            if after in said:
                process.kill()
                break
        assert after in said


@pytest.fixture(scope="package")
def city_database(
    django_db_setup: None,  # noqa: ARG001 - the empty database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Build the city: killed among the accounts, killed among the matters, then whole."""
    with django_db_blocker.unblock():
        copy_template()
        build_and_die("units")
        build_and_die("photos")
        city.build(lambda _: None)
        yield
        copy_template()


@pytest.fixture
def demo(city_database: None, db: None) -> None:
    """Give the demo city; what the test writes is undone after it."""

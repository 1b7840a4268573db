"""The small city under the tests of this house."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.conftest import on_town


@pytest.fixture(scope="package")
def town_database(
    django_db_setup: None,  # noqa: ARG001 - the empty database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Put the city, built once in a run, under all tests of this folder."""
    with django_db_blocker.unblock(), on_town():
        yield


@pytest.fixture
def town(town_database: None, db: None) -> None:
    """Give the small city; what the test writes is undone after it."""


@pytest.fixture
def busy_town(town_database: None, transactional_db: None) -> None:
    """Give the small city to a test that commits; the city is copied anew after it."""

"""Two branches under tests that need people and matters on either side."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from lianxin.foundation.faces import network
from tests.conftest import on_town
from tests.contracts import world
from tests.contracts.world import Life


@pytest.fixture(scope="module")
def lives(
    django_db_setup: None,  # noqa: ARG001 - the empty database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[Life, Life]]:
    """Give the near and the far life in a city of two branches, built once for a module."""
    with django_db_blocker.unblock(), on_town():
        yield world.build()


@pytest.fixture
def near(lives: tuple[Life, Life], db: None) -> Life:  # noqa: ARG001 - what a test writes goes
    """Give the life on the side of all people of ``world.NEAR``."""
    network.POSTS.forget()
    network.TRIES.forget()
    return lives[0]


@pytest.fixture
def far(lives: tuple[Life, Life], db: None) -> Life:  # noqa: ARG001 - what a test writes goes
    """Give the life that nobody on the near side may see."""
    return lives[1]

"""The small city under every test of this room."""

import pytest

from tests import city


@pytest.fixture
def town(db: None) -> None:  # noqa: ARG001 - the database first
    """Build the small city."""
    city.build()

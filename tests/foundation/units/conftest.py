"""What the tests of this room start from."""

import pytest

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters


@pytest.fixture
def parameters_loaded(db: None) -> None:  # noqa: ARG001 - the database first
    """Load the house's own parameters."""
    parameters.load(by=job("test", Right.PARAMETERS_MANAGE))

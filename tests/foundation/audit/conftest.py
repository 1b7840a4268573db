"""Makes the tables of ``things`` where a test asks for them."""

import psycopg
import pytest

from tests.foundation.audit.things import make_tables


@pytest.fixture
def things(db: None, superuser: psycopg.Connection) -> psycopg.Connection:  # noqa: ARG001 - the database first
    """Give a superuser's connection to a database with the tables of ``things``."""
    make_tables(superuser)
    return superuser

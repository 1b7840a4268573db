"""Two more people for the walks: one with two posts, one from another station."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.units.queries import directory
from tests.city import SINCE

MORE = (
    ("twofold", "officer", "order"),
    ("twofold", "supervisor", "supervision"),
    ("outsider", "officer", "north"),
)


@pytest.fixture
def crowd(town: None) -> None:  # noqa: ARG001 - the city first
    """Add somebody who holds an officer's and a supervisor's post, and an outsider."""
    tree = directory()
    for login, role, unit in MORE:
        person, _made = Person.objects.get_or_create(
            login=login, defaults={"name": login, "pinyin": login, "password": "!"}
        )
        Post.objects.create(
            person=person, unit_id=tree.by_code(unit).id, role=role, valid=DateRange(SINCE, None)
        )

"""One look at the tree for all questions of a page; a change in the same request is seen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries
from tests import city


@pytest.mark.django_db(transaction=True)
def test_one_request_looks_once_and_sees_its_own_change() -> None:
    city.build()
    by = job("test", Right.UNITS_MANAGE)
    with queries.steady():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            before = queries.directory()
            assert queries.directory() is before
        assert len([one for one in asked if "units_tree" in one["sql"]]) == 1
        actions.found(
            by=by, code="new", name="新所", kind="station", parent="branch", since=date(2020, 1, 1)
        )
        assert queries.directory().by_code("new").name == "新所"

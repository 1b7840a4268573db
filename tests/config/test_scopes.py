"""A scope is called by the name of its unit or area, where there is one."""

import pytest

from lianxin.config.scopes import name_of
from lianxin.foundation.parameters.queries import scope_text
from lianxin.foundation.units.queries import directory


@pytest.mark.usefixtures("town")
def test_a_scope_is_called_by_its_name_and_code() -> None:
    name = directory().by_code("order").name
    assert name_of("order") == name
    assert scope_text("order") == f"{name} order"
    assert scope_text("nothing.there") == "nothing.there"
    assert scope_text("") == ""

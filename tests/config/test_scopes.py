"""A scope is called by the name of its unit or area, where there is one."""

import pytest

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.queries import scope_text
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory, name_of


@pytest.mark.usefixtures("town")
def test_a_scope_is_called_by_its_name_and_code() -> None:
    name = directory().by_code("order").name
    assert name_of("order") == name
    assert scope_text("order") == f"{name} order"
    assert scope_text("nothing.there") == "nothing.there"
    assert scope_text("") == ""
    assert name_of("150205") == ""
    units.load_areas(by=job("test", Right.UNITS_MANAGE))
    assert name_of("150205") == "石拐区"
    assert scope_text("150205") == "石拐区 150205"

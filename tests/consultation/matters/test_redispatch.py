"""The reason of a redispatch fits the unit that is named."""

from uuid import uuid4

import pytest

from lianxin.consultation.matters import actions
from lianxin.foundation.kernel.errors import Invalid
from tests.city import staff
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import signed_in, words_of

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize(("to", "reason"), [("traffic", "same_unit"), ("order", "other_unit")])
def test_the_reason_fits_the_unit(to: str, reason: str) -> None:
    number = lives.reopened()
    with pytest.raises(Invalid) as wrong:
        actions.redispatch(by=staff("supervisor"), matter=number, to=to, reason=reason)
    assert (wrong.value.code, wrong.value.where) == (f"matters.reason_{reason}", "reason")
    found = signed_in("supervisor").post(
        f"/desk/matters/{number}/redispatch", {"to": to, "reason": reason, "key": str(uuid4())}
    )
    assert found.status_code == 422
    assert "治安大队" in words_of(found)
    assert "请改选理由,或改选单位" in words_of(found)


@pytest.mark.parametrize(
    ("to", "reason"), [("order", "same_unit"), ("traffic", "other_unit"), ("traffic", "recusal")]
)
def test_what_fits_is_taken(to: str, reason: str) -> None:
    number = lives.reopened()
    actions.redispatch(by=staff("supervisor"), matter=number, to=to, reason=reason)
    assert lives.stands(number).state == "dispatched"

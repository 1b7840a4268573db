"""What pages of matters list, and what they say when something does not fit."""

from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters.queries import lookup
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import page, signed_in, words_of

pytestmark = pytest.mark.usefixtures("town")


def test_the_register_is_filtered_by_state() -> None:
    waiting, busy = lives.dispatched(), lives.handled()
    seen = page("officer", "/desk/matters?state=in_hand")
    assert busy in seen
    assert waiting not in seen
    assert "filter__chip" in seen
    assert '<option value="in_hand" selected>办理中</option>' in seen


@pytest.mark.parametrize("login", ["leader", "importer"])
def test_who_only_reads_has_nothing_of_others_in_the_inbox(login: str) -> None:
    numbers = [lives.handled(), lives.answered()]
    seen = page(login, "/desk")
    assert not [number for number in numbers if number in seen]
    assert "现在没有等您办的事" in seen
    assert numbers[0] in page(login, "/desk/matters")


def test_a_dead_link_leads_to_the_look_up() -> None:
    found = Client().get("/confirm/nothing")
    assert found.status_code == 404
    assert 'href="/follow"' in words_of(found).split("<main")[1].split("</main>")[0]


def test_a_wrong_answer_by_code_is_told() -> None:
    number = lives.answered()
    typed = {"pass": lookup.new_pass(number), "answer": "perhaps", "key": str(uuid4())}
    found = Client().post("/follow/confirm", typed)
    assert found.status_code == 422
    assert "请看这几处" in words_of(found)
    assert lives.stands(number).state == "with_citizen"


def test_the_unit_of_a_return_is_not_said_to_be_optional() -> None:
    seen = words_of(signed_in("officer").get(f"/desk/matters/{lives.dispatched()}/return"))
    label = seen.split("应由谁办")[1].split("</label>")[0]
    assert "可不填" not in label
    assert "多数理由须指明" in label

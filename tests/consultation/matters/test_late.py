"""Who comes too late is told what was done and whose turn it is; who still may compares texts."""

from uuid import uuid4

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import Conflict, LianxinError, Refused
from tests.city import staff
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import signed_in, words_of

pytestmark = pytest.mark.usefixtures("town")


def told_of(error: LianxinError) -> str:
    """Give an error as a person reads it."""
    return tell(error).text


def test_a_second_dispatch_is_told_of_the_first() -> None:
    number = lives.say()
    seen = lives.stands(number).seq
    actions.dispatch(by=staff("dispatcher"), matter=number, to="order", seen=seen)
    with pytest.raises(Refused) as late:
        actions.dispatch(by=staff("dispatcher"), matter=number, to="traffic", seen=seen)
    words = told_of(late.value)
    assert "派单”(分流中心 · 分流员)以后,这件事是“待接办”,现在不能“派单”" in words
    assert "现在轮到治安大队,到 " in words
    assert "—" not in words


def test_a_late_second_dispatch_gets_a_page_without_the_act() -> None:
    number = lives.say()
    seen = lives.stands(number).seq
    actions.dispatch(by=staff("dispatcher"), matter=number, to="order")
    typed = {"category": "roads.lighting", "urgency": "normal", "to": "traffic"}
    found = signed_in("dispatcher").post(
        f"/desk/matters/{number}/dispatch", {**typed, "key": str(uuid4()), "seen": seen}
    )
    assert found.status_code == 409
    assert "现在轮到治安大队" in words_of(found)
    assert "存我写的" not in words_of(found)
    assert "再按一次" not in words_of(found)


def test_a_recall_after_the_sending_is_told_of_it() -> None:
    number = lives.replied()
    seen = lives.stands(number).seq
    actions.send(by=staff("colleague"), matter=number)
    with pytest.raises(Refused) as late:
        actions.take_back(by=staff("officer"), matter=number, seen=seen)
    assert "发出答复”(治安大队 · 治安同事)以后" in told_of(late.value)


def test_a_sending_by_the_worker_is_the_systems() -> None:
    number = lives.replied()
    seen = lives.stands(number).seq
    actions.send(by=staff("officer"), matter=number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.SOLVED)
    with pytest.raises(Refused) as late:
        actions.send(by=staff("officer"), matter=number, seen=seen)
    words = told_of(late.value)
    assert "确认”(群众)以后,这件事是“办结”" in words
    assert "要求重办" in words


def test_taking_back_what_another_built_on_tells_who_did() -> None:
    number = lives.dispatched()
    seen = lives.stands(number).seq
    actions.accept(by=staff("officer"), matter=number)
    with pytest.raises(LianxinError) as late:
        actions.take_back(by=staff("dispatcher"), matter=number, seen=seen)
    assert "最后一步是治安大队 · 治安经办" in told_of(late.value)
    with pytest.raises(LianxinError) as barred:
        actions.rectify(
            by=staff("dispatcher"), matter=number, outcome="rectified", words="换", seen=seen
        )
    assert "现在轮到治安大队,到 " in told_of(barred.value)


def test_what_cannot_be_taken_back_any_more_is_no_conflict() -> None:
    number = lives.handled()
    seen = lives.stands(number).seq
    actions.contact(by=staff("officer"), matter=number, words="打过电话")
    with pytest.raises(Refused) as late:
        actions.take_back(by=staff("officer"), matter=number, seen=seen)
    assert late.value.code == "matters.nothing_to_take_back"


def test_a_citizen_is_told_the_state_and_no_person() -> None:
    number = lives.concluded()
    with pytest.raises(Refused) as late:
        actions.withdraw(by=lives.giver(number), matter=number, reason="mistaken")
    assert "督导" not in told_of(late.value)
    assert "办结" in told_of(late.value)


def test_a_late_form_with_a_fault_is_refused_too() -> None:
    number = lives.replied()
    actions.send(by=staff("officer"), matter=number)
    found = signed_in("officer").post(
        f"/desk/matters/{number}/reply", {"words": "", "key": str(uuid4())}
    )
    assert found.status_code == 409


def test_who_still_may_compares_both_texts_with_their_choices() -> None:
    number = lives.dispatched()
    seen = lives.stands(number).seq
    actions.redispatch(by=staff("dispatcher"), matter=number, to="traffic", reason="wrong_unit")
    with pytest.raises(Conflict):
        actions.redispatch(
            by=staff("dispatcher"), matter=number, to="station", reason="wrong_unit", seen=seen
        )
    typed = {"to": "station", "reason": "wrong_unit", "words": "地段归他们"}
    found = signed_in("dispatcher").post(
        f"/desk/matters/{number}/redispatch", {**typed, "key": str(uuid4()), "seen": seen}
    )
    assert found.status_code == 409
    words = words_of(found)
    assert "存我写的" in words
    mine = words.split("您写的(还没有存)")[1].split("您打开以后")[0]
    assert "派给:石拐派出所" in mine
    assert "交代一句:地段归他们" in mine
    assert "wrong_unit" not in mine
    assert "改派 → 交管大队" in words.split("现在存着的")[1].split("您写的")[0]


def test_the_undo_of_a_notice_carries_the_version_that_was_made() -> None:
    number, client = lives.dispatched(), signed_in("officer")
    done = client.post(f"/desk/matters/{number}/accept", {"key": str(uuid4())})
    seen = words_of(client.get(done.headers["Location"])).split("notice__undo")[1]
    assert f'name="seen" value="{lives.stands(number).seq}"' in seen.split("</form>")[0]

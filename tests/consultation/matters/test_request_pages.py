"""The pages of requests and of handing over: shown, filled in, done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lianxin.consultation.matters.models import Request
from lianxin.consultation.matters.queries.requests import latest
from lianxin.consultation.matters.rules.states import Asked, Decision
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.units.queries import directory
from tests.config.test_audit import signed_in
from tests.consultation.matters import asking, lives

pytestmark = pytest.mark.usefixtures("town")


def test_a_unit_asks_and_the_leader_decides_on_their_pages() -> None:
    number = lives.handled()
    unit, leader = signed_in("officer"), signed_in("leader")
    page = unit.get(f"/desk/matters/{number}/extend")
    assert page.status_code == 200
    assert "停计时限" in page.content.decode()
    last = day_text(latest(lives.stands(number), Asked.EXTEND))
    assert f"延期最晚到 {last}" in page.content.decode()
    given = {"key": str(uuid4()), "seen": str(lives.stands(number).seq)}
    typed = {"reason": "works", "until": asking.later(number).isoformat(), "words": "等配件"}
    answer = unit.post(f"/desk/matters/{number}/extend", given | typed)
    assert answer.status_code in {302, 303}
    until = day_text(asking.later(number), weekday=True)
    waits = f"已申请延期到 {until},等上级审批。"
    assert waits in unit.get(f"/desk/matters/{number}").content.decode()
    shown = leader.get(f"/desk/matters/{number}").content.decode()
    assert waits not in shown
    assert "等配件" in shown
    assert "怎样定" in shown
    assert "待审批" in leader.get("/desk").content.decode()
    given = {"key": str(uuid4()), "seen": str(lives.stands(number).seq)}
    answer = leader.post(
        f"/desk/matters/{number}/decide", given | {"decision": "approved", "words": "同意"}
    )
    assert answer.status_code in {302, 303}
    assert Request.objects.get().decision == Decision.APPROVED
    decided = unit.get(f"/desk/matters/{number}").content.decode()
    assert "同意延期" in decided
    assert waits not in decided


def test_another_kind_is_offered_while_one_waits() -> None:
    number, unit = lives.handled(), signed_in("officer")
    asking.ask(number)
    desk = unit.get(f"/desk/matters/{number}").content.decode()
    assert f"/desk/matters/{number}/park" in desk
    assert f"/desk/matters/{number}/extend" in desk
    page = unit.get(f"/desk/matters/{number}/extend").content.decode()
    assert "停计时限最晚到" in page
    assert "延期最晚到" not in page
    given = {"key": str(uuid4()), "seen": str(lives.stands(number).seq), "words": "等配件"}
    typed = {"reason": "works", "until": asking.later(number).isoformat()}
    again = unit.post(f"/desk/matters/{number}/extend", given | typed)
    assert "已经" in again.content.decode()
    asking.ask(number, reason="expert_report", until=directory().day + timedelta(days=3))
    desk = unit.get(f"/desk/matters/{number}").content.decode()
    assert f"/desk/matters/{number}/park" in desk
    assert f"/desk/matters/{number}/extend" not in desk


@pytest.mark.parametrize("path", ["units/order", "people/officer"])
def test_open_work_is_handed_over_on_its_page(path: str) -> None:
    number = lives.handled()
    desk = signed_in("dispatcher")
    page = desk.get(f"/desk/settings/{path}/hand-over")
    assert page.status_code == 200
    assert number in page.content.decode()
    answer = desk.post(
        f"/desk/settings/{path}/hand-over",
        {"key": str(uuid4()), "matters": [number], "to": "traffic"},
    )
    assert answer.status_code in {302, 303}
    assert directory().by_id(lives.stands(number).unit_id or 0).code == "traffic"


def test_parked_refused_and_paused_matters_show_their_pages() -> None:
    leader, unit, desk = signed_in("leader"), signed_in("officer"), signed_in("dispatcher")
    parked, paused, new = lives.parked(), lives.handled(), lives.say()
    asking.pause(paused)
    assert "挂账:资金项目" in leader.get(f"/desk/matters/{parked}").content.decode()
    assert leader.get(f"/desk/matters/{parked}/resume").status_code == 200
    stopped = unit.get(f"/desk/matters/{paused}").content.decode()
    assert "停计:鉴定" in stopped
    assert "clock--paused" in stopped
    for verb in ("decline", "refer"):
        assert desk.get(f"/desk/matters/{new}/{verb}").status_code == 200

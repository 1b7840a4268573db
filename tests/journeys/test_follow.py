"""J2 Follow: a matter that is late, by its QR and by its typed code."""

import pytest
from playwright.sync_api import expect

from tests.journeys import stage
from tests.journeys.conftest import Open
from tests.journeys.hand import DESK, PHONE
from tests.journeys.test_say import WIDTHS


@WIDTHS
def test_follow_by_qr(opened: Open, width: int) -> None:
    told = stage.late_by_a_day()
    hand = opened(width)
    hand.open(f"/follow#{told.digits}")
    expect(hand.page.get_by_label("查询码")).to_have_value(told.code)
    assert told.digits not in hand.page.url
    hand.judge("follow")
    with hand.counts(taps=1):
        hand.press("查看")
        hand.sees(told.number)
    hand.sees("这一步", "逾期 1 个工作日", "全程", "治安大队", "回执,请存好")
    hand.judge("case")
    hand.write("补充一句", "昨晚又灭了。")
    hand.press("补充")
    hand.sees("已记下您补充的话", "昨晚又灭了。")
    hand.press("撤回这件事")
    hand.heading("撤回这件事")
    hand.judge("withdraw")
    hand.page.locator(".choices__label").first.click()
    hand.press("撤回")
    hand.sees("已撤回,我们不再办理", "您撤回了这件事")
    hand.judge("case withdrawn")


@pytest.mark.parametrize(("width", "script"), [(PHONE, False), (DESK, True)])
def test_follow_by_typed_code(opened: Open, width: int, *, script: bool) -> None:
    told = stage.in_hand()
    hand = opened(width, script=script)
    hand.open("/follow")
    hand.page.get_by_label("查询码").fill("1234")
    hand.page.keyboard.press("Enter")
    hand.sees("请看这几处")
    hand.judge("follow with a fault")
    hand.page.get_by_label("查询码").fill(told.digits)
    hand.page.keyboard.press("Enter")
    hand.sees(told.number, "这一步", "全程")


def test_a_lost_code(opened: Open) -> None:
    told = stage.in_hand()
    hand = opened(PHONE)
    hand.open("/follow")
    hand.press("凭手机重发")
    hand.judge("resend")
    hand.write("编号", told.number)
    hand.write("当时留的手机", stage.TELEPHONE)
    hand.press("发短信")
    hand.heading("已经处理")
    hand.judge("resent")
    stage.work()
    hand.open("/follow")
    hand.page.get_by_label("查询码").fill(told.digits)
    hand.page.keyboard.press("Enter")
    hand.sees("请看这几处")

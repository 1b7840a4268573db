"""The desk: dispatch by keyboard, return, a call taken down, two people, a sign-in that ended."""

from playwright.sync_api import expect

from lianxin.consultation.matters.models import Matter
from tests.journeys import stage
from tests.journeys.conftest import Open
from tests.journeys.hand import DESK, PHONE
from tests.journeys.test_say import WIDTHS
from tests.journeys.test_solve import row_act

PARKING = "小区门口早上乱停车,车停成三排,救护车进不来,太危险了。"
NEW = "/desk/matters?state=new"


def test_dispatch_by_keyboard(opened: Open) -> None:
    stage.say()
    told = stage.say(PARKING, place="石拐区和平小区东门")
    hand = opened(DESK, who="dispatcher")
    hand.open(NEW)
    hand.judge("dispatch view")
    first = hand.page.locator(".worklist__row").first
    assert first.get_attribute("id") == f"row-{told.number}"
    hand.type_key("j", "j", "k")
    expect(first.locator(".worklist__link")).to_be_focused()
    with hand.counts(keys=2):
        hand.type_key("a")
        hand.page.wait_for_url("**/dispatch**")
        hand.judge("dispatch")
        expect(hand.named("派单")).to_be_focused()
        hand.type_key("Enter")
        hand.sees("已派单")
    matter = Matter.objects.get(number=told.number)
    assert matter.unit
    assert (matter.category, matter.unit.code) == ("traffic.parking", "traffic")
    hand.press("分流")
    hand.page.wait_for_url(f"**{NEW}")
    hand.type_key("j", "Enter")
    hand.page.wait_for_url("**/desk/matters/2*")
    hand.sees("现在该做")
    hand.judge("matter new")
    hand.type_key("a")
    assert hand.page.evaluate("!!document.activeElement.closest('.act-box')")


@WIDTHS
def test_return_names_the_unit(opened: Open, width: int) -> None:
    told = stage.dispatched(PARKING, urgency="urgent")
    hand = opened(width, who="officer")
    hand.open("/desk?tab=to_accept")
    expect(hand.page.locator(f"#row-{told.number} .urgent")).to_have_text("紧急")
    hand.judge("inbox")
    hand.open(f"/desk/matters/{told.number}?tab=to_accept")
    hand.judge("matter dispatched")
    with hand.counts(taps=3):
        hand.press("退回")
        hand.heading("退回")
        hand.judge("return")
        hand.press(hand.page.get_by_label("应由谁办"))
        hand.page.get_by_label("应由谁办").select_option("traffic")
        hand.press("退回")
        hand.sees("已退回")
    hand.press("待办")
    hand.page.wait_for_url("**/desk?tab=to_accept")
    dispatcher = opened(width, who="dispatcher")
    row_act(dispatcher, "to_dispatch", told.number)
    expect(dispatcher.page.get_by_label("派给")).to_have_value("traffic")
    dispatcher.press("改派")
    dispatcher.sees("已改派")
    dispatcher.sees("非本单位职责")


@WIDTHS
def test_a_call_is_taken_down(opened: Open, width: int) -> None:
    hand = opened(width, who="clerk")
    hand.open("/desk/matters/new")
    hand.judge("take down")
    hand.press("记下")
    hand.sees("请看这几处")
    hand.judge("take down with a fault")
    hand.write("说了什么", "楼道里堆满旧家具,着火跑不出去。")
    hand.write("手机", "13947200102")
    hand.press("记下")
    hand.heading("已记下")
    hand.judge("taken down")
    hand.press("打开这件")
    hand.sees("楼道里堆满旧家具", "电话", "139****0102")


def test_the_way_back_takes_down_no_second_matter(opened: Open) -> None:
    hand = opened(DESK, who="clerk")
    hand.open("/desk/matters/new")
    words = "楼道灯坏了,老人下楼看不见。"
    hand.write("说了什么", words)
    hand.press("记下")
    hand.heading("已记下")
    number = hand.page.locator(".receipt__number").inner_text()
    hand.page.go_back()
    hand.write("说了什么", words)
    hand.press("记下")
    hand.heading("已记下")
    assert hand.page.locator(".receipt__number").inner_text() == number
    hand.page.go_back()
    hand.write("说了什么", "另一件:电梯停了。")
    hand.press("记下")
    hand.sees("那件已收到")
    hand.judge("taken down before")
    hand.press("再记一件")
    hand.heading("已记下")
    assert hand.page.locator(".receipt__number").inner_text() != number


@WIDTHS
def test_the_number_opens_for_a_reason(opened: Open, width: int) -> None:
    told = stage.in_hand()
    hand = opened(width, who="officer")
    hand.open(f"/desk/matters/{told.number}")
    hand.sees_not(stage.TELEPHONE)
    hand.press("查看(须写理由,留痕)")
    hand.heading("查看反映人手机")
    hand.judge("reason to see a number")
    hand.page.locator(".choices__label").first.click()
    hand.press("查看")
    hand.sees(stage.TELEPHONE, "已留痕")
    hand.judge("number seen")


def test_two_people_edit(opened: Open) -> None:
    told = stage.rectified()
    mine, theirs = opened(PHONE, who="colleague"), opened(DESK, who="officer")
    for hand in (mine, theirs):
        hand.open(f"/desk/matters/{told.number}/reply")
    theirs.write("答复群众", "换了灯泡。")
    theirs.press("答复")
    theirs.sees("答复已写好")
    mine.write("答复群众", "换了整盏灯。")
    mine.press("答复")
    mine.heading("别人刚改过")
    mine.sees("换了灯泡。", "换了整盏灯。")
    mine.judge("conflict")


def test_who_comes_too_late_is_told_and_keeps_the_words(opened: Open) -> None:
    told = stage.in_hand()
    mine, theirs = opened(PHONE, who="colleague"), opened(DESK, who="officer")
    for hand in (mine, theirs):
        hand.open(f"/desk/matters/{told.number}/rectify")
        hand.pick("已整改")
    theirs.write("做了什么", "换了灯泡。")
    theirs.press("提交整改")
    theirs.sees("已提交整改")
    mine.write("做了什么", "换了整盏灯。")
    mine.press("提交整改")
    mine.heading("提交整改”(治安大队 · 治安经办)以后")
    mine.sees("现在轮到治安大队", "您写的话在下面,可以抄走")
    expect(mine.page.get_by_label("内容")).to_have_value("换了整盏灯。")
    mine.judge("too late")


def test_words_survive_a_sign_in_that_ended(opened: Open) -> None:
    told = stage.in_hand()
    hand = opened(PHONE, who="officer")
    hand.open(f"/desk/matters/{told.number}/rectify")
    hand.pick("已整改")
    hand.write("做了什么", "写到一半登录到时。")
    hand.page.context.clear_cookies()
    hand.press("提交整改")
    hand.heading("请再登录一次")
    hand.judge("sign-in that ended")
    hand.write("登录名", "officer")
    hand.write("密码", stage.PASSWORD)
    hand.press("登录")
    expect(hand.page.get_by_label("做了什么")).to_have_value("写到一半登录到时。")
    hand.sees("登录断开时写的还在下面")
    hand.press("提交整改")
    hand.sees("已提交整改")


@WIDTHS
def test_quiet_pages(opened: Open, width: int) -> None:
    hand = opened(width, who="driver")
    hand.open("/desk?tab=with_citizen")
    hand.sees("这一类现在没有")
    hand.judge("empty tab")
    hand.open("/desk/matters?number=2103-0000")
    hand.judge("not found")
    hand.open("/desk/matters?list=all")
    hand.judge("register")
    told = stage.answered()
    officer = opened(width, who="officer")
    officer.open(f"/desk/matters/{told.number}/as-citizen")
    officer.judge("as citizen")
    admin = opened(width, who="admin")
    admin.open("/desk")
    admin.judge("no inbox")


def test_return_without_a_unit_explains(opened: Open) -> None:
    told = stage.dispatched(PARKING)
    hand = opened(DESK, who="officer")
    hand.open(f"/desk/matters/{told.number}/return")
    hand.pick("内容不清")
    hand.press("退回")
    hand.sees("请看这几处")
    hand.write("说明", "没有写是哪个小区。")
    hand.press("退回")
    hand.sees("已退回", "没有写是哪个小区。")

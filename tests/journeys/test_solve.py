"""J5 Solve and reopen: accept, photos, a recalled reply, unsolved, judged, and solved at last."""

import re

from playwright.sync_api import expect

from lianxin.consultation.matters.models import Event, Leg, Matter
from lianxin.foundation.accounts.models import Post
from lianxin.foundation.audit.models import Row
from lianxin.foundation.notices.models import Message, Notice
from lianxin.foundation.notices.queries import text_of
from tests.journeys import stage
from tests.journeys.conftest import Open
from tests.journeys.hand import Hand
from tests.journeys.test_say import WIDTHS, add_photo

WRONG = "您好:已转城建部门,请等候。"
FIRST = "您好:两盏路灯已经更换,再有不亮请告诉我们。"
SECOND = "您好:这次换了整段线路,夜里去看过,两盏都亮。"


def row_act(hand: Hand, tab: str, number: str) -> None:
    """Open a tab of the inbox and press the primary act of a matter."""
    hand.open(f"/desk?tab={tab}")
    hand.press(hand.page.locator(f"#row-{number} [data-primary]"))
    hand.page.wait_for_url("**/desk/matters/**")


def texts(number: str) -> list[str]:
    """Give what was sent about a matter, in order."""
    return [text_of(one) for one in Message.objects.filter(about=number).order_by("id")]


def link_in_outbox(admin: Hand, number: str) -> str:
    """Read the newest link that went to the citizen off the visible outbox."""
    stage.work()
    admin.open("/desk/outbox")
    admin.sees("/confirm/")
    found = re.search(r"http\S+/confirm/[\w-]+", "\n".join(reversed(texts(number))))
    assert found
    assert found[0] in admin.page.locator("body").inner_text()
    return found[0]


def rectify(hand: Hand, number: str, words: str) -> None:
    """Say what was done, with a photo of before and one of after."""
    with hand.counts(taps=4):
        row_act(hand, "in_hand", number)
        hand.judge("rectify")
        hand.pick("已整改")
        hand.write("做了什么", words)
        add_photo(hand, "before")
        add_photo(hand, "after")
        hand.press("提交整改")
        hand.sees("已提交整改")
    expect(hand.page.locator("main .evidence img")).to_have_count(
        2 * Event.objects.filter(matter__number=number, verb="rectify").count()
    )


def reply(hand: Hand, words: str) -> None:
    """Write the answer; it is held."""
    hand.write("答复群众", words)
    hand.press("答复")
    hand.sees("答复已写好", "自动发出")


def says(hand: Hand, link: str, words: str) -> None:
    """Open the link of an SMS and press one of three buttons: two presses."""
    with hand.counts(taps=2):
        hand.taps += 1
        hand.open(link)
        hand.press(words)
        hand.sees(f"已记下:{words}")


def accept(hand: Hand, number: str) -> None:
    """Take a matter in hand: two presses."""
    with hand.counts(taps=2):
        row_act(hand, "to_accept", number)
        hand.judge("accept")
        hand.press("接办")
        hand.sees("已接办")
    hand.judge("matter in hand")


def answer_and_recall(hand: Hand, number: str) -> None:
    """Send a reply after another was recalled; the recalled one never goes out."""
    reply(hand, WRONG)
    hand.judge("matter with a held reply")
    hand.press(hand.page.locator(".act-box").get_by_role("link", name="撤回答复"))
    hand.heading("撤回答复")
    hand.judge("take back")
    hand.press("撤回答复")
    hand.sees("答复已撤回,没有发出")
    expect(hand.page.get_by_label("答复群众")).to_have_value(WRONG)
    stage.let_time_pass()
    assert "/confirm/" not in "".join(texts(number))
    send(hand, FIRST)


def send(hand: Hand, words: str) -> None:
    """Write an answer and let it go at once."""
    reply(hand, words)
    hand.press("现在发出")
    hand.sees("已发给群众")


def judge_again(hand: Hand, number: str) -> None:
    """Send a reopened matter to its unit again, binding: two presses, all is filled in."""
    stage.work()
    told_of = Notice.objects.filter(about=number, topic="matters.reopened")
    posts = Post.objects.filter(person__in=told_of.values("person"))
    assert set(posts.values_list("role", flat=True)) == {"supervisor"}
    with hand.counts(taps=2):
        row_act(hand, "to_judge", number)
        hand.judge("judge")
        hand.press("改派")
        hand.sees("已改派")


def on_one_screen(hand: Hand) -> None:
    """Check that the answer and its buttons stand on the first screen."""
    hand.sees(FIRST, "治安大队", "这件事解决了吗")
    hand.sees_not(WRONG)
    last = hand.page.get_by_role("button", name="没解决").bounding_box()
    height = hand.page.evaluate("innerHeight")
    assert last
    assert last["y"] + last["height"] <= height


def rate(hand: Hand) -> None:
    """Say more; words against the button are asked about once."""
    hand.write("再说一句", "第三盏还是不亮")
    hand.press("记下")
    hand.sees("像是还没解决")
    hand.judge("words against the button")
    hand.pick("基本满意")
    hand.press("记下")
    hand.sees("谢谢,已记下")


@WIDTHS
def test_solve_and_reopen(opened: Open, width: int) -> None:
    number = stage.dispatched().number
    officer, supervisor = opened(width, who="officer"), opened(width, who="supervisor")
    admin, citizen = opened(width, who="admin"), opened(width)
    accept(officer, number)
    rectify(officer, number, "会同城建部门换了两盏灯。")
    officer.judge("matter to answer")
    answer_and_recall(officer, number)

    link = link_in_outbox(admin, number)
    citizen.open(link)
    on_one_screen(citizen)
    citizen.judge("confirm")
    says(citizen, link, "没解决")
    citizen.judge("confirmed")

    officer.open(f"/desk/matters/{number}")
    expect(officer.page.locator(".act-box")).to_have_count(0)
    judge_again(supervisor, number)
    accept(officer, number)
    expect(officer.named("退回")).to_have_count(0)
    rectify(officer, number, "换了整段线路。")
    send(officer, SECOND)
    again = link_in_outbox(admin, number)
    assert again != link
    says(citizen, again, "解决了")
    rate(citizen)

    supervisor.open(f"/desk/matters/{number}")
    supervisor.sees(SECOND, WRONG, "已撤销", "群众说已解决")
    supervisor.judge("matter concluded")
    stands_in_the_records(number)


def stands_in_the_records(number: str) -> None:
    """Check that each act is an event and a row of the audit, and the leg a new one."""
    verbs = list(Event.objects.filter(matter__number=number).values_list("verb", flat=True))
    assert verbs.count("reply") == 3
    assert {"take_back", "confirm", "redispatch", "rate"} <= set(verbs)
    rows = Row.objects.filter(object=number, verb__startswith="matters.")
    assert set(verbs) <= {row.verb.removeprefix("matters.") for row in rows}
    assert rows.count() >= len(verbs)
    matter = Matter.objects.get(number=number)
    assert (matter.state, matter.answer, matter.round) == ("concluded", "solved", 2)
    assert Leg.objects.filter(matter=matter, role="handle").count() == 2

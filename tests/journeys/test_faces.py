"""Help, accessibility, the switches of every page, and the whole way in English."""

import re

from django.utils import timezone

from lianxin.consultation.matters.models import Matter, Wording
from lianxin.foundation.clock import queries as clock
from tests.city import STAFF, UNITS
from tests.journeys import stage
from tests.journeys.conftest import Open
from tests.journeys.hand import DESK, PHONE, Hand
from tests.journeys.test_say import WIDTHS

CHINESE = re.compile(r"[\u3400-\u9fff]+")
OWN = [
    *(name for _code, name, *_rest in UNITS),
    *(name for _login, name, *_rest in STAFF),
    "系统管理员",
    "中文",
]
"""Names stay as the city gave them."""
QUOTED = re.compile(r"“[^”]*”")
"""A citizen's own word, as the suggestion quotes it."""
LIMITS = ("triage", "contact", "accept", "handle.normal", "handle.urgent", "judge", "callback")


@WIDTHS
def test_pages_of_the_house(opened: Open, width: int) -> None:
    hand = opened(width)
    for path in ("/help", "/accessibility", "/sign-in"):
        hand.open(path)
        hand.judge(path)
    hand.open("/nowhere")
    hand.judge("not there")


def test_switches(opened: Open) -> None:
    hand = opened(PHONE, script=False)
    hand.open("/")
    for words, look in (("大字", "size-large"), ("高对比", "contrast-high"), ("深色", "mode-dark")):
        hand.page.get_by_role("button", name=words, exact=True).first.click()
        hand.page.wait_for_selector(f"html.{look}")
    hand.open("/follow")
    hand.page.wait_for_selector("html.size-large.contrast-high.mode-dark")
    hand.page.get_by_role("button", name="English", exact=True).first.click()
    hand.sees("Help")


def test_a_switch_loses_neither_words_nor_the_receipt(opened: Open) -> None:
    hand = opened(PHONE)
    hand.open("/")
    hand.write("您想说什么", stage.LAMP)
    hand.page.get_by_role("button", name="大字", exact=True).first.tap()
    hand.page.locator("html.size-large").wait_for()
    assert hand.page.get_by_label("您想说什么").input_value() == stage.LAMP
    hand.press("提交")
    hand.heading("收到了")
    code = hand.page.locator(".qr__code").inner_text()
    hand.page.get_by_role("button", name="高对比", exact=True).first.tap()
    hand.page.locator("html.contrast-high").wait_for()
    assert hand.page.locator(".qr__code").inner_text() == code


def english(hand: Hand, path: str, *given: str) -> None:
    """Check that a page has no Chinese but names and what people wrote."""
    hand.open(path)
    text = f"{hand.page.title()} {hand.page.locator('body').inner_text()}"
    for one in sorted((*OWN, *given), key=len, reverse=True):
        text = text.replace(one, "")
    left = CHINESE.findall(QUOTED.sub("", text))
    assert left == [], f"{path}: {left}"


def test_english(opened: Open) -> None:
    new, waiting, busy = stage.say(), stage.dispatched(urgency="urgent"), stage.in_hand()
    ready, late, told = stage.rectified(), stage.late_by_a_day(), stage.answered()
    today = timezone.localdate()
    written = [
        *(clock.limit(f"matters.limits.{name}", on=today).source for name in LIMITS),
        *Matter.objects.values_list("subject", flat=True),
        *Matter.objects.exclude(place="").values_list("place", flat=True),
        *Wording.objects.values_list("body", flat=True),
    ]
    for login, paths in {
        "": ["/", "/follow", "/follow/resend", "/help", "/accessibility", "/sign-in"],
        "dispatcher": [
            "/desk",
            "/desk/matters?state=new",
            f"/desk/matters/{new.number}",
            f"/desk/matters/{new.number}/dispatch",
        ],
        "officer": [
            "/desk",
            *(f"/desk/matters/{one.number}" for one in (waiting, busy, ready, late, told)),
            f"/desk/matters/{waiting.number}/return",
            f"/desk/matters/{busy.number}/rectify",
            f"/desk/matters/{told.number}/as-citizen",
        ],
        "clerk": ["/desk/matters/new"],
        "supervisor": [f"/desk/matters/{told.number}"],
    }.items():
        hand = opened(DESK, who=login)
        hand.page.context.add_cookies(
            [{"name": "display", "value": "normal.normal.light.en", "url": hand.origin}]
        )
        for path in paths:
            english(hand, path, *written)

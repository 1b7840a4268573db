"""J1 Say it: words and a photo, a wrong number, a receipt; without script and without a cookie."""

import re

import psycopg
import pytest
from psycopg import sql

from lianxin.consultation.matters.models import Evidence, Wording
from tests.conftest import name
from tests.journeys import stage
from tests.journeys.conftest import VISITOR, Open
from tests.journeys.hand import DESK, PHONE, Hand
from tests.plugin import running

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
ROLLED = "广场舞音响开到夜里十一点,老人睡不着,请管一管。"


def add_photo(hand: Hand, field: str) -> None:
    """Choose a photo; the camera's own presses are not the page's."""
    hand.page.set_input_files(
        f"input[type=file][name={field}]",
        {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": stage.photo()},
    )


def number_on(hand: Hand) -> str:
    """Read the number of the receipt."""
    found = re.search(r"\d{4}-\d{4}", hand.page.locator(".receipt__number").inner_text())
    assert found
    return found[0]


def tables_with(trace: str) -> list[str]:
    """Give every table of which a row holds the words."""
    with psycopg.connect(running().url("superuser", name())) as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname in ('public', 'vault') and tablename not like 'procrastinate%'"
        ).fetchall()
        words = "select exists (select 1 from {} as record where record::text like %s)"
        return [
            table
            for schema, table in tables
            if connection.execute(
                sql.SQL(words).format(sql.Identifier(schema, table)), [f"%{trace}%"]
            ).fetchone()
            == (True,)
        ]


@pytest.mark.parametrize(("width", "script"), [(PHONE, False), (PHONE, True), (DESK, True)])
def test_say_it(
    opened: Open, width: int, caplog: pytest.LogCaptureFixture, *, script: bool
) -> None:
    hand = opened(width, script=script)
    hand.open("/")
    hand.judge("say")
    hand.write("您想说什么", ROLLED)
    hand.write("手机", "1384720048")
    add_photo(hand, "photos")
    hand.press("提交")
    hand.sees("请看这几处", "少 1 位", "已收下的文件")
    picture = hand.page.locator(".kept__picture")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    hand.judge("say with a fault")
    assert hand.page.title().startswith("错误")
    assert hand.page.get_by_label("您想说什么").input_value() == ROLLED
    hand.write("手机", "13847200481")
    hand.press("提交")
    hand.heading("收到了")
    hand.judge("receipt")
    number = number_on(hand)
    code = hand.page.locator(".qr__code").inner_text()
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", code)
    assert hand.page.locator(".qr svg").is_visible()
    hand.sees("前告诉您由谁办", "138****0481")
    assert Evidence.objects.filter(matter__number=number, role="report").count() == 1
    assert hand.page.context.cookies() == []
    assert VISITOR not in caplog.text
    assert "13847200481" not in caplog.text
    assert tables_with(VISITOR) == []
    assert tables_with("13847200481") == []
    hand.open("/follow")
    hand.page.get_by_label("查询码").fill(code)
    hand.press("查看")
    hand.press(hand.page.get_by_text("看我写的原话和照片"))
    sent = hand.page.locator(".photo-row__picture")
    sent.scroll_into_view_if_needed()
    hand.judge("case with a photo")
    assert sent.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")


def test_two_presses_say_it(opened: Open) -> None:
    hand = opened(PHONE)
    hand.open("/")
    with hand.counts(taps=2):
        hand.write("您想说什么", stage.LAMP)
        hand.press("提交")
        hand.heading("收到了")
    hand.page.go_back()
    hand.heading("您想说什么")


@pytest.mark.parametrize(("script", "path"), [(False, "/"), (True, "/say")])
def test_the_way_back_makes_no_second_matter(opened: Open, path: str, *, script: bool) -> None:
    hand = opened(PHONE, script=script)
    hand.open(path)
    words = f"{ROLLED}返回再交{script}"
    hand.write("您想说什么", words)
    hand.press("提交")
    hand.heading("收到了")
    number = number_on(hand)
    hand.page.go_back()
    hand.write("您想说什么", words)
    hand.press("提交")
    hand.heading("收到了")
    assert number_on(hand) == number
    assert Wording.objects.filter(body=words).count() == 1
    hand.page.go_back()
    hand.write("您想说什么", f"{words},还有一件")
    hand.press("提交")
    hand.sees(f"那件已收到,编号 {number}")
    hand.judge("said before")
    assert hand.page.get_by_label("您想说什么").input_value() == f"{words},还有一件"
    assert Wording.objects.filter(body__startswith=words).count() == 1
    hand.press("再说一件")
    hand.heading("收到了")
    assert number_on(hand) != number
    assert Wording.objects.filter(body__startswith=words).count() == 2


def test_a_fault_takes_the_focus_and_two_clicks_make_one_matter(opened: Open) -> None:
    hand = opened(DESK)
    hand.open("/say")
    hand.press("提交")
    assert hand.page.evaluate("document.activeElement.dataset.errorSummary") == ""
    words = f"{ROLLED}第二次"
    hand.write("您想说什么", words)
    hand.named("提交").dblclick()
    hand.heading("收到了")
    assert Wording.objects.filter(body=words).count() == 1


def test_the_same_form_sent_again_shows_the_same_receipt(opened: Open) -> None:
    first, second = opened(DESK), opened(DESK)
    words = f"{ROLLED}同一张表"
    first.open("/")
    key = first.page.locator("input[name=key]").get_attribute("value")
    assert key
    second.open("/")
    second.page.eval_on_selector("input[name=key]", "(field, key) => { field.value = key }", key)
    for hand in (first, second):
        hand.write("您想说什么", words)
        hand.press("提交")
        hand.heading("收到了")
    assert number_on(first) == number_on(second)
    assert Wording.objects.filter(body=words).count() == 1

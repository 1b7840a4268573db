"""Pages: who may open them, and that no error loses what was typed."""

import logging
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from lianxin.foundation.faces import handlers, network
from lianxin.foundation.faces.models import Draft
from lianxin.foundation.faces.pages import actor_of
from lianxin.foundation.kernel.actor import ActorKind
from lianxin.foundation.kernel.errors import Busy
from lianxin.foundation.kernel.rights import Right
from tests.foundation.faces import site
from tests.foundation.faces.reading import fields_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "校门口乱停车"


def filled(client: Client, path: str, **words: str) -> dict[str, list[str] | str]:
    """Open a form and fill it in."""
    fields = fields_of(client.get(path))
    return {**fields, "words": WORDS, "choice": "open", **words}


def test_a_page_carries_its_declaration() -> None:
    assert site.note.right is Right.MATTERS_NOTE
    assert site.note.methods == ("GET", "POST")
    assert actor_of(RequestFactory().get("/")).kind is ActorKind.CITIZEN


def test_say_without_cookie_or_sign_in(visitor: Client) -> None:
    answer = visitor.post("/say", filled(visitor, "/say"))
    assert answer.status_code == 302
    assert not visitor.cookies
    shown = visitor.get(answer.headers["Location"])
    assert "收到了" in words_of(shown)


def test_a_notice_in_an_address_is_bound_to_its_page_and_short(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = visitor.post("/say", filled(visitor, "/say")).headers["Location"]
    assert "收到了" not in words_of(visitor.get(told.replace("/thanks", "/say")))
    monkeypatch.setitem(site.LIMITS, "faces.notices.seconds", -1)
    assert "收到了" not in words_of(visitor.get(told))


def test_faults_of_values_keep_the_form(visitor: Client) -> None:
    posted = filled(visitor, "/say", subject="长" * 11)
    answer = visitor.post("/say", posted)
    assert answer.status_code == 422
    again = fields_of(answer)
    assert again["words"] == [WORDS]
    assert again["key"] == posted["key"]
    assert "事由:多了 1 个字。" in words_of(answer)
    assert re.search(r"<title>\s*错误:", answer.content.decode())


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("value", 422, "事由:“7”不是编号。"),
        ("busy", 503, "没有存上,内容还在这页。请再按一次;仍不行请记下 E-"),
        ("unknown", 503, "还不知道有没有存上。"),
        ("several", 429, "请等 9 秒再按一次"),
        ("down", 503, "没有存上,内容还在这页。请再按一次;仍不行请记下 E-"),
        ("refused", 409, "现在是“nowhere”,不能做“nothing”。"),
        ("absent", 404, "没有这一页"),
        ("reused", 409, "这一页已经交过一次"),
        ("conflict", 409, "别人改过这一件"),
        ("odd", 500, "没有存上,内容还在这页。"),
        ("denied", 403, "这一页您不能打开。"),
    ],
)
def test_no_error_loses_the_words(visitor: Client, fault: str, status: int, words: str) -> None:
    answer = visitor.post(f"/say?fault={fault}", filled(visitor, "/say", subject="路灯"))
    assert answer.status_code == status
    assert words in words_of(answer)
    kept = fields_of(answer)
    assert kept["words"] == [WORDS]
    assert kept["subject"] == ["路灯"]


def test_a_page_of_our_own_fault_can_be_sent_again_under_the_same_key(visitor: Client) -> None:
    posted = filled(visitor, "/say")
    kept = fields_of(visitor.post("/say?fault=odd", posted))
    assert kept["key"] == posted["key"]
    assert visitor.post("/say", kept).status_code == 302


@pytest.mark.parametrize("fault", ["refused", "conflict", "absent", "denied"])
def test_words_that_cannot_be_sent_again_can_be_copied(visitor: Client, fault: str) -> None:
    answer = visitor.post(f"/say?fault={fault}", filled(visitor, "/say"))
    assert "readonly" in answer.content.decode()
    assert "再按一次" not in words_of(answer)
    assert "您写的话在下面,可以抄走。" in words_of(answer)


def test_words_sent_before_under_the_same_key_get_a_new_one(visitor: Client) -> None:
    posted = filled(visitor, "/say")
    kept = fields_of(visitor.post("/say?fault=reused", posted))
    assert kept["key"] != posted["key"]
    assert visitor.post("/say", kept).status_code == 302


def test_our_own_fault_is_logged_by_number_without_words(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = visitor.post("/say?fault=odd", filled(visitor, "/say", telephone="13800001111"))
    number = words_of(answer).partition("E-")[2][:4]
    assert f"E-{number} ValueError" in caplog.text
    assert "13800001111" not in caplog.text
    assert WORDS not in caplog.text


def test_a_password_is_never_shown_again(visitor: Client) -> None:
    posted = {**filled(visitor, "/say"), "secret": "x", "password": "correct horse"}
    assert "correct horse" not in visitor.post("/say?fault=odd", posted).content.decode()


def test_a_file_lost_with_our_fault_is_said(visitor: Client) -> None:
    photo = SimpleUploadedFile("a.jpg", b"x")
    answer = visitor.post("/say?fault=odd", {**filled(visitor, "/say"), "photos": photo})
    assert "选过的文件要再选一次。" in words_of(answer)


def test_plain_page_when_even_the_template_fails(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted = filled(visitor, "/say")

    def fails(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("lianxin.foundation.faces.form_token.issue", fails)
    answer = visitor.post("/say?fault=odd", posted)
    assert answer.status_code == 500
    assert f"<pre>{WORDS}</pre>" in answer.content.decode()
    assert "E-" in answer.content.decode()


# ---- the form token ----


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
    ],
)
def test_a_post_from_elsewhere_is_not_taken(visitor: Client, headers: dict[str, str]) -> None:
    answer = visitor.post("/say", filled(visitor, "/say"), headers=headers)
    assert answer.status_code == 409
    assert "看不出这是从本站页面交来的" in words_of(answer)
    assert visitor.post("/say", fields_of(answer)).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_post_from_our_page_is_taken(visitor: Client, headers: dict[str, str]) -> None:
    assert visitor.post("/say", filled(visitor, "/say"), headers=headers).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00"])
def test_a_token_of_ones_own_making_is_not_taken(visitor: Client, token: str) -> None:
    posted = filled(visitor, "/say", csrfmiddlewaretoken=token)
    answer = visitor.post("/say", posted)
    assert answer.status_code == 409
    assert fields_of(answer)["words"] == [WORDS]


def test_an_old_token_is_renewed_with_the_words(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted = filled(visitor, "/say")
    monkeypatch.setitem(site.LIMITS, "faces.forms.hours", 0)
    answer = visitor.post("/say", posted)
    assert "这一页打开太久了" in words_of(answer)
    monkeypatch.undo()


def test_a_token_belongs_to_its_session(visitor: Client) -> None:
    posted = filled(visitor, "/say")
    visitor.cookies["session"] = "of-another"
    assert visitor.post("/say", posted).status_code == 409


def test_a_view_nobody_declared_is_guarded_too(visitor: Client) -> None:
    assert visitor.post("/undeclared").status_code == 409
    token = fields_of(visitor.get("/say"))["csrfmiddlewaretoken"][0]
    assert visitor.post("/undeclared", headers={"X-CSRFToken": token}).content == b"POST"


# ---- the right ----


@pytest.mark.parametrize("path", ["/desk/note", "/desk/home"])
def test_a_page_of_staff_leads_to_the_sign_in(visitor: Client, path: str) -> None:
    answer = visitor.get(f"{path}?state=new")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={path.replace('/', '%2F')}%3Fstate%3Dnew"


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(visitor: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk?state=new#x"}
    answer = visitor.get("/desk/note", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/sign-in?next=%2Fdesk%3Fstate%3Dnew"


def test_without_the_right_the_page_says_who_can(visitor: Client) -> None:
    answer = visitor.get("/desk/note", headers={"X-Rights": "matters.read"})
    assert answer.status_code == 403
    assert "要有“写内部备注”的权限。工作需要的,请找本单位的账号管理员开通。" in words_of(answer)
    assert visitor.get("/desk/home", headers={"X-Rights": ""}).status_code == 200


def test_a_method_that_was_not_declared(visitor: Client) -> None:
    answer = visitor.put("/thanks")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert visitor.head("/thanks").status_code == 200


def test_words_wait_for_a_new_sign_in(visitor: Client, clerk: Client) -> None:
    posted = filled(clerk, "/desk/note", secret="密", subject="路灯")
    visitor.cookies = clerk.cookies
    answer = visitor.post("/desk/note", posted)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=%2Fdesk%2Fnote"
    assert answer.cookies["draft"]["httponly"]
    shown = clerk.get("/desk/note")
    kept = fields_of(shown)
    assert (kept["words"], kept["subject"], kept["key"]) == ([WORDS], ["路灯"], posted["key"])
    assert "登录断开时写的还在下面" in words_of(shown)
    assert clerk.post("/desk/note", {**kept, "choice": "open"}).status_code == 302
    assert fields_of(clerk.get("/desk/note"))["words"] == [""]


def test_a_draft_is_sealed_and_belongs_to_one_page_and_browser(
    visitor: Client, clerk: Client
) -> None:
    visitor.post("/desk/note", {"words": WORDS})
    row = Draft.objects.get()
    assert WORDS.encode() not in bytes(row.sealed)
    assert fields_of(clerk.get("/desk/note"))["words"] == [""]
    visitor.defaults |= clerk.defaults
    assert fields_of(visitor.get("/say"))["words"] == [""]
    visitor.cookies["draft"] = "x" * 22
    assert fields_of(visitor.get("/desk/note"))["words"] == [""]


def test_drafts_do_not_fill_the_store(visitor: Client) -> None:
    for _ in range(site.LIMITS["faces.drafts.total"]):
        assert Client().post("/desk/note", {"words": WORDS}).status_code == 303
    answer = visitor.post("/desk/note", {"words": WORDS})
    assert answer.status_code == 409
    assert fields_of(answer)["words"] == [WORDS]


# ---- too many posts ----


def test_posts_are_counted_by_network(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.LIMITS, "faces.posts.network", 2)
    posted = filled(visitor, "/say")
    for host in (7, 8):
        near = f"10.1.2.{host}"
        assert visitor.post("/say", posted, REMOTE_ADDR=near).status_code == 302
    answer = visitor.post("/say", posted, REMOTE_ADDR="10.1.2.9")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert fields_of(answer)["words"] == [WORDS]
    assert "0472-5100000" in words_of(answer)
    assert visitor.post("/say", posted, REMOTE_ADDR="10.1.3.9").status_code == 302


def test_posts_of_all_networks_have_a_limit(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.LIMITS, "faces.posts.total", 2)
    posted = filled(visitor, "/say")
    statuses = [
        visitor.post("/say", posted, REMOTE_ADDR=f"2001:db8:{place}::1").status_code
        for place in range(3)
    ]
    assert statuses == [302, 302, 429]


def test_networks_are_kept_only_under_a_secret_of_the_day() -> None:
    request = RequestFactory().post("/say", REMOTE_ADDR="2001:db8:7:1::9")
    assert network.network_of(request) == "2001:db8:7:1::/64"
    assert network.network_of(RequestFactory().post("/", REMOTE_ADDR="?")) == network.NOWHERE
    network.check_posts(request)
    assert "2001" not in repr(network.POSTS.counts)


# ---- ask first, conflict, undo ----


def test_an_act_is_asked_once_more(visitor: Client) -> None:
    answer = visitor.get("/asked")
    assert "发出后不能收回" in words_of(answer)
    assert fields_of(answer)["key"][0]
    sent = visitor.post("/asked", filled(visitor, "/asked"))
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (302, "/thanks")


def test_an_act_that_fails_is_asked_again_with_its_fault(visitor: Client) -> None:
    answer = visitor.post("/asked?fault=busy", filled(visitor, "/asked"))
    assert answer.status_code == Busy.status
    assert "发出后不能收回" in words_of(answer)


def test_two_people_change_the_same_thing(clerk: Client) -> None:
    posted = filled(clerk, "/desk/note", seen="1")
    answer = clerk.post("/desk/clash", posted)
    assert answer.status_code == 409
    said = words_of(answer)
    assert WORDS in said
    assert "别人写的" in said
    kept = fields_of(answer)
    assert (kept["words"], kept["seen"], kept["key"]) == ([WORDS], ["2"], posted["key"])


def test_an_undo_stands_on_one_page(clerk: Client) -> None:
    clerk.post("/desk/note", filled(clerk, "/desk/note"))
    first = clerk.get("/desk/home")
    assert "撤销" in words_of(first)
    assert len(fields_of(first)["key"][0]) == len(str(uuid4()))
    assert "撤销" not in words_of(clerk.get("/desk/home"))


# ---- display, and what no page meets ----


def test_display_is_one_cookie_of_fixed_values(visitor: Client) -> None:
    answer = visitor.post("/display", {"size": "large", "next": "/say?x=1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/say?x=1")
    visitor.post("/display", {"language": "en", "theme": "<script>"})
    assert visitor.cookies["display"].value == "large.normal.system.en"
    shown = visitor.get("/say")
    assert shown.headers["Content-Language"] == "en"
    assert "Cookie" in shown.headers["Vary"]
    assert "size-large" in shown.content.decode()
    visitor.cookies["display"] = "huge.<b>.dark.fr.9"
    assert visitor.get("/say").headers["Content-Language"] == "zh-CN"


@pytest.mark.parametrize(
    "address", ["//elsewhere.example", "https://elsewhere.example/", "javascript:x", "say", "\\\\x"]
)
def test_display_leads_nowhere_else(visitor: Client, address: str) -> None:
    assert visitor.post("/display", {"next": address}).headers["Location"] == "/"


def test_an_absent_address_and_a_broken_request(visitor: Client) -> None:
    answer = visitor.get("/nowhere")
    assert answer.status_code == 404
    assert "没有这一页" in words_of(answer)
    request = RequestFactory().get("/")
    assert handlers.handler400(request).status_code == 400
    assert handlers.handler403(request).status_code == 403
    assert handlers.handler500(request).status_code == 500


def test_words_stay_when_the_store_is_away_before_any_page(visitor: Client) -> None:
    posted = filled(visitor, "/say")
    visitor.raise_request_exception = False
    answer = visitor.post("/say", posted, headers={"X-Down": "1"})
    assert answer.status_code == 503
    assert fields_of(answer)["words"] == [WORDS]
    assert visitor.get("/say", headers={"X-Down": "1"}).status_code == 503


URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", URLENCODED),
        (b"\xff\xfe=%ff%00&words=%00%ed%a0%80", URLENCODED),
        (b"words=" + b"%E9%95%BF" * 5000, URLENCODED),
        (b"&".join(b"a%d=1" % place for place in range(500)), URLENCODED),
        (b"words=x&words=y&key=z&seen=-1&count=" + b"9" * 5000, URLENCODED),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=words\r\n\r\nabc", MULTIPART),
        (b"--x\r\n\r\n\r\n--x--", MULTIPART),
        (b"{}", "application/json"),
        (b"words=%FF", f"{URLENCODED}; charset=nowhere"),
        (b"words=%FF", f"{URLENCODED}; charset=gb18030"),
        (b"\x00" * 100, "text/plain"),
    ],
)
def test_no_body_is_a_fault_of_ours(visitor: Client, body: bytes, kind: str) -> None:
    visitor.raise_request_exception = False
    token = fields_of(visitor.get("/say"))["csrfmiddlewaretoken"][0]
    for headers in ({}, {"X-CSRFToken": token}):
        answer = visitor.generic("POST", "/say", body, content_type=kind, headers=headers)
        assert 400 <= answer.status_code < 500
        answer.content.decode()

"""Links and look-up codes: wrong ones tell nothing, right ones open after any number of them."""

import re
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from lianxin.consultation.matters.models import Matter
from lianxin.foundation.audit.actions import act, issue_token
from lianxin.foundation.audit.models import Row, Submission, Token
from lianxin.foundation.faces import network
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import today
from tests.contracts.reaching import Answer
from tests.contracts.world import NEAR_TELEPHONE, Life, deliver, link_to
from tests.foundation.faces.reading import fields_of, words_of

OFFICE = "0472-5100000"


@pytest.fixture(autouse=True)
def _calm(settings: Settings) -> None:
    """Count nothing of other tests; let the office have a number."""
    network.POSTS.forget()
    network.TRIES.forget()
    settings.OFFICE_PHONE = OFFICE
    settings.WEB_PROCESSES = 1


def said(answer: Answer) -> str:
    """Give what a page says."""
    return words_of(answer)


def wrong_links(near: Life) -> dict[str, str]:
    """Give links that open nothing, by what is wrong with them."""
    other = new_token()
    with act(job("test"), "test.token") as work:
        issue_token(
            work,
            purpose="other",
            about=near.number,
            expires=work.now + timedelta(days=1),
            token=other,
        )
    return {
        "unknown": new_token(),
        "over": link_to(near.number, over=True),
        "other purpose": other,
        "swapped case": near.link.swapcase(),
    }


def look_up(client: Client, code: str) -> Answer:
    """Post a look-up code."""
    return client.post("/follow", {"code": code, "key": str(uuid4())})


def test_wrong_links_all_say_the_same(near: Life) -> None:
    told = {said(Client().get(f"/confirm/{link}")) for link in wrong_links(near).values()}
    assert len(told) == 1
    assert "查询码" in told.pop()
    for misshapen in (near.link[:-1], f"{near.link}A", f"{near.link}=", "x", "路" * 22, "%20"):
        answer = Client().get(f"/confirm/{misshapen}")
        assert answer.status_code == 404, misshapen
        assert near.number not in said(answer)
    for link in wrong_links(near).values():
        for path in (f"/confirm/{link}", f"/confirm/{link}/rate"):
            typed = {"answer": "solved", "words": "好。", "key": str(uuid4())}
            assert Client().post(path, typed).status_code == 404
        assert Client().get(f"/confirm/{link}/photos/1").status_code == 404
    assert Matter.objects.get(number=near.number).answer == ""


def test_a_mail_scanner_opens_the_link_and_changes_nothing(near: Life) -> None:
    before = (
        Row.objects.count(),
        Submission.objects.count(),
        list(Token.objects.order_by("id").values_list("digest", "spent")),
        vars(Matter.objects.get(number=near.number)) | {"_state": None},
    )
    for method in ("get", "get", "head", "options"):
        getattr(Client(), method)(f"/confirm/{near.link}")
    after = (
        Row.objects.count(),
        Submission.objects.count(),
        list(Token.objects.order_by("id").values_list("digest", "spent")),
        vars(Matter.objects.get(number=near.number)) | {"_state": None},
    )
    assert before == after
    visitor = Client()
    fields = fields_of(visitor.get(f"/confirm/{near.link}"))
    answered = visitor.post(f"/confirm/{near.link}", {**fields, "answer": "solved"})
    assert answered.status_code == 302
    assert Matter.objects.get(number=near.number).answer == "solved"


@pytest.mark.usefixtures("near")
def test_codes_wrong_in_either_half_say_the_same(near: Life) -> None:
    digits = near.code.replace(" ", "")
    turned = str((int(digits[-1]) + 1) % 10)
    wrong_secret = digits[:-1] + turned
    unknown = ("00000000" if digits[:8] != "00000000" else "11111111") + digits[8:]
    answers = [look_up(Client(), code) for code in (wrong_secret, unknown)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert said(answers[0]) == said(answers[1])
    for typed in (wrong_secret, unknown):
        assert fields_of(look_up(Client(), typed))["code"] == [typed]


@pytest.mark.parametrize("code", ["", "1", "1" * 19, "1" * 21, "一" * 20, "'--", "\x00" * 20])
@pytest.mark.usefixtures("near")
def test_what_is_no_code_is_told_with_its_length(code: str) -> None:
    answer = look_up(Client(), code)
    assert answer.status_code == 422
    assert "查询码" in said(answer)


@pytest.mark.parametrize("style", ["{}", " {} ", "\u200b{}", "{}\u202c"])
def test_a_right_code_opens_as_people_type_it(near: Life, style: str) -> None:
    for text in (near.code, near.code.replace(" ", "-"), near.code.translate(FULL_WIDTH)):
        assert near.number in said(look_up(Client(), style.format(text)))


FULL_WIDTH = str.maketrans("0123456789 ", "0123456789\u3000")


def test_wrong_codes_are_slowed_and_lock_nothing_for_good(
    near: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = parameters.number("faces.tries.network", on=today())
    visitor = Client()
    for _ in range(3 * free):
        assert look_up(visitor, near.code).status_code == 200
    network.POSTS.forget()
    for _ in range(free):
        assert look_up(visitor, "1" * 20).status_code == 404
    slowed = look_up(visitor, "1" * 20)
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= 300
    assert OFFICE in said(slowed)
    assert "1" * 20 in slowed.content.decode()
    assert look_up(visitor, near.code).status_code == 429
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert look_up(elsewhere, near.code).status_code == 200
    later = time.monotonic() + 301
    monkeypatch.setattr("time.monotonic", lambda: later)
    assert near.number in said(look_up(visitor, near.code))


def test_a_resend_tells_nobody_whether_the_telephone_is_right(near: Life) -> None:
    pages = []
    for number, telephone in (
        (near.number, NEAR_TELEPHONE),
        (near.number, "13900000000"),
        ("2103-0481", NEAR_TELEPHONE),
    ):
        typed = {"number": number, "telephone": telephone, "key": str(uuid4())}
        answer = Client().post("/follow/resend", typed)
        pages.append((answer.status_code, re.sub(r"\d{4}-\d{4,}", "N", said(answer))))
    assert len(set(pages)) == 1
    assert pages[0][0] == 200


def test_a_resend_ends_the_old_code(near: Life) -> None:
    typed = {"number": near.number, "telephone": NEAR_TELEPHONE, "key": str(uuid4())}
    Client().post("/follow/resend", typed)
    deliver()
    assert look_up(Client(), near.code).status_code == 404

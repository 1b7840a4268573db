"""What each side sees of a matter: the citizen, the unit, who judges; and the ways on."""

from datetime import timedelta
from io import BytesIO
from typing import Protocol
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries.case import Case, case_of
from lianxin.consultation.matters.rules.states import Answer, Grade, State
from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.audit.actions import act, batch, issue_token
from lianxin.foundation.files.actions import keep_photo
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from tests.city import staff
from tests.consultation.matters.lives import (
    answered,
    concluded,
    dispatched,
    giver,
    handled,
    open_leg,
    reopened,
    sender,
    stands,
)

pytestmark = pytest.mark.usefixtures("crowd")

BLAME = "经办人态度很差。"
TELLER = job("test", Right.HISTORY_BACKDATE)
SECRET = "请换一个人去,不要再派原来的人。"


class Read(Protocol):
    """An answer whose words can be read."""

    @property
    def content(self) -> bytes:
        """Give the page."""
        ...


def signed_in(login: str) -> Client:
    """Give the browser of somebody who signed in."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions.start(
        Person.objects.get(login=login),
        now=timezone.now(),
        idle=timedelta(hours=1),
        total=timedelta(hours=8),
    )
    return client


def link_to(number: str) -> str:
    """Give the address of the page where the citizen answers."""
    token = new_token()
    with act(TELLER, "test.link") as work:
        expires = work.now + timedelta(days=30)
        issue_token(work, purpose="matters.confirm", about=number, expires=expires, token=token)
    return f"/confirm/{token}"


def upload(color: str = "navy") -> SimpleUploadedFile:
    """Give a photo as a browser sends it."""
    target = BytesIO()
    Image.new("RGB", (64, 48), color).save(target, "JPEG")
    return SimpleUploadedFile("lamp.jpg", target.getvalue(), content_type="image/jpeg")


def kept(color: str) -> str:
    """Give the token of a photo that waits."""
    return keep_photo(by=staff("officer"), upload=upload(color)).token


def rectify(number: str, by: str = "officer", *, color: str, outcome: str = "rectified") -> None:
    """Let a unit say what it did, with one photo."""
    actions.rectify(
        by=staff(by), matter=number, outcome=outcome, words="已处理。", after=[kept(color)]
    )


def answer(number: str, by: str = "officer") -> None:
    """Let a unit answer at once."""
    actions.reply(by=staff(by), matter=number, words="您好,已经处理。")
    actions.send(by=staff(by), matter=number)


def seen_by_citizen(number: str) -> Case:
    """Give the citizen's view."""
    return case_of(number, photo_base="/photos")


def page(login: str, path: str) -> str:
    """Give the words of a page that opens."""
    found = signed_in(login).get(path)
    assert found.status_code == 200
    return found.content.decode()


def status_of(client: Client, path: str) -> int:
    """Give the status of an answer that is read to its end."""
    found = client.get(path)
    assert found.getvalue()
    return int(found.status_code)


def words_of(found: Read) -> str:
    """Give the text of an answer, each blank of its markup one."""
    return " ".join(found.content.decode().split())


# ---- who rated ----


@pytest.mark.parametrize("login", ["officer", "colleague", "dispatcher", "leader", "twofold"])
def test_the_unit_does_not_see_who_rated(login: str) -> None:
    number = concluded()
    actions.rate(by=giver(number), matter=number, grade=Grade.DISSATISFIED, words=BLAME)
    seen = page(login, f"/desk/matters/{number}")
    assert "解决了" in seen
    assert not [word for word in ("不满意", "评价", "满意度", BLAME) if word in seen]


def test_who_judges_sees_the_rating() -> None:
    number = concluded()
    actions.rate(by=giver(number), matter=number, grade=Grade.DISSATISFIED, words=BLAME)
    seen = page("supervisor", f"/desk/matters/{number}")
    assert "满意度" in seen
    assert BLAME in seen


# ---- whose words ----


def test_a_supervisors_reopening_is_not_the_citizens() -> None:
    number = concluded()
    actions.reopen(
        by=staff("supervisor"), matter=number, reason="came_back", words="回访时又坏了。"
    )
    newest = seen_by_citizen(number).entries[0]
    assert newest.what == "督导部门要求重办"
    assert newest.words == "回访时又坏了。"


def test_what_is_said_at_a_redispatch_stays_inside() -> None:
    number = reopened()
    actions.redispatch(
        by=staff("supervisor"), matter=number, to="traffic", reason="other_unit", words=SECRET
    )
    assert SECRET not in [entry.words for entry in seen_by_citizen(number).entries]
    assert SECRET in page("driver", f"/desk/matters/{number}")


@pytest.mark.parametrize(
    ("verb", "told"),
    [("redispatch", "只有工作人员看得到"), ("conclude", "群众看得到")],
)
def test_a_form_says_who_reads_the_words(verb: str, told: str) -> None:
    assert told in page("supervisor", f"/desk/matters/{reopened()}/{verb}")


def test_the_form_of_a_reopening_says_who_reads_the_words() -> None:
    assert "群众看得到" in page("supervisor", f"/desk/matters/{concluded()}/reopen")


# ---- which photos, which answer ----


def test_photos_taken_back_or_not_yet_sent_stay_inside() -> None:
    number = handled()
    rectify(number, color="red")
    actions.take_back(by=staff("officer"), matter=number)
    rectify(number, color="green")
    assert seen_by_citizen(number).answered is None
    answer(number)
    actions.confirm(by=giver(number), matter=number, answer=Answer.UNSOLVED)
    actions.redispatch(
        by=staff("supervisor"), matter=number, to="order", reason="same_unit", words=""
    )
    actions.accept(by=staff("officer"), matter=number)
    rectify(number, color="blue")
    shown = seen_by_citizen(number).answered
    assert shown is not None
    assert [pair.after.href for pair in shown.pairs if pair.after] == ["/photos/2"]
    link = link_to(number)
    visitor, officer = Client(), signed_in("officer")
    assert [status_of(visitor, f"{link}/photos/{n}") for n in (1, 2, 3)] == [404, 200, 404]
    assert [status_of(officer, f"/desk/matters/{number}/photos/{n}") for n in (1, 2, 3)] == [
        200
    ] * 3


def test_an_answer_keeps_its_unit_and_its_outcome() -> None:
    number = reopened()
    actions.redispatch(
        by=staff("supervisor"), matter=number, to="traffic", reason="other_unit", words=""
    )
    actions.accept(by=staff("driver"), matter=number)
    rectify(number, "driver", color="blue", outcome="planned")
    shown = seen_by_citizen(number)
    assert shown.unit == "交管大队"
    assert shown.answered is not None
    assert (shown.answered.unit, shown.answered.outcome) == ("治安大队", "已整改")


# ---- a conflict loses nothing ----


def test_a_conflict_keeps_the_photos_of_both_sides() -> None:
    number = handled()
    seen = stands(number).seq
    actions.supplement(by=giver(number), matter=number, words="今晚又灭了。")
    client = signed_in("officer")
    typed = {"outcome": "rectified", "words": "已更换。", "key": str(uuid4())}
    path = f"/desk/matters/{number}/rectify"
    photos = {"before": upload("red"), "after": upload("green")}
    clash = client.post(path, {**typed, **photos, "seen": seen})
    assert clash.status_code == 409
    kept_sides = {
        name: words_of(clash).split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("kept_before", "kept_after")
    }
    again = client.post(path, {**typed, **kept_sides, "seen": stands(number).seq})
    assert again.status_code == 302
    actions.reply(by=staff("officer"), matter=number, words="已经换好。")
    actions.send(by=staff("officer"), matter=number)
    shown = seen_by_citizen(number).answered
    assert shown is not None
    assert [(bool(pair.before), bool(pair.after)) for pair in shown.pairs] == [(True, True)]


def test_a_conflict_over_a_hidden_act_counts_it_and_shows_nothing() -> None:
    number = answered()
    seen = stands(number).seq
    actions.rate(by=giver(number), matter=number, grade=Grade.DISSATISFIED, words=BLAME)
    typed = {"words": "打过电话。", "key": str(uuid4()), "seen": seen}
    clash = signed_in("officer").post(f"/desk/matters/{number}/contact", typed)
    assert clash.status_code == 409
    assert "又有了 1 步" in words_of(clash)
    assert BLAME not in words_of(clash)


# ---- after silence, after the word ----


def test_words_alone_after_a_silent_end_are_told_why_not() -> None:
    with batch(TELLER) as many:
        many.moment = timezone.now() - timedelta(days=12)
        number = answered()
    actions.conclude(by=sender(), matter=number)
    found = Client().post(f"{link_to(number)}/rate", {"words": BLAME, "key": str(uuid4())})
    assert found.status_code == 409
    assert BLAME in words_of(found)
    assert stands(number).state == State.CONCLUDED


def test_the_word_unsolved_is_promised_no_change() -> None:
    number = answered()
    link = link_to(number)
    assert "按了“没解决”就转给督导部门" in words_of(Client().get(link))
    actions.confirm(by=giver(number), matter=number, answer=Answer.UNSOLVED)
    seen = words_of(Client().get(link))
    leg = open_leg(number)
    assert leg is not None
    assert leg.due is not None
    assert f"{timezone.localtime(leg.due - timedelta(minutes=1)).day}日" in seen
    assert "可以改" not in seen


# ---- the way back, the way to undo, the way on ----


def test_the_way_back_is_kept() -> None:
    number = handled()
    query = "?tab=today&list=all"
    matter = page("officer", f"/desk/matters/{number}{query}")
    assert f"/desk/matters/{number}/as-citizen?tab=today&amp;list=all" in matter
    assert f"/desk/matters/{number}/telephone?tab=today&amp;list=all" in matter
    for place in ("as-citizen", "telephone"):
        seen = page("officer", f"/desk/matters/{number}/{place}{query}")
        assert f'href="/desk/matters/{number}?tab=today&amp;list=all"' in seen


def test_an_act_offers_to_undo_it() -> None:
    number = dispatched()
    client = signed_in("officer")
    done = client.post(f"/desk/matters/{number}/accept?tab=today", {"key": str(uuid4())})
    seen = words_of(client.get(done.headers["Location"]))
    undo = f"/desk/matters/{number}/take_back?tab=today"
    assert f'method="post" action="{undo}"' in seen
    assert "撤销接办" in seen
    assert "撤销接办" not in page("colleague", f"/desk/matters/{number}")
    client.post(undo, {"key": str(uuid4())})
    assert stands(number).state == State.DISPATCHED


def test_an_act_that_cannot_be_undone_offers_nothing() -> None:
    number = handled()
    client = signed_in("officer")
    typed = {"words": "打过电话。", "key": str(uuid4())}
    done = client.post(f"/desk/matters/{number}/contact", typed)
    assert "take_back" not in words_of(client.get(done.headers["Location"]))


def test_no_key_is_listed_that_does_nothing() -> None:
    assert "勾选" not in page("officer", "/desk")


def test_a_refusal_at_the_desk_stays_at_the_desk() -> None:
    number = handled()
    client = signed_in("officer")
    refused = client.get(f"/desk/matters/{number}/classify")
    assert refused.status_code == 403
    for found in (refused, client.get("/desk/matters/2103-9999"), client.get("/desk/nowhere")):
        assert "desk-header" in words_of(found)
        assert 'href="/desk" >待办</a>' in words_of(found)
    assert f'href="/desk/matters/{number}"' in words_of(refused)
    wrong = client.post(f"/desk/matters/{number}/accept", {"key": str(uuid4())})
    assert wrong.status_code == 409
    assert f'href="/desk/matters/{number}"' in words_of(wrong)
    kept_words = client.post(
        f"/desk/matters/{number}/conclude", {"key": str(uuid4()), "words": "办完了。"}
    )
    assert kept_words.status_code in {403, 409}
    assert "desk-header" in words_of(kept_words)
    assert "办完了。" in words_of(kept_words)
    assert f'href="/desk/matters/{number}"' in words_of(kept_words)


def test_a_refusal_to_the_public_stays_public() -> None:
    assert "desk-header" not in words_of(Client().get("/confirm/2103-0481"))

"""The reporter's telephone opens by a post over the matter's units, for this matter alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries.contact import readings
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.kernel.errors import NoRight, NotFound, Refused
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.consultation.matters import lives
from tests.foundation.faces.reading import words_of

pytestmark = pytest.mark.usefixtures("busy_town")

REASON = "核实位置"
TELEPHONE = "13847200481"


def hire(login: str, *posts: tuple[str, str]) -> None:
    """Make somebody with some posts."""
    person = Person.objects.create(login=login, name=login, pinyin=login, password="!")
    for role, unit in posts:
        Post.objects.create(
            person=person,
            unit_id=directory().by_code(unit).id,
            role=role,
            valid=DateRange(SINCE, None),
        )


def signed_in(login: str) -> Client:
    """Give the browser of somebody who signed in."""
    key = sessions.start(
        Person.objects.get(login=login),
        now=timezone.now(),
        idle=timedelta(hours=1),
        total=timedelta(hours=8),
    )
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_a_post_elsewhere_opens_nothing_here() -> None:
    number = lives.handled(to="traffic", by="driver")
    hire("mixed", ("officer", "north"), ("leader", "traffic"))
    with pytest.raises(NoRight) as caught:
        actions.note_reading(by=staff("mixed"), matter=number, reason=REASON)
    assert caught.value.code == "vault.no_right"
    page = signed_in("mixed")
    assert page.get(f"/desk/matters/{number}/telephone").status_code == 403
    assert f"{number}/telephone" not in page.get(f"/desk/matters/{number}").content.decode()
    reading = actions.note_reading(by=staff("driver"), matter=number, reason=REASON)
    assert actions.open_telephone(by=staff("driver"), matter=number, reading=reading) == TELEPHONE


def test_who_does_not_see_the_matter_finds_none() -> None:
    number = lives.handled(to="traffic", by="driver")
    with pytest.raises(NotFound):
        actions.note_reading(by=staff("officer"), matter=number, reason=REASON)


def test_a_reading_opens_no_other_matter() -> None:
    one, two = lives.handled(), lives.handled()
    reading = actions.note_reading(by=staff("officer"), matter=one, reason=REASON)
    with pytest.raises(Refused) as caught:
        actions.open_telephone(by=staff("officer"), matter=two, reading=reading)
    assert caught.value.code == "vault.closed"
    answer = signed_in("officer").get(f"/desk/matters/{two}/telephone/{reading}")
    assert TELEPHONE not in answer.content.decode()


def test_the_page_tells_who_read_it_before_and_why() -> None:
    number = lives.handled()
    page, address = signed_in("officer"), f"/desk/matters/{number}/telephone"
    assert "以前的查看" not in words_of(page.get(address))
    actions.note_reading(by=staff("officer"), matter=number, reason=REASON)
    actions.note_reading(by=staff("colleague"), matter=number, reason="约时间见面")
    found = readings(number)
    assert [(one.what, one.who, one.why) for one in found] == [
        ("治安同事", "治安大队", "约时间见面"),
        ("治安经办", "治安大队", REASON),
    ]
    said = words_of(page.get(address))
    for words in ("以前的查看", "治安同事", "约时间见面", REASON):
        assert words in said


def test_while_it_is_judged_the_supervisor_contacts_and_the_judged_unit_does_not() -> None:
    number = lives.handled()
    reading = actions.note_reading(by=staff("officer"), matter=number, reason=REASON)
    actions.reply(by=staff("officer"), matter=number, words="已换。", outcome="rectified")
    actions.send(by=staff("officer"), matter=number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    for by in ("officer", "colleague"):
        with pytest.raises(NoRight) as barred:
            actions.contact(by=staff(by), matter=number, words="打过电话")
        assert barred.value.code == "matters.not_your_turn"
        with pytest.raises(NoRight) as closed:
            actions.note_reading(by=staff(by), matter=number, reason=REASON)
        assert closed.value.code == "matters.contact_judged"
    with pytest.raises(NoRight):
        actions.open_telephone(by=staff("officer"), matter=number, reading=reading)
    seen = signed_in("officer").get(f"/desk/matters/{number}").content.decode()
    assert f"{number}/contact" not in seen
    assert f"{number}/telephone" not in seen
    seen = signed_in("supervisor").get(f"/desk/matters/{number}").content.decode()
    assert f"{number}/contact" in seen
    assert f"{number}/telephone" in seen
    actions.contact(by=staff("supervisor"), matter=number, words="电话问过,第三盏不亮。")
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    actions.contact(by=staff("officer"), matter=number, words="打过电话")
    actions.note_reading(by=staff("officer"), matter=number, reason=REASON)

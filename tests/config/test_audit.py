"""The audit's page: for auditors alone, of their units alone, with the seal of each row."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from lianxin.config import acts
from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.actions import act, seal
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.config.verbs import House
from tests.foundation.faces.reading import words_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "seal"])
NUMBER = "2103-0481"
HOUSE = Path(acts.__file__).parents[1]


@pytest.fixture(autouse=True)
def _auditors(town_of_module: None, transactional_db: None) -> None:  # noqa: ARG001 - the city
    """Give the small city an auditor of the whole and one of a branch, and some rows."""
    for login, unit in (("auditor", "bureau"), ("near.auditor", "branch")):
        person = Person.objects.create(login=login, name=login, pinyin=login, password="!")
        Post.objects.create(
            person=person,
            unit_id=directory().by_code(unit).id,
            role="audit_admin",
            valid=DateRange(date(2010, 1, 1), None),
        )
    with act(staff("officer"), "test.first") as work:
        work.row(object=NUMBER, reason="核实位置", facts={"n": "内容"})
    seal()
    with act(staff("dispatcher"), "test.second") as work:
        work.row(object=NUMBER)


def signed_in(login: str, language: str = "") -> Client:
    """Give the browser of somebody who signed in."""
    hour = timedelta(hours=1)
    key = sessions.start(Person.objects.get(login=login), now=timezone.now(), idle=hour, total=hour)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    client.cookies["display"] = language
    return client


def test_rows_of_a_number_stand_with_reason_and_seal() -> None:
    answer = signed_in("auditor").get(f"/desk/audit?word={NUMBER}")
    said = words_of(answer)
    for word in (
        "test.first",
        "核实位置",
        "内容",
        "治安经办",
        "封条 1",
        "test.second",
        "等待封存",
    ):
        assert word in said
    assert said.index("test.second") < said.index("test.first")


def test_a_login_shows_what_its_owner_did() -> None:
    assert "test.first" in words_of(signed_in("auditor").get("/desk/audit?word=officer"))


def test_a_branch_sees_the_acts_of_its_own_people() -> None:
    said = words_of(signed_in("near.auditor").get(f"/desk/audit?word={NUMBER}"))
    assert "test.first" in said
    assert "test.second" not in said


def test_who_looked_is_seen_at_the_next_look() -> None:
    auditor = signed_in("auditor")
    auditor.get(f"/desk/audit?word={NUMBER}")
    (row,) = Row.objects.filter(verb="audit.read")
    assert (row.object, row.actor, row.facts) == (NUMBER, "staff:auditor", {"rows": 2})
    assert "查看审计记录" in words_of(auditor.get(f"/desk/audit?word={NUMBER}"))


def test_a_look_that_found_nothing_keeps_no_word() -> None:
    signed_in("auditor").get("/desk/audit?word=13912345678")
    (row,) = Row.objects.filter(verb="audit.read")
    assert (row.object, row.facts) == ("audit", {"rows": 0})


def test_every_act_has_words() -> None:
    verbs = House(HOUSE).verbs()
    assert len(verbs) > 100
    assert sorted(verb for verb in verbs if verb not in acts.NAMES) == []
    assert sorted(verb for verb in acts.ACTS if verb not in verbs) == []
    written = set(Row.objects.exclude(verb__startswith="test.").values_list("verb", flat=True))
    assert sorted(verb for verb in written if verb not in acts.NAMES) == []


def test_an_act_without_words_is_found(tmp_path: Path) -> None:
    room = tmp_path / "lianxin" / "room.py"
    room.parent.mkdir()
    room.write_text(
        """
from lianxin.foundation.audit.actions import act
NAMED = "room.named"
def begun(by):
    with act(by, NAMED) as work:
        work.row(object="", verb="room.beside")
    with act(by, compute()):
        return _step(by, "passed")
def _step(by, verb):
    with act(by, f"room.{verb}"):
        pass
"""
    )
    found = House(room.parent).verbs()
    assert found == {"room.named", "room.beside", "room.passed", "? lianxin.room: compute()"}


def test_only_auditors_look(client: Client) -> None:
    assert client.get("/desk/audit").headers["Location"].startswith("/sign-in")
    assert signed_in("officer").get(f"/desk/audit?word={NUMBER}").status_code == 403
    assert "/desk/audit" not in signed_in("officer").get("/desk").content.decode()
    assert 'href="/desk/audit"' in signed_in("auditor").get("/desk/audit").content.decode()


@pytest.mark.parametrize("word", ["", "%00", "x" * 99, "2103-9999", "%F0%9F%98%80"])
def test_any_word_has_an_answer(word: str) -> None:
    assert signed_in("auditor").get(f"/desk/audit?word={word}").status_code == 200


def test_long_trails_are_turned_by_pages() -> None:
    with act(job("test"), "test.many") as work:
        for number in range(60):
            work.row(object=NUMBER, reason=f"第{number}行")
    auditor = signed_in("auditor")
    answer = auditor.get(f"/desk/audit?word={NUMBER}")
    assert "第59行" in words_of(answer)
    assert "test.first" not in words_of(answer)
    text = answer.content.decode()
    following = text.partition("after=")[2].partition('"')[0].replace("&amp;", "&")
    assert "test.first" in words_of(auditor.get(f"/desk/audit?word={NUMBER}&after={following}"))


def test_the_page_speaks_english() -> None:
    said = words_of(
        signed_in("auditor", "normal.normal.light.en").get(f"/desk/audit?word={NUMBER}")
    )
    assert "waits for its seal" in said
    assert "Seal 1" in said

"""A city from the tables of docs/bringing-in-a-city.md: an empty house, then one that runs."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lianxin.cli import main
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.units.queries import directory
from tests.foundation.accounts.conftest import code_of
from tests.foundation.faces.reading import words_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAMPLES = DOCS / "samples"
BRANCH, STATION = "150207000000", "150207510000"
OWN_WORDS = "seven-plain-lanterns"
OWN, SET_UP = "/desk/settings/password", "/sign-in/set-up"

pytestmark = pytest.mark.django_db(transaction=True)


def lianxin(*words: str) -> None:
    """Run a command of the guide; it must end well."""
    asked = main.parser().parse_args(words)
    assert asked.run(asked) == 0, words


def send(browser: Client, path: str, **typed: str) -> Any:
    """Open a page and send its form as it is filled in, but for what is typed; give the answer."""
    page = browser.get(path, follow=True)
    assert page.status_code == 200, (path, words_of(page))
    filled = {field.html_name: field.value() or "" for field in page.context["form"]}
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    goal = page.request["PATH_INFO"]
    answer = browser.post(goal, {**filled, **token, **typed}, follow=True)
    assert answer.status_code == 200, (goal, words_of(answer))
    return answer


def first_passwords(file: Path) -> dict[str, str]:
    """Read the first passwords that an import wrote, by login."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        _heading, *rows = csv.reader(opened)
    return {row[0]: row[1] for row in rows}


def enter(login: str, first: str) -> Client:
    """Sign in for the first time: with the first password, an own one, then the second factor."""
    browser = Client()
    own = send(browser, "/sign-in", login=login, password=first)
    assert own.request["PATH_INFO"] == OWN
    due = send(browser, OWN, old_password=first, new_password=OWN_WORDS, repeat_password=OWN_WORDS)
    assert due.request["PATH_INFO"] == SET_UP
    secret = due.context["secret"].replace(" ", "")
    form = {field.html_name: field.value() or "" for field in due.context["form"]}
    token = str(due.context["csrf_token"])
    entered = browser.post(SET_UP, {**form, "csrfmiddlewaretoken": token, "code": code_of(secret)})
    assert len(entered.context["codes"]) > 1
    assert browser.get("/desk").status_code == 200
    return browser


@pytest.fixture
def city(tmp_path: Path) -> dict[str, str]:
    """Walk the guide in an empty house; give the first passwords."""
    for words in (("parameters", "load"), ("calendar", "load"), ("areas", "load")):
        lianxin(*words)
    lianxin("units", "import", str(SAMPLES / "units.csv"))
    kept = tmp_path / "first.csv"
    lianxin("user", "import", str(SAMPLES / "people.csv"), "--passwords", str(kept))
    lianxin("routes", "load", str(SAMPLES / "routes.toml"), "--since", directory().day.isoformat())
    return first_passwords(kept)


def said(words: str) -> str:
    """Say something on the first page; give the matter's number."""
    send(Client(), "/", words=words)
    return Matter.objects.order_by("-pk")[0].number


def test_a_matter_walks_in_a_city_from_tables(city: dict[str, str], tmp_path: Path) -> None:
    number = said("石拐区和平小区门口乱停车,早上过不去。")
    dispatcher = enter("fen.zhao", city["fen.zhao"])
    assert "已派单" in words_of(send(dispatcher, f"/desk/matters/{number}/dispatch"))
    officer = enter("jiaoguan.zhou", city["jiaoguan.zhou"])
    assert number in words_of(officer.get("/desk?tab=to_accept"))
    assert "已接办" in words_of(send(officer, f"/desk/matters/{number}/accept"))
    assert Matter.objects.get().state == State.IN_HAND
    again = tmp_path / "again.csv"
    lianxin("units", "import", str(SAMPLES / "units.csv"))
    lianxin("user", "import", str(SAMPLES / "people.csv"), "--passwords", str(again))
    assert not again.exists()


def test_a_new_branch_works_as_soon_as_its_tables_are_in(
    city: dict[str, str], tmp_path: Path
) -> None:
    dispatcher = enter("fen.zhao", city["fen.zhao"])
    before = said("九原区沙河路的路灯坏了三盏。")
    units, kept = str(SAMPLES / "new-branch-units.csv"), tmp_path / "second.csv"
    people = ("user", "import", str(SAMPLES / "new-branch-people.csv"), "--passwords")
    lianxin("units", "import", units)
    lianxin("units", "import", units)
    lianxin(*people, str(kept))
    branch = directory().by_code(BRANCH)
    assert (branch.kind, branch.parent) == ("branch", "150200000000")
    after = said("九原区青年路的路灯一闪一闪。")
    for number in (before, after):
        page = dispatcher.get(f"/desk/matters/{number}/dispatch")
        assert page.context["form"]["to"].value() == STATION
        send(dispatcher, f"/desk/matters/{number}/dispatch")
    first = first_passwords(kept)
    clerk = enter("shahe.lin", first["shahe.lin"])
    waiting = words_of(clerk.get("/desk?tab=to_accept"))
    assert before in waiting
    assert after in waiting
    assert "已接办" in words_of(send(clerk, f"/desk/matters/{after}/accept"))
    matter = Matter.objects.get(number=after)
    assert (matter.state, matter.unit and matter.unit.code) == (State.IN_HAND, STATION)
    officer = enter("jiuyuan.he", first["jiuyuan.he"])
    assert after not in words_of(officer.get("/desk/matters"))


def test_the_guide_names_every_sample() -> None:
    guide = (DOCS / "bringing-in-a-city.md").read_text(encoding="utf-8")
    for path in SAMPLES.iterdir():
        assert f"docs/samples/{path.name}" in guide

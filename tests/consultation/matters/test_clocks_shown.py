"""Every page of a matter shows both clocks by name and date; tabs count what they list."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import get_default_timezone

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Leg, Matter
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.queries.worklist import TABS, listed, tabs
from lianxin.foundation.faces.dates import due_text
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import asking, lives
from tests.consultation.matters.test_mended_sight import signed_in

pytestmark = pytest.mark.usefixtures("town")

STEP, TOTAL, TENTATIVE = "这一步", "全程", "暂定"
TABS_OF = ("dispatcher", "officer", "supervisor", "leader", "importer")


def taken_in() -> tuple[str, str]:
    """Give a matter that a unit has in hand, and the code that opens it."""
    key = uuid4()
    receipt = actions.intake(
        by=citizen(""),
        said=actions.Said(words=lives.WORDS, place="幸福路"),
        source="online",
        first_receiver="dispatch",
        code=True,
        key=key,
    )
    number = receipt.number
    actions.dispatch(by=staff("dispatcher"), matter=number, to="order")
    actions.accept(by=staff("officer"), matter=number)
    return number, lookup.code_text(key, receipt.find)


def row_of(page: str, number: str) -> str:
    """Give the row of a matter: on a narrow screen it stands without the heads of its columns."""
    return page.partition(f'id="row-{number}"')[2].partition("</tr>")[0]


def shown(number: str, code: str) -> dict[str, str]:
    """Give what each page says of a matter, without marks."""
    desk = signed_in("officer")
    pages = {
        "worklist": row_of(desk.get("/desk?tab=in_hand").content.decode(), number),
        "register": row_of(desk.get("/desk/matters").content.decode(), number),
        "case": desk.get(f"/desk/matters/{number}").content.decode(),
        "as citizen": desk.get(f"/desk/matters/{number}/as-citizen").content.decode(),
        "look-up": Client().post("/follow", {"code": code, "key": str(uuid4())}).content.decode(),
    }
    return {name: re.sub(r"<[^>]+>|\s", "", page) for name, page in pages.items()}


def plain(moment: datetime | None) -> str:
    """Give a due date as pages write it, without spaces."""
    assert moment is not None
    return re.sub(r"\s", "", due_text(moment))


def misses(number: str, code: str, *words: str) -> dict[str, list[str]]:
    """Give the words that a page does not say."""
    said = shown(number, code).items()
    lacking = {name: [word for word in words if word not in page] for name, page in said}
    return {name: missing for name, missing in lacking.items() if missing}


def test_every_page_names_both_clocks_with_their_dates() -> None:
    number, code = taken_in()
    step, total = asking.leg_of(number).due, lives.stands(number).due
    assert step is not None
    Leg.objects.filter(matter__number=number, ended_at=None).update(due=step - timedelta(days=1))
    assert not misses(number, code, STEP, TOTAL, plain(step - timedelta(days=1)), plain(total))
    assert TENTATIVE not in "".join(shown(number, code).values())


def test_every_page_says_that_a_date_may_still_move() -> None:
    asking.into_next_year()
    number, code = taken_in()
    for name, page in shown(number, code).items():
        assert page.count(TENTATIVE) == 2, name


def test_a_late_matter_is_late_on_every_page() -> None:
    number, code = taken_in()
    late = lives.stands(number).registered_at - timedelta(days=3)
    Leg.objects.filter(matter__number=number, ended_at=None).update(due=late)
    Matter.objects.filter(number=number).update(due=late)
    assert not misses(number, code, STEP, TOTAL, "逾期", plain(late))


def a_town_at_work() -> None:
    """Let matters of all kinds of tabs be there."""
    for make in lives.IN_STATE.values():
        make()
    asked = lives.handled()
    asking.ask(asked)
    asking.pause(lives.handled())
    past, soon = lives.handled(), lives.handled()
    now = lives.stands(past).registered_at
    Leg.objects.filter(matter__number=past, ended_at=None).update(due=now - timedelta(minutes=1))
    tomorrow = directory().day + timedelta(days=1)
    end = datetime.combine(tomorrow, datetime.min.time(), get_default_timezone())
    Leg.objects.filter(matter__number=soon, ended_at=None).update(due=end)


@pytest.mark.parametrize("login", TABS_OF)
def test_each_tab_lists_as_many_as_it_counts(login: str) -> None:
    a_town_at_work()
    who, browser = staff(login), signed_in(login)
    found, _current = tabs(who, "", "/desk")
    for tab in found:
        rows = [row.number for _place, row in listed(who, tab.code, (), back=False)]
        assert len(set(rows)) == len(rows) == tab.count, tab.code
        page = browser.get(f"/desk?tab={tab.code}").content.decode()
        assert set(re.findall(r'id="row-([^"]+)"', page)) == set(rows)
        assert f"{TABS[tab.code]}" in page
    for code in set(TABS) - {tab.code for tab in found}:
        assert not listed(who, code, (), back=False), code


def test_the_tabs_of_clocks_and_requests_are_all_tried() -> None:
    a_town_at_work()
    seen = {tab.code for login in TABS_OF for tab in tabs(staff(login), "", "/desk")[0]}
    assert seen >= {"late", "today", "to_decide", "parked", "with_citizen", "others"}
    assert date.min < directory().day

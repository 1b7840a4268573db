"""Open work of changed units and of who left: listed, ticked, handed over in one act."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from lianxin.consultation.matters import actions, jobs
from lianxin.consultation.matters.actions.hand_over import hand_over
from lianxin.consultation.matters.models import Event
from lianxin.consultation.matters.queries import hand_over as lists
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import Invalid, LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Notice
from lianxin.foundation.notices.queries import OutboxItem
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.config.test_audit import signed_in
from tests.consultation.matters import invariants, lives

pytestmark = pytest.mark.usefixtures("town")


def close(code: str = "order", successor: str = "traffic") -> None:
    """Close a unit today; another takes its place."""
    units.close(
        by=job("test", Right.UNITS_MANAGE),
        code=code,
        successor=successor,
        since=directory().day,
    )


def test_many_go_in_one_act_with_the_reason_and_one_that_cannot_stops_all() -> None:
    first, second = lives.handled(), lives.dispatched()
    answered = lives.answered()
    with pytest.raises(LianxinError):
        hand_over(by=staff("dispatcher"), about="order", matters=[first, answered], to="traffic")
    assert lives.stands(first).state == State.IN_HAND
    moved = hand_over(
        by=staff("dispatcher"), about="order", matters=[first, second, first], to="traffic"
    )
    assert moved == 2
    for number in (first, second):
        event = Event.objects.filter(matter__number=number).latest("seq")
        assert (event.verb, event.reason) == ("redispatch", "reorganized")
        matter = lives.stands(number)
        assert directory().by_id(matter.unit_id or 0).code == "traffic"
    assert Row.objects.filter(verb="matters.hand_over", object="order").count() == 1
    with pytest.raises(Invalid, match="none_chosen"):
        hand_over(by=staff("dispatcher"), about="order", matters=[], to="traffic")
    invariants.check_all()


def test_the_lists_hold_what_is_open_and_in_sight() -> None:
    mine, answered = lives.handled(), lives.answered()
    numbers = [leg.matter.number for leg in lists.of_unit(staff("dispatcher"), "order")]
    assert numbers == [mine]
    begun = {leg.matter.number for leg in lists.of_person(staff("dispatcher"), "officer")}
    assert begun == {mine, answered}
    assert lists.of_unit(staff("clerk"), "order") == []


def test_those_who_dispatch_and_lead_are_told_of_a_changed_unit() -> None:
    lives.handled()
    close()
    item = OutboxItem("units.succeeded", "order", 1, "job")
    for _time in range(2):
        jobs.HANDLERS["units.succeeded"](item)
    found = Notice.objects.filter(topic="units.succeeded")
    assert {one.person.login for one in found} == {"dispatcher", "leader"}
    assert {one.href for one in found} == {"/desk/settings/units/order/hand-over"}


def test_who_manages_people_is_told_of_the_posts_that_stayed() -> None:
    keeper = Person.objects.create(login="keeper", name="keeper", pinyin="keeper", password="!")
    top = directory().by_code("bureau").id
    days = DateRange(SINCE, None)
    Post.objects.create(person=keeper, unit_id=top, role="system_admin", valid=days)
    close()
    jobs.HANDLERS["units.succeeded"](OutboxItem("units.succeeded", "order", 1, "job"))
    told = Notice.objects.get(topic="units.succeeded")
    assert (told.person.login, told.arguments["count"]) == ("keeper", 2)
    assert told.href == "/desk/settings/units/order/people"


def test_the_unit_is_told_of_who_left() -> None:
    lives.handled()
    jobs.HANDLERS["accounts.left"](OutboxItem("accounts.left", "officer", 1, "job"))
    found = Notice.objects.filter(topic="accounts.left")
    assert "colleague" in {one.person.login for one in found}
    assert {one.href for one in found} == {"/desk/settings/people/officer/hand-over?unit=order"}


def test_the_number_in_a_notice_is_that_of_the_rows_behind_it() -> None:
    lives.handled()
    lives.parked(30)
    lives.dispatched()
    lives.answered()
    jobs.HANDLERS["accounts.left"](OutboxItem("accounts.left", "officer", 1, "job"))
    for told in Notice.objects.filter(topic="accounts.left"):
        _path, _mark, unit = told.href.partition("?unit=")
        rows = lists.of_person(staff(told.person.login), "officer", unit)
        assert told.arguments["count"] == len(rows)
        page = signed_in(told.person.login).get(told.href).content.decode()
        assert all(leg.matter.number in page for leg in rows)
    close()
    jobs.HANDLERS["units.succeeded"](OutboxItem("units.succeeded", "order", 1, "job"))
    told = Notice.objects.filter(topic="units.succeeded", person__login="dispatcher").get()
    assert told.arguments["count"] == len(lists.of_unit(staff("dispatcher"), "order"))


def test_a_unit_without_open_work_is_no_news() -> None:
    jobs.HANDLERS["units.succeeded"](OutboxItem("units.succeeded", "north", 1, "job"))
    assert not Notice.objects.exists()


def test_a_concluded_matter_is_in_no_list() -> None:
    number = lives.handled()
    actions.withdraw(by=lives.giver(number), matter=number, reason="mistaken")
    assert lists.of_unit(staff("dispatcher"), "order") == []


def test_the_addresses_are_there_for_who_is_signed_in(client: Client) -> None:
    answer = client.get("/desk/settings/units/order/hand-over")
    assert answer.status_code == 303

"""Drafting routes, putting them in force from a day, and what the database itself refuses."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Route, RouteSet
from lianxin.consultation.matters.queries import routing
from lianxin.consultation.matters.queries.suggesting import suggested_unit
from lianxin.consultation.matters.rules.routing import Hours, Rule, Target
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.errors import Conflict, Invalid, NoRight, NotFound, Refused
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import today
from tests.city import staff
from tests.consultation.matters.test_suggesting import said

pytestmark = pytest.mark.usefixtures("town")
DAY = date(2021, 3, 5)
NIGHT = Rule(1, Target(unit="north"), category="traffic", words=("夜市",), hours=Hours.ALWAYS)


def test_before_any_set_the_house_decides_by_the_categories() -> None:
    rules = routing.in_force().rules
    assert routing.in_force().number == routing.HOUSE
    assert rules[-1].takes_all
    assert rules[-1].target.kind == parameters.text("matters.routes.default", on=today())
    assert {rule.category for rule in rules} >= {"traffic", "roads", "drivers.accident"}


def test_a_draft_decides_nothing_until_it_is_put_in_force() -> None:
    by = staff("dispatcher")
    matter = said("夜市门口违停,车乱停。", "石拐")
    actions.draft_routes(by=by)
    actions.add_rule(by=by, rule=NIGHT)
    assert suggested_unit(matter).code == "traffic"
    receipt = actions.put_in_force(by=by, since=today())
    assert receipt.number == 1
    suggestion = suggested_unit(matter)
    assert suggestion.code == "north"
    assert "第 1 条" in suggestion.why
    verbs = Row.objects.filter(object="routes:1").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["routes.draft", "routes.add", "routes.enforce"]
    assert [one.number for one in routing.versions()] == [1]


def test_a_version_of_a_day_to_come_waits_and_can_be_taken_back() -> None:
    by = staff("dispatcher")
    actions.draft_routes(by=by)
    actions.put_in_force(by=by, since=today())
    actions.draft_routes(by=by)
    actions.add_rule(by=by, rule=NIGHT)
    later = today() + timedelta(days=3)
    actions.put_in_force(by=by, since=later)
    assert routing.in_force().number == 1
    assert routing.in_force(timezone.now() + timedelta(days=4)).number == 2
    actions.draft_routes(by=by)
    with pytest.raises(Refused, match="planned"):
        actions.put_in_force(by=by, since=today())
    with pytest.raises(Refused, match="draft_there"):
        actions.take_back_routes(by=by, number=2)
    actions.discard_routes(by=by)
    actions.take_back_routes(by=by, number=2)
    assert routing.in_force(timezone.now() + timedelta(days=4)).number == 1
    with pytest.raises(Refused, match="begun"):
        actions.take_back_routes(by=by, number=1)
    found = routing.draft()
    assert found is not None
    assert found.rules[0] == NIGHT


def test_rules_are_added_moved_changed_and_removed_by_position() -> None:
    by = staff("dispatcher")
    rules = [Rule(0, Target(kind=kind)) for kind in ("station", "brigade", "branch")]
    actions.load_routes(by=by, rules=rules)

    def kinds() -> list[str]:
        found = routing.draft()
        assert found is not None
        assert [one.position for one in found.rules] == list(range(1, len(found.rules) + 1))
        return [one.target.kind for one in found.rules]

    actions.move_rule(by=by, position=2, up=True)
    assert kinds() == ["brigade", "station", "branch"]
    actions.move_rule(by=by, position=1, up=True)
    actions.move_rule(by=by, position=3, up=False)
    assert kinds() == ["brigade", "station", "branch"]
    actions.add_rule(by=by, rule=Rule(0, Target(kind="center")))
    assert kinds() == ["brigade", "station", "center", "branch"]
    actions.change_rule(by=by, rule=Rule(2, Target(kind="post")))
    actions.remove_rule(by=by, position=1)
    assert kinds() == ["post", "center", "branch"]
    with pytest.raises(NotFound):
        actions.remove_rule(by=by, position=4)


def test_the_second_writer_learns_of_the_first_and_a_key_counts_once() -> None:
    by, key = staff("dispatcher"), uuid4()
    actions.draft_routes(by=by)
    actions.add_rule(by=by, rule=NIGHT, seen=0, key=key)
    actions.add_rule(by=by, rule=NIGHT, seen=0, key=key)
    with pytest.raises(Conflict):
        actions.move_rule(by=by, position=1, up=False, seen=0)
    found = routing.draft()
    assert found is not None
    assert found.rules.count(NIGHT) == 1


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(1, Target(unit="order"), category="no.such"), "route_category"),
        (Rule(1, Target(unit="order"), area="990000"), "route_area"),
        (Rule(1, Target(unit="order"), words=("很" * 21,)), "route_word"),
        (Rule(1, Target()), "route_target"),
        (Rule(1, Target(unit="order", kind="station")), "route_target"),
        (Rule(1, Target(kind="no.such")), "route_kind"),
        (Rule(1, Target(unit="dispatch")), "unit_no_handler"),
        (Rule(1, Target(unit="order"), since=DAY, until=DAY), "route_days"),
    ],
)
def test_what_a_rule_may_not_say(rule: Rule, code: str) -> None:
    by = staff("dispatcher")
    actions.draft_routes(by=by)
    with pytest.raises(Invalid, match=code):
        actions.add_rule(by=by, rule=rule)


def test_who_may_not_and_when_not() -> None:
    for login in ("clerk", "officer", "supervisor", "leader", "importer"):
        with pytest.raises(NoRight):
            actions.draft_routes(by=staff(login))
    by = staff("dispatcher")
    with pytest.raises(NotFound):
        actions.add_rule(by=by, rule=NIGHT)
    actions.load_routes(by=by, rules=[NIGHT])
    with pytest.raises(Refused, match="last"):
        actions.put_in_force(by=by, since=today())
    with pytest.raises(Refused, match="draft_there"):
        actions.draft_routes(by=by)
    actions.add_rule(by=by, rule=Rule(2, Target(kind="branch")))
    with pytest.raises(Invalid, match="since"):
        actions.put_in_force(by=by, since=today() - timedelta(days=1))


def refused(change: Callable[[], object]) -> None:
    """Check that the database refuses a change."""

    def at_once() -> None:
        with transaction.atomic(), transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            change()

    with pytest.raises(DatabaseError) as told:
        at_once()
    assert "matters_" in str(told.value) or "route" in str(told.value)


def test_the_database_keeps_what_was_in_force() -> None:
    by = staff("dispatcher")
    actions.draft_routes(by=by)
    actions.put_in_force(by=by, since=today())
    first = RouteSet.objects.get(number=1)
    refused(lambda: Route.objects.filter(routes=first, position=1).update(note="x"))
    refused(lambda: Route.objects.filter(routes=first).delete())
    refused(lambda: RouteSet.objects.filter(number=1).update(valid=None))
    refused(lambda: RouteSet.objects.filter(number=1).delete())
    actions.draft_routes(by=by)
    draft = RouteSet.objects.get(number=2)
    now = timezone.now()
    refused(lambda: RouteSet.objects.create(number=3, made_at=now))
    refused(lambda: RouteSet.objects.filter(number=2).update(valid=DateTimeTZRange(now, None)))
    refused(lambda: Route.objects.filter(routes=draft, position=2).update(position=1))
    refused(lambda: Route.objects.filter(routes=draft, position=1).update(kind=""))
    refused(lambda: Route.objects.filter(routes=draft, position=1).update(hours="noon"))
    refused(lambda: Route.objects.filter(routes=draft, position=1).update(routes=first))

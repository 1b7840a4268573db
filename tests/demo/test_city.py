"""The demo city: every state, honest histories, nothing to come, nothing built twice."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from lianxin.config.schedule import HANDLERS
from lianxin.consultation.matters.models import Event, Evidence, Leg, Matter, Reply, Request
from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.queries import turns
from lianxin.consultation.matters.rules.states import OWNER, LegRole, State
from lianxin.demo import city, stories
from lianxin.demo.hours import OFFICE
from lianxin.demo.places import CAST, everywhere
from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.rules import ZONE
from lianxin.foundation.files.models import File
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.notices.actions import deliver_next
from lianxin.foundation.notices.models import Message
from lianxin.foundation.units.queries import area, areas, directory

pytestmark = pytest.mark.usefixtures("demo")

WALKED = set(State) - {State.RECHECK}
PAIRS = 6


def test_every_story_comes_to_its_state() -> None:
    told = Counter(story.state for story in stories.read())
    assert Counter(Matter.objects.values_list("state", flat=True)) == told
    assert set(told) == {state.value for state in WALKED}
    assert told.pop(State.PARKED) >= 2
    assert min(told.values()) >= 4
    assert sum(told.values()) >= 60


def test_everybody_has_work_and_nobody_is_left_half_made() -> None:
    for somebody in CAST:
        assert actor_of(somebody.login).unit == somebody.unit
    walked = Leg.objects.exclude(role=LegRole.HOLD)
    units = set(walked.values_list("unit__code", flat=True))
    kinds = {place.code: place.kind for place in everywhere(areas())}
    desks = {one.unit for one in CAST if kinds[one.unit] not in {"bureau", "branch"}}
    assert units == desks


def test_the_city_has_the_real_divisions() -> None:
    tree = directory()
    branches = {one.name for one in tree.find(kind="branch")}
    assert len(branches) == 10
    assert {"石拐区公安分局", "稀土高新区公安分局", "固阳县公安局"} <= branches
    stations = tree.find(kind="station")
    assert len(stations) > 80
    assert len({one.name for one in stations}) == len(stations)
    assert all(area(one.area).kind == "street" for one in stations)
    assert all(len(tree.children(one.code)) > 2 for one in tree.find(kind="branch"))


def test_it_is_a_mixture() -> None:
    over = Matter.objects.filter(state=State.CONCLUDED)
    assert set(over.values_list("answer", flat=True)) >= {"", "solved", "partly"}
    outcomes = {"rectified", "partly_adopted", "planned", "explained", "not_adopted", "withdrawn"}
    assert set(over.values_list("outcome", flat=True)) == outcomes
    assert over.filter(answer="solved").count() < over.count() / 2
    grades = set(Matter.objects.values_list("grade", flat=True))
    assert grades == {"", "satisfied", "fairly_satisfied", "dissatisfied"}
    assert set(Matter.objects.values_list("source", flat=True)) == {
        "online",
        "telephone",
        "counter",
    }
    assert set(Matter.objects.values_list("urgency", flat=True)) == {"normal", "urgent", "extreme"}
    assert Matter.objects.values("category").distinct().count() >= 25
    assert Matter.objects.filter(reopened=1).exclude(state=State.REOPENED).count() >= 3


def test_some_are_late_and_some_due_soon() -> None:
    now, calendar = timezone.now(), clock.calendar()
    dues = [leg.due for leg in Leg.objects.filter(ended_at=None) if leg.due is not None]
    last_days = [clock.local_day(due - timedelta(seconds=1)) for due in dues if due < now]
    late = [calendar.working_days_between(day, clock.local_day(now)) for day in last_days]
    assert len(late) >= 8
    assert max(late) in range(8, 11)
    assert sum(now <= due <= now + timedelta(days=4) for due in dues) >= 3


def test_the_leader_has_something_to_decide() -> None:
    leader = actor_of("lingdao")
    counted = turns.counts(leader, timezone.now())
    assert counted["to_decide"] >= 3
    asked = set(Request.objects.values_list("kind", "decision"))
    assert asked >= {
        *(("extend", ""), ("pause", ""), ("park", "")),
        *(("extend", "approved"), ("pause", "approved"), ("park", "approved")),
    }
    decided = Request.objects.exclude(decision="")
    assert all(one.leg.due != one.leg.first_due for one in decided.exclude(kind="park"))


def test_counted_columns_are_the_last_image() -> None:
    for matter in Matter.objects.all():
        last = Event.objects.filter(matter=matter).latest("seq")
        assert last.seq == matter.seq
        assert {name: getattr(last, name) for name in Counted.COUNTED} == {
            name: getattr(matter, name) for name in Counted.COUNTED
        }


def test_turns_follow_each_other_without_a_gap() -> None:
    for matter in Matter.objects.all():
        chain = list(Leg.objects.filter(matter=matter).exclude(role=LegRole.ASSIST).order_by("seq"))
        assert chain[0].started_at == matter.registered_at
        for one, other in pairwise(chain):
            assert one.ended_at == other.started_at or matter.reopened
        last = chain[-1]
        assert all(leg.ended_at for leg in chain[:-1])
        if matter.state == State.CONCLUDED:
            assert last.ended_at == matter.concluded_at
        else:
            assert last.ended_at is None
            assert (last.role, last.state) == (OWNER[State(matter.state)], matter.state)


def test_nothing_is_to_come() -> None:
    now = timezone.now()
    assert not Event.objects.filter(occurred_at__gt=now).exists()
    assert not Matter.objects.filter(registered_at__gt=now).exists()
    assert not Leg.objects.filter(started_at__gt=now).exists()


def test_staff_act_in_office_hours() -> None:
    calendar, recent = clock.calendar(), timezone.now() - timedelta(days=5)
    hurried = Matter.objects.filter(urgency="extreme")
    acts = Event.objects.filter(by_id__startswith="staff:", occurred_at__lt=recent)
    for event in acts.exclude(matter__in=hurried).exclude(verb__in=("send", "take_back")):
        at = event.occurred_at.astimezone(ZONE)
        slack = timedelta(minutes=15)
        assert calendar.is_working_day(at.date()), (event.verb, at)
        assert any(begin <= at.time() and (at - slack).time() < end for begin, end in OFFICE), at


def test_photos_stand_in_pairs() -> None:
    shots = Evidence.objects.exclude(role="report")
    pairs = {(shot.matter_id, shot.pair) for shot in shots}
    assert len(pairs) >= PAIRS
    assert shots.filter(role="before").count() == shots.filter(role="after").count() == len(pairs)
    assert Evidence.objects.filter(role="report").exists()
    assert not File.objects.filter(about="").exists()


def test_a_reply_waits_shortly() -> None:
    assert Reply.objects.filter(sent_at=None, recalled_at=None).count() >= 2
    assert Reply.objects.filter(recalled_at__isnull=False).exists()


def test_building_again_changes_nothing() -> None:
    before = Row.objects.count(), Event.objects.count(), File.objects.count()
    city.build(lambda _: None)
    assert (Row.objects.count(), Event.objects.count(), File.objects.count()) == before


def test_who_left_the_city_stays_away() -> None:
    accounts.leave(by=city.BUILDER, login="donghe", on=localdate())
    city.build(lambda _: None)
    with pytest.raises(NotFound):
        actor_of("donghe")


def test_everything_in_the_outbox_can_be_told() -> None:
    assert Outbox.objects.exists()
    while deliver_next(HANDLERS):
        pass
    assert not Outbox.objects.exclude(failure="").exists()
    assert Message.objects.exists()
    waiting = Outbox.objects.filter(sent_at=None)
    assert not waiting.filter(not_before=None).exists()
    with_citizen = set(Matter.objects.filter(state="with_citizen").values_list("number", flat=True))
    assert with_citizen <= set(waiting.values_list("about", flat=True))


@pytest.mark.parametrize("back", [3, 31, 70, 120])
def test_the_hour_of_building_does_not_matter(back: int) -> None:
    before = Counter(Matter.objects.values_list("state", flat=True))
    told = stories.tellers(timezone.now() - timedelta(hours=back))
    for teller in told:
        teller.story.photos.clear()
        for step in teller.story.steps:
            step.pop("photo_before", None)
            step.pop("photo_after", None)
    stories.walk(city.BUILDER, told)
    after = Counter(Matter.objects.values_list("state", flat=True))
    assert after == before + before

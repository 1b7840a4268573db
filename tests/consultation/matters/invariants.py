"""What holds for every matter whatever happened to it (MODEL section 9), as plain checks."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from lianxin.consultation.matters.actions.clocks import counted_since, step_due, total_due
from lianxin.consultation.matters.models import (
    DueChange,
    Event,
    Hand,
    Leg,
    Matter,
    Reply,
    Request,
)
from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.visible import visible
from lianxin.consultation.matters.rules.states import (
    HANDLING_SIDE,
    JUDGING_SIDE,
    OWNER,
    Asked,
    LegRole,
    State,
    Verb,
)
from lianxin.foundation.accounts.models import Post
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

HANDLING = {Verb.ACCEPT, Verb.RECTIFY, Verb.REPLY}
JUDGING = {Verb.CONFIRM, Verb.REOPEN, Verb.CONCLUDE}
NOTICED = {
    Verb.INTAKE: {"matters.received"},
    Verb.DISPATCH: {"matters.dispatched"},
    Verb.REDISPATCH: {"matters.dispatched"},
    Verb.ACCEPT: {"matters.accepted"},
    Verb.RETURN: {"matters.returned"},
    Verb.REPLY: {"matters.reply_due"},
    Verb.SEND: {"matters.answered", "matters.window_over"},
    Verb.REOPEN: {"matters.reopened"},
    Verb.CONCLUDE: {"matters.concluded"},
    Verb.WITHDRAW: {"matters.withdrawn"},
    Verb.SUPPLEMENT: {"matters.supplemented"},
    Verb.EXTEND: {"matters.asked"},
    Verb.PARK: {"matters.asked"},
    Verb.DECIDE: {"matters.decided"},
    Verb.RESUME: {"matters.resumed"},
    Verb.DECLINE: {"matters.declined"},
    Verb.REFER: {"matters.referred"},
}
APPROVED = {
    Asked.EXTEND: "matters.extended",
    Asked.PAUSE: "matters.paused",
    Asked.PARK: "matters.parked",
}
"""The topics that an act of a verb puts into the outbox; ``confirm`` does when it reopens."""


def check_matter(matter: Matter) -> None:
    """Assert invariants 1, 2, 6 and the database's half of 10 for one matter as stored."""
    events = list(Event.objects.filter(matter=matter).order_by("seq"))
    legs = list(Leg.objects.filter(matter=matter).order_by("seq"))
    check_image(matter, events)
    check_chain(matter, events, legs)
    check_sides(matter, events, legs)
    check_counts(matter, events)
    check_replies(matter)
    check_dues(matter)


def check_image(matter: Matter, events: list[Event]) -> None:
    """1: the counted columns are the last after-image, and time never falls along seq."""
    last = events[-1]
    assert [event.seq for event in events] == list(range(1, matter.seq + 1))
    for name in Counted.COUNTED:
        assert getattr(matter, name) == getattr(last, name), name
    times = [event.occurred_at for event in events]
    assert times == sorted(times)
    assert matter.last_at == times[-1]
    assert events[0].verb == Verb.INTAKE
    assert events[0].was == ""
    for before, after in pairwise(events):
        assert after.was == before.state


def check_chain(matter: Matter, events: list[Event], legs: list[Leg]) -> None:
    """2: chain legs tile but for the time that the matter lay concluded.

    One is open unless concluded; its role and state fit the matter's.
    """
    chain = [leg for leg in legs if leg.role != LegRole.ASSIST]
    assert chain[0].started_at == matter.registered_at
    rests = set(_rests(events))
    for before, after in pairwise(chain):
        between = (before.ended_at, after.started_at)
        assert before.ended_at == after.started_at or between in rests
    unended = [leg for leg in chain if leg.ended_at is None]
    if matter.state == State.CONCLUDED:
        assert not unended
        assert chain[-1].ended_at is not None
    else:
        (owner,) = unended
        assert owner is chain[-1]
        assert owner.role == OWNER[State(matter.state)]
        assert owner.state == matter.state
    assert set(matter.unit_ids) == {matter.first_receiver_id} | {leg.unit_id for leg in legs}
    handled = [leg.unit_id for leg in chain if leg.role == LegRole.HANDLE]
    assert matter.unit_id in {None, *handled}


def _rests(events: list[Event]) -> Iterable[tuple[datetime | None, datetime]]:
    """Give the times from a conclusion to the reopening after it."""
    began = None
    for event in events:
        if event.state == State.CONCLUDED and event.was != State.CONCLUDED:
            began = event.occurred_at
        if event.was == State.CONCLUDED and event.state != State.CONCLUDED:
            yield began, event.occurred_at


def check_sides(matter: Matter, events: list[Event], legs: list[Leg]) -> None:
    """6: no unit and no person both handled and judged."""
    handled = {leg.unit_id for leg in legs if leg.role == LegRole.HANDLE and leg.accepted_at}
    judged = {leg.unit_id for leg in legs if leg.role in {LegRole.CALLBACK, LegRole.JUDGE}}
    assert not handled & judged
    staff = [event for event in events if event.by_id.startswith("staff:")]
    hands = {event.by_id for event in staff if event.verb in HANDLING}
    judges = {event.by_id for event in staff if event.verb in JUDGING}
    judges |= {
        event.by_id
        for event in staff
        if event.verb == Verb.REDISPATCH and event.was == State.REOPENED
    }
    assert not hands & judges
    stored = Hand.objects.filter(matter=matter).values_list("person_id", "side")
    sides = {side: {person for person, at in stored if at == side} for side in (0, 1)}
    assert not sides[HANDLING_SIDE] & sides[JUDGING_SIDE]


def check_counts(matter: Matter, events: list[Event]) -> None:
    """10: every event has its audit row and its notices, and none is there without it."""
    rows = Row.objects.filter(object=matter.number, facts__has_key="seq").order_by("id")
    assert [(row.verb, row.facts["seq"], row.actor) for row in rows] == [
        (f"matters.{event.verb}", event.seq, event.by_id) for event in events
    ]
    told = Outbox.objects.filter(about=matter.number).values_list("seq", "topic")
    assert set(told) == {(event.seq, topic) for event in events for topic in _told(event)}


def _told(event: Event) -> set[str]:
    if event.verb == Verb.CONFIRM and event.state == State.REOPENED:
        return {"matters.reopened"}
    if event.verb == Verb.DECIDE and event.public:
        request = Request.objects.get(matter=event.matter_id, decided_seq=event.seq)
        return {"matters.decided", APPROVED[Asked(request.kind)]}
    return NOTICED.get(Verb(event.verb), set())


def check_dues(matter: Matter) -> None:
    """9: stored dates are what limit, pauses and grants give; each move of one was kept."""
    if matter.state == State.CONCLUDED:
        return
    known = known_of(matter)
    leg = known.leg
    assert leg is not None
    if leg.role != LegRole.HOLD:
        start = counted_since(known.legs, leg, State(matter.state))
        area = directory().by_id(leg.unit_id).area
        assert step_due(known, leg.rule, start, leg, area).at == leg.due
    assert total_due(known).at == matter.due
    assert matter.parked == (matter.state == State.PARKED)
    for change in DueChange.objects.filter(matter=matter):
        assert change.was != change.due
        assert Event.objects.filter(matter=matter, seq=change.seq).exists()


def check_replies(matter: Matter) -> None:
    """A reply is held while the matter waits to send it, and sent once it lies with the citizen."""
    live = Reply.objects.filter(matter=matter, round=matter.round, recalled_at=None).first()
    if matter.state == State.WITH_CITIZEN:
        assert live is not None
        assert live.sent_at is not None
    if live is not None and live.sent_at is None:
        assert matter.state == State.TO_ANSWER


def check_all() -> None:
    """Assert the invariants of every matter, and that rows and events balance as a whole."""
    matters = list(Matter.objects.all())
    for matter in matters:
        check_matter(matter)
    assert Event.objects.count() == sum(matter.seq for matter in matters)
    assert Row.objects.filter(facts__has_key="seq").count() == Event.objects.count()


def check_sight(actors: Iterable[Actor]) -> None:
    """7: ``visible`` gives exactly what the plain definition gives."""
    matters = list(Matter.objects.all())
    for who in actors:
        seen = set(visible(who).values_list("number", flat=True))
        assert seen == {matter.number for matter in matters if _may_see(who, matter)}, who.id


def _may_see(who: Actor, matter: Matter) -> bool:
    if who.kind is ActorKind.JOB:
        return True
    if who.kind is ActorKind.CITIZEN:
        return who.about == matter.number
    tree = directory()
    assert who.person is not None
    posts = Post.objects.filter(person_id=who.person, valid__contains=tree.day)
    tops = {post.unit_id for post in posts if Right.MATTERS_READ in ROLES[post.role].rights}
    above = {entry.id for unit in matter.unit_ids for entry in tree.above(tree.by_id(unit).code)}
    return matter.guard == "open" and bool(tops & above)

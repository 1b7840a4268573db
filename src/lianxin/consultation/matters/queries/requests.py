"""What units asked of the approver, as pages and rules read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final

from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import DueChange, Leg, Matter, Pause, Request
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.queries.lines import LegTold
from lianxin.consultation.matters.queries.routes import approving_unit
from lianxin.consultation.matters.queries.visible import scope
from lianxin.consultation.matters.rules import asking as rules
from lianxin.consultation.matters.rules.asking import Why
from lianxin.consultation.matters.rules.states import Asked, Cause, Decision, State, Verb
from lianxin.consultation.matters.words import ASKED, CAUSES
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces import dates
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import directory

LISTS: Final[Mapping[Asked, str]] = {
    Asked.EXTEND: "matters.reasons.extend",
    Asked.PAUSE: "matters.reasons.pause",
    Asked.PARK: "matters.reasons.park",
}
"""The reasons of each kind."""
MOST: Final[Mapping[Asked, str]] = {
    Asked.EXTEND: "matters.extension.most",
    Asked.PAUSE: "matters.pause.most",
    Asked.PARK: "matters.park.most",
}
"""The longest time that may be asked for."""
TIMES: Final = "matters.extension.times"
"""How often one turn may be extended."""
INSTANT: Final = timedelta(microseconds=1)


def kind_of(verb: Verb, reason: str, on: date) -> Asked:
    """Give what a verb asks for: a reason that stops the clock asks for a pause."""
    if verb is Verb.PARK:
        return Asked.PARK
    stops = {choice.code for choice in parameters.choices(LISTS[Asked.PAUSE], on=on)}
    return Asked.PAUSE if reason in stops else Asked.EXTEND


def why_not(known: Known, kind: Asked, now: datetime) -> Why | None:
    """Give what stands against asking for ``kind`` in the open turn; None when it may be asked."""
    leg = known.leg
    return rules.why_not(
        kind,
        [one for one in known.requests if leg is not None and one.leg_id == leg.pk],
        leg.due if leg else None,
        now,
        paused=known.running_pause(now) is not None,
        most=parameters.number(TIMES, on=clock.local_day(now)),
    )


def last_day(kind: Asked, stands: date) -> date:
    """Give the last day that may be asked for, from the day on which it stands now."""
    limit = clock.limit(MOST[kind], on=stands)
    found = clock.calendar().deadline(clock.start_of(stands), limit)
    return clock.local_day(found.at - INSTANT)


def stands_at(kind: Asked, leg: Leg, today: date) -> date:
    """Give the day from which what is asked for counts: an extension's is the step's own."""
    if kind is Asked.EXTEND and leg.due is not None:
        return clock.local_day(leg.due - INSTANT)
    return today


def latest(matter: Matter, kind: Asked) -> date:
    """Give the last day that may be asked for on a matter now."""
    today = directory().day
    leg = Leg.objects.standing().filter(matter=matter).first()
    return last_day(kind, stands_at(kind, leg, today) if leg else today)


def waiting_text(request: Request | None) -> str:
    """Give what was asked and waits for the approver; nothing when nothing waits."""
    if request is None:
        return ""
    until = dates.day_text(request.until, weekday=True)
    words = _("已申请{what}到 {until},等上级审批。")
    return words.format(what=ASKED[Asked(request.kind)], until=until)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request as its approver reads it."""

    what: str
    reason: str
    until: str
    words: str
    unit: str
    when: str


def waiting_of(matter: Matter, request: Request, words: str) -> Waiting:
    """Give a request that waits, as finished text."""
    reason = labels.label(LISTS[Asked(request.kind)], request.reason, matter.registered_on)
    return Waiting(
        what=str(ASKED[Asked(request.kind)]),
        reason=reason,
        until=dates.day_text(request.until, weekday=True),
        words=words,
        unit=directory().by_id(request.leg.unit_id).name,
        when=dates.moment_text(request.asked_at),
    )


def decided_by(who: Actor) -> frozenset[int] | None:
    """Give the units on whose requests ``who`` decides: those below one's own; None for all."""
    roots = who.authority.units(Right.MATTERS_APPROVE)
    if roots is None:
        return None
    if not roots:
        return frozenset()
    tree, below = directory(), scope(who, Right.MATTERS_APPROVE)
    own = {tree.by_code(code).id for code in roots if approving_unit(tree, code) != code}
    ids = {entry.id for entry in tree.entries} if below is None else below
    return frozenset(ids - own)


def said(matter: Matter) -> dict[int, str]:
    """Give, by the seq of an event, what was asked or decided and which dates moved."""
    found: dict[int, list[str]] = {}
    for request in Request.objects.filter(matter=matter).order_by("id"):
        until = dates.day_text(request.until)
        what = ASKED[Asked(request.kind)]
        asked = _("{what},到 {until}").format(what=what, until=until)
        found.setdefault(request.seq, []).append(asked)
        if request.decided_seq is not None:
            line = _("同意{what},到 {until}")
            if request.decision == Decision.REFUSED:
                line = _("不同意{what}")
            decided = line.format(what=what, until=until)
            found.setdefault(request.decided_seq, []).append(decided)
    for change in DueChange.objects.filter(matter=matter).order_by("id"):
        found.setdefault(change.seq, []).append(moved_text(change))
    return {seq: ";".join(lines) for seq, lines in found.items()}


def promised(matter: Matter) -> dict[int, str]:
    """Give the same for the citizen: what was granted, and until when they get an answer."""
    found: dict[int, list[str]] = {}
    granted = Request.objects.filter(matter=matter, decision=Decision.APPROVED).order_by("id")
    for request in granted:
        line = _("{what}到 {until}").format(
            what=ASKED[Asked(request.kind)], until=dates.day_text(request.until)
        )
        found.setdefault(request.decided_seq or 0, []).append(line)
    for change in DueChange.objects.filter(matter=matter, leg=None).order_by("id"):
        found.setdefault(change.seq, []).append(_moved(change, _("答复您的期限 {was} → {due}")))
    return {seq: ";".join(lines) for seq, lines in found.items()}


def moved_text(change: DueChange) -> str:
    """Give one move of a date: which clock, from when to when."""
    own = _("这一步期限 {was} → {due}")
    return _moved(change, own if change.leg_id else _("全程期限 {was} → {due}"))


def _moved(change: DueChange, line: str) -> str:
    """Fill in the dates; of the calendar it is said that it moved them."""
    told = line.format(was=_day(change.was), due=_day(change.due))
    why = str(CAUSES[Cause.CALENDAR]) if change.cause == Cause.CALENDAR else ""
    return labels.joined(why, told)


def _day(due: datetime) -> str:
    return dates.day_text(clock.local_day(due - INSTANT))


Still = tuple[str, datetime]
"""Why a turn's clock stands still, and until when."""


def standing_still(legs: Iterable[LegTold], now: datetime) -> dict[int, Still]:
    """Give, by the key of a turn, why its clock stands still now and until when.

    Asks nothing of turns whose date never moved: at most two statements for a whole page.
    """
    moved = [
        leg
        for leg in legs
        if leg.due and now < leg.due and (leg.state == State.PARKED or leg.due != leg.first_due)
    ]
    parked = {leg.matter_id: leg for leg in moved if leg.state == State.PARKED}
    paused = [leg.id for leg in moved if leg.state != State.PARKED]
    return dict(chain(_parked(parked), _paused(paused, now)))


def _parked(legs: Mapping[int, LegTold]) -> Iterator[tuple[int, Still]]:
    """Give the turns that are parked, by the newest request of each matter."""
    asked = Request.objects.filter(
        matter__in=list(legs), kind=Asked.PARK, decision=Decision.APPROVED
    ).order_by("id")
    reasons = dict(asked.values_list("matter_id", "reason")) if legs else {}
    for matter, leg in legs.items():
        day = clock.local_day(leg.started_at)
        words = labels.label(LISTS[Asked.PARK], reasons.get(matter, ""), day)
        if leg.due:
            yield leg.id, (words, leg.due)


def _paused(legs: Sequence[int], now: datetime) -> Iterator[tuple[int, Still]]:
    """Give the turns in whose pause the moment lies."""
    found = Pause.objects.filter(leg__in=legs, during__contains=now) if legs else ()
    for pause in found:
        day = clock.local_day(pause.during.lower)
        words = labels.label(LISTS[Asked.PAUSE], pause.reason, day)
        yield pause.leg_id, (words, pause.during.upper)

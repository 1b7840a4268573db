"""What the unit asks of the approver above it: a later date, a pause, parking; and its end."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from lianxin.consultation.matters.actions.checks import check_choice, check_words
from lianxin.consultation.matters.actions.moving import Moves, go_on, recount_dues
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.models import Pause, Request
from lianxin.consultation.matters.queries.requests import (
    LISTS,
    TIMES,
    kind_of,
    last_day,
    stands_at,
    why_not,
)
from lianxin.consultation.matters.rules.asking import Why
from lianxin.consultation.matters.rules.states import (
    Asked,
    Cause,
    Decision,
    Ending,
    Face,
    LegRole,
    State,
    Verb,
)
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, Refused
from lianxin.foundation.parameters import queries as parameters

TOLD: Final = {Asked.EXTEND: "extended", Asked.PAUSE: "paused", Asked.PARK: "parked"}
CAUSES: Final = {
    Asked.EXTEND: Cause.EXTENDED,
    Asked.PAUSE: Cause.PAUSED,
    Asked.PARK: Cause.PARKED,
}


@retried
def extend(
    *,
    by: Actor,
    matter: str,
    reason: str,
    until: date,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Ask for a later date, or by a reason that pauses the clock for a pause, up to ``until``.

    Before the step is due alone (hard case 23). The state stays; the request waits for the
    approver. Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    return _ask(by, Verb.EXTEND, matter, (reason, until, words), key, seen)


@retried
def park(
    *,
    by: Actor,
    matter: str,
    reason: str,
    until: date,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Ask to park a matter that cannot be done before ``until``. Raises as ``extend``."""
    return _ask(by, Verb.PARK, matter, (reason, until, words), key, seen)


def _ask(  # noqa: PLR0917 - the two verbs above name every argument
    by: Actor,
    verb: Verb,
    matter: str,
    asked: tuple[str, date, str],
    key: UUID | None,
    seen: int | None,
) -> Receipt:
    reason, until, words = asked
    arguments = {"matter": matter, "reason": reason, "until": until, "words": words}
    with handling(by, verb, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        kind = kind_of(verb, reason, work.day)
        _check_askable(work, kind)
        work.check_seen(seen)
        check_choice(work.day, LISTS[kind], reason, "reason")
        check_words(work.day, words, "explanation")
        _check_until(work, kind, until)
        if work.leg.accepted_at is not None:
            work.lay_hand(LegRole.HANDLE)
        work.event(reason=reason, words={Face.REASON: words}, public=False)
        request = Request(
            id=work.work.next_id(Request),
            matter=work.matter,
            leg=work.leg,
            seq=work.matter.seq,
            kind=kind,
            reason=reason,
            until=until,
            asked_by=by.id,
            asked_at=work.at,
        )
        known.requests = (*known.requests, request)
        work.work.add(request)
        work.notice("asked", f"unit:{work.standing().approving}")
        return work.receipt()


def _check_askable(work: Handling, kind: Asked) -> None:
    """Raise Refused when it is too late to ask, or something of the kind waits or runs."""
    leg, known = work.leg, work.known
    why = why_not(known, kind, work.at)
    if why is None:
        return
    pause = known.running_pause(work.at)
    facts: dict[Why, dict[str, object]] = {
        Why.LATE: {"until": leg.due},
        Why.PAUSED: {"until": pause.during.upper if pause else None},
        Why.ENOUGH: {"most": parameters.number(TIMES, on=work.day)},
    }
    raise Refused(why, where=work.matter.number, **facts.get(why, {}))


def _check_until(work: Handling, kind: Asked, until: date) -> None:
    """Raise Invalid for a day that is not after what stands, or later than may be asked for."""
    stands = stands_at(kind, work.leg, work.day)
    if until <= stands:
        raise Invalid("matters.until_early", where="until", day=stands)
    last = last_day(kind, stands)
    if until > last:
        raise Invalid("matters.until_far", where="until", day=last)


@retried
def decide(
    *,
    by: Actor,
    matter: str,
    approve: bool,
    words: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Decide what waits longest of what the unit asked; a refusal needs words.

    Approved, the dates move and the citizen is told; ``first_due`` stays, and so does a date of
    the whole matter that was late when it was asked. Raises NotFound, Conflict, Refused,
    NoRight, Invalid.
    """
    arguments = {"matter": matter, "approve": approve, "words": words}
    with handling(by, Verb.DECIDE, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        request = known.waiting
        if request is None:
            raise Refused("matters.nothing_asked", where=matter)
        if request.asked_by == by.id:
            raise NoRight("matters.own_request", where=matter)
        work.check_seen(seen)
        _check_decision(work, request, words, approve=approve)
        _decide(work, request, words, approve=approve)
        return work.receipt()


def _check_decision(work: Handling, request: Request, words: str, *, approve: bool) -> None:
    """Raise Invalid for a refusal without words, Refused for a yes to a day that is over."""
    if not approve:
        check_words(work.day, words, "explanation")
    elif request.until < work.day:
        raise Refused("matters.asked_day_over", where=work.matter.number, day=request.until)


def _decide(work: Handling, request: Request, words: str, *, approve: bool) -> None:
    kind, unit, moves = Asked(request.kind), work.owner, Moves(work)
    request.decision = Decision.APPROVED if approve else Decision.REFUSED
    request.decided_by, request.decided_at = work.by.id, work.at
    request.decided_seq = work.matter.seq + 1
    if approve:
        {Asked.EXTEND: _extend, Asked.PAUSE: _pause, Asked.PARK: _park}[kind](work, request)
    work.work.change(request, "decision", "decided_by", "decided_at", "decided_seq", "promised")
    work.event(reason=request.reason, words={Face.REASON: words}, public=approve)
    work.notice("decided", f"unit:{unit}")
    if approve:
        moves.note(CAUSES[kind])
        work.notice(TOLD[kind], "reporter")


def _extend(work: Handling, request: Request) -> None:
    total = work.matter.due
    request.promised = total is not None and request.asked_at < total
    recount_dues(work)


def _pause(work: Handling, request: Request) -> None:
    end = clock.start_of(request.until + timedelta(days=1))
    pause = Pause(
        id=work.work.next_id(Pause),
        matter=work.matter,
        leg=work.leg,
        during=DateTimeTZRange(work.at, end),
        reason=request.reason,
    )
    work.known.pauses = (*work.known.pauses, pause)
    work.work.add(pause)
    recount_dues(work)


def _park(work: Handling, request: Request) -> None:
    """Let the matter lie with the approver until the day asked for; it is no rectification."""
    matter = work.matter
    above = work.standing().approving
    work.end_leg(Ending.PARKED)
    matter.state = work.known.kind.move(Verb.DECIDE, State(matter.state), State.PARKED)
    matter.parked = True
    leg = work.open_leg(State.PARKED, above)
    leg.due = leg.first_due = clock.start_of(request.until + timedelta(days=1))
    leg.provisional = False
    recount_dues(work)


@retried
def resume(
    *,
    by: Actor,
    matter: str,
    words: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Take a parked matter up again at the same unit, or end a pause before its day.

    The limit goes on where it stood still. Raises NotFound, Conflict, Refused, NoRight.
    """
    arguments = {"matter": matter, "words": words}
    with handling(by, Verb.RESUME, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        work.take(matter)
        moves = Moves(work)
        if work.was is State.PARKED:
            work.check_seen(seen)
            _unpark(work)
        else:
            _end_pause(work)
            work.check_seen(seen)
        recount_dues(work)
        work.event(words={Face.REASON: words})
        moves.note(Cause.RESUMED)
        work.notice("resumed", f"unit:{work.owner}")
        work.notice("resumed", "reporter")
        return work.receipt()


def _unpark(work: Handling) -> None:
    matter = work.matter
    before = next(leg for leg in reversed(work.known.legs) if leg.role == LegRole.HANDLE)
    work.end_leg(Ending.DONE)
    matter.state = work.known.kind.move(Verb.RESUME, State(matter.state))
    matter.parked = False
    unit = work.directory.by_id(before.unit_id).code
    go_on(work, work.open_leg(State.IN_HAND, unit, designated=before.designated), before)


def _end_pause(work: Handling) -> None:
    pause = work.known.running_pause(work.at)
    if pause is None:
        raise Refused("matters.not_paused", where=work.matter.number)
    pause.during = DateTimeTZRange(pause.during.lower, work.at)
    work.work.change(pause, "during")

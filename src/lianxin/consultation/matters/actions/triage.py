"""The dispatch desk: classify, dispatch, redispatch."""

from uuid import UUID

from lianxin.consultation.matters.actions.checks import (
    check_choice,
    check_handler,
    check_unit_fits,
)
from lianxin.consultation.matters.actions.clocks import rule_for, total_due
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.rules.states import (
    Ending,
    Face,
    LegRole,
    State,
    Verb,
    Who,
)
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor


@retried
def classify(
    *,
    by: Actor,
    matter: str,
    category: str,
    urgency: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Set category and urgency; a changed urgency moves the due dates from their old starts.

    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "category": category, "urgency": urgency}
    with handling(by, Verb.CLASSIFY, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        check_choice(work.day, known.kind.categories, category, "category")
        check_choice(work.day, "matters.urgencies", urgency, "urgency")
        work.matter.category = category
        if work.matter.urgency != urgency:
            work.matter.urgency = urgency
            work.matter.due = total_due(known).at
            _move_clock(work)
        work.event()
        return work.receipt()


def _move_clock(work: Handling) -> None:
    """Count the open leg's limit anew when it is one that urgency decides."""
    state = State(work.matter.state)
    rule = rule_for(work.known.kind, state, work.matter.urgency, work.leg.round)
    if work.leg.rule != rule:
        work.restart_clock(state)


@retried
def dispatch(
    *,
    by: Actor,
    matter: str,
    to: str,
    reason: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Give a new matter to the unit ``to``, whose turn begins.

    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    return _send_to(by, Verb.DISPATCH, matter, to, reason, "", key, seen)


@retried
def redispatch(
    *,
    by: Actor,
    matter: str,
    to: str,
    reason: str,
    words: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Give a matter to another unit; from reopened the supervisor names it and that binds.

    A unit so designated may not return it (潍坊 ordinance, article 22); the outcome that the
    citizen denied is gone. Raises as dispatch.
    """
    return _send_to(by, Verb.REDISPATCH, matter, to, reason, words, key, seen)


def _send_to(  # noqa: PLR0917 - the two verbs above name every argument
    by: Actor,
    verb: Verb,
    matter: str,
    to: str,
    reason: str,
    words: str,
    key: UUID | None,
    seen: int | None,
) -> Receipt:
    arguments = {"matter": matter, "to": to, "reason": reason, "words": words}
    with handling(by, verb, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        check_handler(work.directory, known, to, "to")
        if reason:
            check_choice(work.day, "matters.reasons.redispatch", reason, "reason")
            check_unit_fits(work.day, work.directory, known, reason, to)
        designated = work.who is Who.SUPERVISOR
        if designated:
            work.lay_hand(LegRole.JUDGE)
            work.matter.outcome = ""
        done = verb is Verb.DISPATCH or designated or work.was is State.RETURNED
        work.end_leg(Ending.DONE if done else Ending.REDISPATCHED)
        work.matter.state = known.kind.move(verb, State(work.matter.state))
        work.open_leg(State.DISPATCHED, to, designated=designated)
        work.event(reason=reason, named=to, words={Face.NOTE: words})
        work.notice("dispatched", f"unit:{to}")
        return work.receipt()


@retried
def triage(
    *,
    by: Actor,
    matter: str,
    category: str,
    urgency: str,
    to: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Classify and dispatch in one act, as the dispatch desk does with one press."""
    arguments = {"matter": matter, "category": category, "urgency": urgency, "to": to}
    with act(by, "matters.triage", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.of(work.replay)
        Handling(work, by, Verb.DISPATCH).take(matter, seen=seen)
        classify(by=by, matter=matter, category=category, urgency=urgency)
        return dispatch(by=by, matter=matter, to=to)

"""The unit's own turn: accept, return, contact, rectify."""

from collections.abc import Sequence
from uuid import UUID

from lianxin.consultation.matters.actions.checks import (
    check_choice,
    check_handler,
    check_names,
    check_outcome,
    check_within,
    check_words,
)
from lianxin.consultation.matters.actions.evidence import add_photos
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.rules.states import Ending, Face, LegRole, State, Verb, Who
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Refused


@retried
def accept(*, by: Actor, matter: str, key: UUID | None = None, seen: int | None = None) -> Receipt:
    """Take a dispatched matter in hand; the citizen is told who handles it.

    Raises NotFound, Conflict, Refused, NoRight.
    """
    with handling(by, Verb.ACCEPT, key=key, arguments={"matter": matter}) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        state = known.kind.move(Verb.ACCEPT, State(work.matter.state))
        work.leg.accepted_at = work.at
        work.work.change(work.leg, "accepted_at")
        work.lay_hand(LegRole.HANDLE)
        work.stand(state)
        work.restart_clock(state)
        work.event()
        work.notice("accepted", "reporter")
        return work.receipt()


@retried
def return_(
    *,
    by: Actor,
    matter: str,
    reason: str,
    names: str,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Give a matter back to the dispatch desk, within the limit.

    Most reasons must name the right unit; without one, words must explain. A unit designated by
    the supervisor may not. Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "reason": reason, "names": names, "words": words}
    with handling(by, Verb.RETURN, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        _check_returnable(work)
        work.check_seen(seen)
        check_choice(work.day, "matters.reasons.return", reason, "reason")
        check_names(work.day, reason, names)
        check_words(work.day, words or names, "explanation")
        if names:
            check_handler(work.directory, known, names, "names")
        work.end_leg(Ending.RETURNED)
        work.matter.state = known.kind.move(Verb.RETURN, State(work.matter.state))
        desk = work.standing().triage
        work.open_leg(State.RETURNED, desk)
        work.event(reason=reason, named=names, words={Face.REASON: words})
        work.notice("returned", f"unit:{desk}")
        return work.receipt()


def _check_returnable(work: Handling) -> None:
    if work.leg.designated:
        raise Refused("matters.designated", where=work.matter.number)
    rule = f"{work.known.kind.limits}.return"
    check_within(work.known, rule, work.leg.since, work.at, "matters.return_late")


@retried
def contact(
    *,
    by: Actor,
    matter: str,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Note that the citizen was contacted; the first time counts.

    While a matter is judged again the supervisor makes the contact, not the judged unit.

    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    with handling(by, Verb.CONTACT, key=key, arguments={"matter": matter, "words": words}) as work:
        if work.replay:
            return work.replay
        work.take(matter, seen=seen)
        check_words(work.day, words, "words")
        if work.who is not Who.DISPATCHER:
            work.lay_hand(LegRole.HANDLE if work.who is Who.UNIT else LegRole.JUDGE)
        if work.matter.first_contact_at is None:
            work.matter.first_contact_at = work.at
        work.event(words={Face.NOTE: words})
        return work.receipt()


@retried
def rectify(
    *,
    by: Actor,
    matter: str,
    outcome: str,
    words: str,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Say what was done and with which outcome, with photos before and after.

    ``before`` and ``after`` are tokens of kept photos. Raises NotFound, Conflict, Refused,
    NoRight, Invalid.
    """
    arguments = {"matter": matter, "outcome": outcome, "words": words}
    with handling(by, Verb.RECTIFY, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        check_outcome(work.day, known.kind.outcomes, outcome)
        check_words(work.day, words, "words")
        state = known.kind.move(
            Verb.RECTIFY, State(work.matter.state), known.kind.rectified_state()
        )
        work.matter.outcome = outcome
        work.lay_hand(LegRole.HANDLE)
        work.stand(state)
        work.event(words={Face.RECTIFICATION: words})
        add_photos(work, before=before, after=after)
        return work.receipt()

"""The reply: written, held for some minutes, sent."""

from uuid import UUID

from lianxin.consultation.matters.actions.checks import check_outcome, check_words, held_for
from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.models import Reply
from lianxin.consultation.matters.queries.routes import callback_unit
from lianxin.consultation.matters.rules.states import (
    Ending,
    Face,
    LegRole,
    State,
    Verb,
    Who,
)
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NotYet, Refused


@retried
def reply(
    *,
    by: Actor,
    matter: str,
    words: str,
    outcome: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Write the reply; it goes out by itself after ``matters.reply.held`` seconds.

    A reply still held is replaced. ``outcome`` is needed when no rectification set one.
    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "words": words, "outcome": outcome}
    with handling(by, Verb.REPLY, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        check_words(work.day, words, "reply")
        _set_outcome(work, outcome)
        _recall_held(work)
        work.lay_hand(LegRole.HANDLE)
        work.stand(known.kind.move(Verb.REPLY, State(work.matter.state)))
        work.event(words={Face.REPLY: words})
        until = work.at + held_for(work.at)
        known.reply = Reply(
            id=work.work.next_id(Reply),
            matter=work.matter,
            round=work.matter.round,
            seq=work.matter.seq,
            held_until=until,
        )
        work.work.add(known.reply)
        work.notice("reply_due", "job", not_before=until)
        return work.receipt()


def _set_outcome(work: Handling, outcome: str) -> None:
    if outcome:
        check_outcome(work.day, work.known.kind.outcomes, outcome)
        work.matter.outcome = outcome
    elif not work.matter.outcome:
        raise Invalid("matters.outcome_missing", where="outcome")


def _recall_held(work: Handling) -> None:
    held = work.known.reply
    if held is not None:
        held.recalled_at = work.at
        work.work.change(held, "recalled_at")


@retried
def send(*, by: Actor, matter: str, key: UUID | None = None, seen: int | None = None) -> Receipt:
    """Let the held reply go to the citizen; a unit that did not handle will call back.

    The job waits until the holding is over, the unit may send at once. Raises NotFound,
    Conflict, Refused, NoRight.
    """
    with handling(by, Verb.SEND, key=key, arguments={"matter": matter}) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        held = known.reply
        if held is None:
            raise Refused("matters.no_reply", where=matter)
        if work.who is Who.JOB and work.at < held.held_until:
            raise NotYet("matters.reply_held", where=matter, until=held.held_until)
        work.check_seen(seen)
        if work.who is Who.UNIT:
            work.lay_hand(LegRole.HANDLE)
        held.sent_at = work.at
        work.work.change(held, "sent_at")
        _pass_to_citizen(work)
        work.event()
        _tell(work)
        return work.receipt()


def _pass_to_citizen(work: Handling) -> None:
    matter = work.matter
    own = work.owner
    work.end_leg(Ending.DONE)
    matter.state = work.known.kind.move(Verb.SEND, State(matter.state))
    matter.replied_at = work.at
    if matter.first_contact_at is None:
        matter.first_contact_at = work.at
    matter.answer = matter.grade = ""
    work.open_leg(State.WITH_CITIZEN, callback_unit(work.directory, own, work.known.handled))


def _tell(work: Handling) -> None:
    work.notice("answered", "reporter")
    window = deadline("matters.windows.confirm", work.at)
    work.notice("window_over", "job", not_before=window.at)

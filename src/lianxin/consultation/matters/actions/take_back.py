"""Take back: the doer undoes the last act while nobody built on it."""

from uuid import UUID

from lianxin.consultation.matters.actions.moving import Moves, go_on, recount_dues
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.models import Event
from lianxin.consultation.matters.rules.stages import retakable
from lianxin.consultation.matters.rules.states import Cause, Decision, Ending, State, Verb
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Refused

NEW_LEG = frozenset({Verb.DISPATCH, Verb.REDISPATCH, Verb.ACCEPT, Verb.RETURN, Verb.DECIDE})


@retried
def take_back(
    *,
    by: Actor,
    matter: str,
    reason: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Undo one's own last act: the image before it comes back, in a new leg of the old turn.

    A held reply is recalled. Raises NotFound, Conflict, Refused (nothing to take back, or
    already built on or sent), NoRight.
    """
    arguments = {"matter": matter, "reason": reason}
    with handling(by, Verb.TAKE_BACK, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        undone = known.last_act()
        verb = Verb(undone.verb)
        if not retakable(verb, State(undone.state)):
            raise Refused("matters.nothing_to_take_back", where=matter, verb=verb)
        work.check_seen(seen)
        before = next(event for event in reversed(known.history()) if event.seq == undone.seq - 1)
        if verb is Verb.REPLY:
            _recall(work)
        known.kind.move(Verb.TAKE_BACK, State(work.matter.state), State(before.state))
        moves = Moves(work)
        _restore(work, before, new_leg=verb in NEW_LEG)
        if verb is Verb.DECIDE:
            _unpark(work, undone.seq)
        work.event(reason=reason, taken_back=undone.seq)
        moves.note(Cause.UNDONE)
        return work.receipt()


def _recall(work: Handling) -> None:
    held = work.known.reply
    if held is None or held.sent_at is not None:
        raise Refused("matters.reply_sent", where=work.matter.number)
    held.recalled_at = work.at
    work.work.change(held, "recalled_at")
    work.known.reply = None


def _restore(work: Handling, before: Event, *, new_leg: bool) -> None:
    state = State(before.state)
    matter = work.matter
    matter.outcome = before.outcome
    if not new_leg:
        work.stand(state)
        return
    leg_before = next(leg for leg in work.known.legs if leg.id == before.leg_id)
    work.end_leg(Ending.TAKEN_BACK)
    matter.unit_id = before.unit_id
    matter.state = state
    unit = work.directory.by_id(leg_before.unit_id).code
    go_on(work, work.open_leg(state, unit, designated=leg_before.designated), leg_before)
    matter.unit_id = before.unit_id


def _unpark(work: Handling, decided_seq: int) -> None:
    """Let the clocks go on where parking stopped them; what was asked may be asked again."""
    work.matter.parked = False
    request = next(one for one in work.known.requests if one.decided_seq == decided_seq)
    request.decision = Decision.UNDONE
    work.work.change(request, "decision")
    recount_dues(work)

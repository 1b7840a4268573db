"""The supervisor concludes; anyone who sees a matter may write a note."""

from uuid import UUID

from lianxin.consultation.matters.actions.checks import check_words
from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.rules.states import Ending, Face, LegRole, State, Verb, Who
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotYet, Refused

CONFIRM_WINDOW = "matters.windows.confirm"


@retried
def conclude(
    *,
    by: Actor,
    matter: str,
    words: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Close the file: the citizen answered, or the window is over; silence stays silence.

    A reopened matter needs the supervisor's words. Raises NotFound, Conflict, Refused,
    NoRight, Invalid.
    """
    arguments = {"matter": matter, "words": words}
    with handling(by, Verb.CONCLUDE, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        _check_ripe(work)
        work.check_seen(seen)
        if work.was is State.REOPENED:
            check_words(work.day, words, "words")
        work.lay_hand(LegRole.JUDGE)
        work.end_leg(Ending.CONCLUDED)
        work.matter.state = known.kind.move(Verb.CONCLUDE, State(work.matter.state))
        work.matter.concluded_at = work.at
        work.event(words={Face.REASON: words})
        work.notice("concluded", "reporter")
        return work.receipt()


def _check_ripe(work: Handling) -> None:
    matter = work.matter
    if matter.state == State.REOPENED:
        if work.who is Who.JOB:
            raise Refused("matters.not_yet", where=matter.number, until=None)
        return
    if matter.answer and work.who is Who.SUPERVISOR:
        return
    until = deadline(CONFIRM_WINDOW, matter.replied_at or work.at).at
    if work.at < until:
        raise NotYet("matters.not_yet", where=matter.number, until=until)


@retried
def note(
    *,
    by: Actor,
    matter: str,
    words: str,
    key: UUID | None = None,
) -> Receipt:
    """Write an internal note, for the writer's own unit alone.

    Raises NotFound, NoRight, Invalid.
    """
    with handling(by, Verb.NOTE, key=key, arguments={"matter": matter, "words": words}) as work:
        if work.replay:
            return work.replay
        work.take(matter)
        check_words(work.day, words, "words")
        work.event(words={Face.NOTE: words}, public=False)
        return work.receipt()

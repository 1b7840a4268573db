"""What the citizen does: confirm, rate, reopen, supplement, withdraw."""

from uuid import UUID

from lianxin.consultation.matters.actions.checks import check_choice, check_within, check_words
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.models import Confirmation
from lianxin.consultation.matters.queries.routes import callback_unit
from lianxin.consultation.matters.rules.states import (
    REFUSED_OUTCOMES,
    Answer,
    Ending,
    Face,
    Grade,
    LegRole,
    State,
    Verb,
    Who,
)
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Refused

REOPEN_WINDOW = "matters.windows.reopen"
GRADES = "matters.grades"
FINAL_OUTCOMES = frozenset({"withdrawn", "merged"})
"""Outcomes that the citizen's word does not undo: they ended without an answer."""

_TARGETS: dict[tuple[Answer, State], State] = {
    (Answer.SOLVED, State.WITH_CITIZEN): State.CONCLUDED,
    (Answer.SOLVED, State.CONCLUDED): State.CONCLUDED,
    (Answer.PARTLY, State.WITH_CITIZEN): State.WITH_CITIZEN,
    (Answer.PARTLY, State.CONCLUDED): State.CONCLUDED,
    (Answer.UNSOLVED, State.WITH_CITIZEN): State.REOPENED,
    (Answer.UNSOLVED, State.CONCLUDED): State.REOPENED,
}


@retried
def confirm(
    *,
    by: Actor,
    matter: str,
    answer: Answer,
    words: str = "",
    via: str = "link",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Take the citizen's word: solved concludes, unsolved reopens at the supervisor.

    ``via`` tells how it came: "link", "code", "telephone". It may be changed until
    ``matters.windows.reopen`` is over. Raises NotFound, Conflict, Refused, NoRight.
    """
    arguments = {"matter": matter, "answer": answer, "words": words, "via": via}
    with handling(by, Verb.CONFIRM, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        _check_window(work)
        work.check_seen(seen)
        was = State(work.matter.state)
        state = known.kind.move(Verb.CONFIRM, was, _TARGETS[answer, was])
        if work.who is Who.SUPERVISOR:
            work.lay_hand(LegRole.CALLBACK)
        work.matter.answer = answer
        round_ = known.answered_round
        replaced = known.confirmation_of(round_)
        _enter(work, state, Ending.DONE)
        work.event(words={Face.SUPPLEMENT: words})
        grade = replaced.grade if replaced else ""
        _keep(work, replaced, round_, answer=answer, grade=grade, via=via)
        if state is State.REOPENED:
            work.notice("reopened", f"unit:{work.owner}")
        return work.receipt()


def _check_window(work: Handling, *, unanswered: frozenset[str] = REFUSED_OUTCOMES) -> None:
    """Check that the citizen may still speak; what was refused may be looked at again alone."""
    matter = work.matter
    if matter.outcome in FINAL_OUTCOMES | unanswered:
        raise Refused("matters.ended_without_answer", where=matter.number)
    refused = matter.outcome in REFUSED_OUTCOMES
    start = matter.concluded_at if refused else matter.replied_at
    check_within(work.known, REOPEN_WINDOW, start, work.at, "matters.window_over")


def _enter(work: Handling, state: State, ending: Ending) -> None:
    """Move to concluded or reopened, or stay."""
    matter = work.matter
    if state == matter.state:
        return
    if matter.state != State.CONCLUDED:
        work.end_leg(ending)
    matter.state = state
    if state is State.CONCLUDED:
        matter.concluded_at = work.at
    else:
        _reopen(work)


def _reopen(work: Handling) -> None:
    matter = work.matter
    matter.concluded_at = None
    matter.reopened += 1
    matter.round += 1
    own = work.directory.by_id(matter.unit_id or matter.first_receiver_id).code
    unit = callback_unit(work.directory, own, work.known.handled)
    work.open_leg(State.REOPENED, unit)
    work.known.reply = None


def _keep(
    work: Handling, replaced: Confirmation | None, round_: int, *, answer: str, grade: str, via: str
) -> None:
    """Keep the citizen's word of the round it answers; an earlier one stays, replaced."""
    if replaced is not None:
        replaced.replaced = True
        work.work.change(replaced, "replaced")
    kept = Confirmation(
        id=work.work.next_id(Confirmation),
        matter=work.matter,
        round=round_,
        seq=work.matter.seq,
        answer=answer,
        grade=grade,
        via=via,
    )
    work.work.add(kept)
    work.known.confirmation = kept


@retried
def rate(
    *,
    by: Actor,
    matter: str,
    grade: Grade,
    words: str = "",
    key: UUID | None = None,
) -> Receipt:
    """Take how content the citizen is with the handling; no unit learns who rated.

    Raises NotFound, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "grade": grade, "words": words}
    with handling(by, Verb.RATE, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        check_choice(work.day, GRADES, grade, "grade")
        _check_window(work)
        round_ = known.answered_round
        replaced = known.confirmation_of(round_)
        work.matter.grade = grade
        work.event(words={Face.SUPPLEMENT: words})
        _keep(
            work,
            replaced,
            round_,
            answer=replaced.answer if replaced else "",
            grade=grade,
            via=replaced.via if replaced else "link",
        )
        return work.receipt()


@retried
def reopen(
    *,
    by: Actor,
    matter: str,
    reason: str,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Open an answered matter again, within the window; the supervisor judges it.

    What the citizen said of the answer stays with its round and counts no longer.
    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "reason": reason, "words": words}
    with handling(by, Verb.REOPEN, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter)
        _check_window(work, unanswered=frozenset())
        work.check_seen(seen)
        check_choice(work.day, "matters.reasons.reopen", reason, "reason")
        check_words(work.day, words, "words")
        if work.who is Who.SUPERVISOR:
            work.lay_hand(LegRole.JUDGE)
        _enter(work, known.kind.move(Verb.REOPEN, State(work.matter.state)), Ending.DONE)
        work.matter.answer = work.matter.grade = ""
        face = Face.SUPPLEMENT if work.who is Who.CITIZEN else Face.REASON
        work.event(reason=reason, words={face: words})
        work.notice("reopened", f"unit:{work.owner}")
        return work.receipt()


@retried
def supplement(
    *,
    by: Actor,
    matter: str,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Add a sentence of the citizen's. Raises NotFound, Conflict, Refused, NoRight, Invalid."""
    arguments = {"matter": matter, "words": words}
    with handling(by, Verb.SUPPLEMENT, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        work.take(matter, seen=seen)
        check_words(work.day, words, "words")
        work.event(words={Face.SUPPLEMENT: words})
        work.notice("supplemented", f"unit:{work.owner}")
        return work.receipt()


@retried
def withdraw(
    *,
    by: Actor,
    matter: str,
    reason: str,
    words: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """End a matter at the citizen's own wish. Raises NotFound, Conflict, Refused, NoRight."""
    arguments = {"matter": matter, "reason": reason, "words": words}
    with handling(by, Verb.WITHDRAW, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        known = work.take(matter, seen=seen)
        check_choice(work.day, "matters.reasons.withdraw", reason, "reason")
        owner = work.owner
        held = known.reply
        if held is not None and held.sent_at is None:
            held.recalled_at = work.at
            work.work.change(held, "recalled_at")
        work.end_leg(Ending.CONCLUDED)
        work.matter.state = known.kind.move(Verb.WITHDRAW, State(work.matter.state))
        work.matter.outcome = "withdrawn"
        work.matter.concluded_at = work.at
        work.event(reason=reason, words={Face.REASON: words})
        work.notice("withdrawn", f"unit:{owner}")
        return work.receipt()

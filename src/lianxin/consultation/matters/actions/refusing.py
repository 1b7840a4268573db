"""The dispatch desk refuses what is not the police's, and forwards it with the giver's consent."""

from uuid import UUID

from lianxin.consultation.matters.actions.checks import check_choice, check_words
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.rules.states import Ending, Face, State, Verb
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters import queries as parameters

REASONS = "matters.reasons.decline"
CHANNELS = "matters.channels"


@retried
def decline(
    *,
    by: Actor,
    matter: str,
    reason: str,
    words: str,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Refuse a matter at once: the reason and the right channel are told (UI section 6).

    It is out of the units' rates; the citizen may ask for a second look within the window.
    Raises NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "reason": reason, "words": words}
    with handling(by, Verb.DECLINE, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        work.take(matter, seen=seen)
        check_choice(work.day, REASONS, reason, "reason")
        check_words(work.day, words, "explanation")
        return _end(work, "not_accepted", reason, words)


@retried
def refer(
    *,
    by: Actor,
    matter: str,
    reason: str,
    words: str,
    consent: bool,
    key: UUID | None = None,
    seen: int | None = None,
) -> Receipt:
    """Forward a matter to another body, with the giver's consent (hard case 17).

    ``reason`` names the body, ``consent`` that its giver agreed to be named there. Raises
    NotFound, Conflict, Refused, NoRight, Invalid.
    """
    arguments = {"matter": matter, "reason": reason, "words": words, "consent": consent}
    with handling(by, Verb.REFER, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        work.take(matter, seen=seen)
        check_choice(work.day, CHANNELS, reason, "reason")
        check_words(work.day, words, "explanation")
        if not consent:
            raise Invalid("matters.consent_missing", where="consent")
        channel = parameters.choice(CHANNELS, reason, on=work.day)
        return _end(work, str(channel.extra["outcome"]), reason, words)


def _end(work: Handling, outcome: str, reason: str, words: str) -> Receipt:
    matter = work.matter
    work.end_leg(Ending.CONCLUDED)
    matter.state = work.known.kind.move(work.verb, State(matter.state))
    matter.outcome = outcome
    matter.concluded_at = work.at
    if matter.first_contact_at is None:
        matter.first_contact_at = work.at
    work.event(reason=reason, words={Face.REASON: words})
    work.notice("declined" if work.verb is Verb.DECLINE else "referred", "reporter")
    return work.receipt()

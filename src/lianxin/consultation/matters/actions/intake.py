"""Intake: every source ends here, and every matter keeps its origin for ever."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lianxin.consultation.matters.actions.checks import check_choice, check_words
from lianxin.consultation.matters.actions.clocks import deadline, total_rule
from lianxin.consultation.matters.actions.evidence import add_photos
from lianxin.consultation.matters.actions.numbers import new_find, new_number
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.work import Handling, handling
from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Lookup, Matter, Party
from lianxin.consultation.matters.queries.routes import triage_unit
from lianxin.consultation.matters.rules.states import Face, State, Verb
from lianxin.consultation.matters.rules.subject import subject_of
from lianxin.foundation.audit.actions import retried
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import lookup_code, secret_digest
from lianxin.foundation.vault import actions as vault
from lianxin.foundation.vault.queries import pepper

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who said it: a telephone number for the answer (may be empty) and two wishes."""

    telephone: str = ""
    may_publish: bool = False
    wants_reply: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, where, and of which kind; ``subject`` is made from the words if empty."""

    words: str
    place: str = ""
    subject: str = ""
    kind: str = "suggestion"
    category: str = ""
    urgency: str = "normal"
    origin: str = ""
    photos: Sequence[str] = ()


@retried
def intake(
    *,
    by: Actor,
    said: Said,
    source: str,
    first_receiver: str,
    reporter: Reporter | None = None,
    received_on: date | None = None,
    code: bool = False,
    key: UUID | None = None,
) -> Receipt:
    """Take a matter in and give its receipt.

    ``first_receiver`` is the code of the unit that took it; ``received_on`` the day on the
    slip when it is keyed in later; with ``code`` the reporter gets a look-up code, derived
    from ``key`` (SECURITY AY4). Photos are no part of what the key stands for: the same post
    sent twice keeps them anew. Raises Invalid, NoRight.
    """
    reporter = reporter or Reporter()
    content = replace(said, photos=())
    arguments = {
        "said": repr(content),
        "source": source,
        "first_receiver": first_receiver,
        "reporter": repr(reporter),
        "received_on": received_on,
    }
    with handling(by, Verb.INTAKE, key=key, arguments=arguments) as work:
        if work.replay:
            return work.replay
        check_source(work, source, first_receiver)
        check_words(work.day, said.words, "words")
        _begin(work, said, source, first_receiver, received_on)
        _triage(work, first_receiver, said.words)
        add_photos(work, report=said.photos)
        _add_reporter(work, reporter)
        find = _add_code(work, key) if code and key else ""
        return work.receipt(find)


def check_source(work: Handling, source: str, first_receiver: str) -> None:
    """Let citizens in online alone, and staff where they may take down.

    Raises NoRight, or Invalid for a source that is no parameter.
    """
    by = work.by
    check_choice(work.day, "matters.sources", source, "source")
    if by.kind is ActorKind.CITIZEN:
        if source != ONLINE:
            raise NoRight("matters.source_staff", where="source")
    elif not by.holds(Right.MATTERS_TAKE_DOWN, first_receiver):
        raise NoRight("matters.take_down", where="first_receiver", unit=first_receiver)


def _begin(
    work: Handling, said: Said, source: str, first_receiver: str, received_on: date | None
) -> None:
    kind = KINDS.get(said.kind)
    if kind is None:
        raise Invalid("matters.choice", where="kind", given=said.kind)
    if said.category:
        check_choice(work.day, kind.categories, said.category, "category")
    check_choice(work.day, "matters.urgencies", said.urgency, "urgency")
    now = work.work.occurred_at
    registered_on = work.day
    if received_on and received_on > registered_on:
        raise Invalid("matters.received_later", where="received_on", day=received_on)
    receiver = work.directory.by_code(first_receiver)
    work.begin(
        Matter(
            id=work.work.next_id(Matter),
            number=new_number(work.work, registered_on),
            kind=said.kind,
            category=said.category,
            urgency=said.urgency,
            guard=kind.guard,
            source=source,
            origin=said.origin,
            subject=said.subject or subject_of(said.words),
            place=said.place,
            area=receiver.area,
            first_receiver_id=receiver.id,
            received_on=received_on or registered_on,
            registered_on=registered_on,
            registered_at=now,
            last_at=now,
            state=State.NEW,
            due=deadline(total_rule(kind, said.urgency), now, receiver.area).at,
            unit_ids=[receiver.id],
        )
    )


def _triage(work: Handling, first_receiver: str, words: str) -> None:
    unit = triage_unit(work.directory, first_receiver)
    work.open_leg(State.NEW, unit)
    work.event(words={Face.ORIGINAL: words})
    work.notice("received", f"unit:{unit}")


def _add_reporter(work: Handling, reporter: Reporter) -> None:
    party = Party(
        matter=work.matter,
        may_publish=reporter.may_publish,
        wants_reply=reporter.wants_reply,
    )
    if reporter.telephone:
        put = vault.put(work.work, reporter.telephone)
        party.contact, party.mask = put.id, put.mask
    work.work.add(party)


def _add_code(work: Handling, key: UUID) -> str:
    secret = pepper()
    code = lookup_code(secret, key.bytes, new_find())
    work.work.add(Lookup(matter=work.matter, find=code.find, secret=secret_digest(secret, code)))
    return code.find

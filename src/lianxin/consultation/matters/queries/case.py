"""A matter as its citizen sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Evidence, Leg, Matter, Party, Reply
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.badges import (
    Badge,
    Clock,
    badge_of,
    total_clock,
    turn_clock,
)
from lianxin.consultation.matters.queries.photos import last_sent, public_evidence
from lianxin.consultation.matters.queries.timeline import (
    Entry,
    public_entries,
    unit_name,
    words_of,
)
from lianxin.consultation.matters.rules.stages import MOVES
from lianxin.consultation.matters.rules.states import REFUSED_OUTCOMES, Face, LegRole, State, Verb
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces import dates
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory


@dataclass(frozen=True, slots=True)
class Half:
    """One photo of a pair, with the address it is served under."""

    src: str
    href: str
    alt: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after; a missing half is None."""

    caption: str
    before: Half | None
    after: Half | None


@dataclass(frozen=True, slots=True)
class Answered:
    """The reply of the round: who, when, the words, what it came to, the photos."""

    unit: str
    when: str
    words: str
    outcome: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the citizen's page prints, as finished text."""

    number: str
    subject: str
    place: str
    state: State
    badge: Badge
    unit: str
    step: Clock | None
    total: Clock
    entries: tuple[Entry, ...]
    original: str
    photos: tuple[Half, ...]
    answered: Answered | None
    answer: str
    grade: str
    seq: int
    mask: str
    can_supplement: bool
    can_withdraw: bool
    can_answer: bool
    answer_until: str
    judged_by: str


def case_of(number: str, *, photo_base: str) -> Case:
    """Give the citizen's view; ``photo_base`` is the address below which photos are served.

    Raises NotFound("matters.not_found").
    """
    matter = Matter.objects.filter(number=number).first()
    if matter is None:
        raise NotFound("matters.not_found", where=number)
    directory = units.directory()
    now = timezone.now()
    until = answer_until(matter)
    state = State(matter.state)
    party = Party.objects.filter(matter=matter, capacity="reporter").first()
    return Case(
        number=matter.number,
        subject=matter.subject,
        place=matter.place,
        state=state,
        badge=badge_of(matter),
        unit=unit_name(directory, matter.unit_id),
        step=_step(matter, now),
        total=total_clock(matter, clock.calendar(), now),
        entries=tuple(public_entries(matter, directory)),
        original=words_of(matter, (Face.ORIGINAL,)).get((1, Face.ORIGINAL), ""),
        photos=reported(matter, directory, photo_base),
        answered=_answered(matter, directory, photo_base),
        answer=matter.answer,
        grade=matter.grade,
        seq=matter.seq,
        mask=party.mask if party else "",
        can_supplement=MOVES.allowed(Verb.SUPPLEMENT, state),
        can_withdraw=MOVES.allowed(Verb.WITHDRAW, state) and state is not State.WITH_CITIZEN,
        can_answer=until is not None and now < until and MOVES.allowed(Verb.CONFIRM, state),
        answer_until=dates.due_text(until) if until else "",
        judged_by=_judged_by(matter),
    )


def answer_until(matter: Matter) -> datetime | None:
    """Give until when the citizen may speak on the answer; None without one."""
    if matter.replied_at is None or matter.outcome in {"withdrawn", *REFUSED_OUTCOMES}:
        return None
    limit = clock.limit("matters.windows.reopen", on=clock.local_day(matter.replied_at))
    return clock.calendar().deadline(matter.replied_at, limit).at


def _leg(matter: Matter) -> Leg | None:
    return Leg.objects.standing().filter(matter=matter).first()


def _judged_by(matter: Matter) -> str:
    """Give by when the supervisor decides on a matter that is open again."""
    leg = _leg(matter)
    judging = leg is not None and leg.role == LegRole.JUDGE
    return dates.due_text(leg.due) if leg and judging and leg.due else ""


def _step(matter: Matter, now: datetime) -> Clock | None:
    leg = _leg(matter)
    if leg is None or leg.role == LegRole.CALLBACK:
        return None
    return turn_clock(leg, clock.calendar(), now)


def _answered(matter: Matter, directory: Directory, photo_base: str) -> Answered | None:
    """Give the newest answer that was sent, its unit and outcome as they were when it was."""
    sent = last_sent(matter)
    if sent is None:
        return None
    reply = Reply.objects.filter(matter=matter, seq__lt=sent.seq).latest("seq")
    words = words_of(matter, (Face.REPLY,)).get((reply.seq, Face.REPLY), "")
    on = matter.registered_on
    return Answered(
        unit=unit_name(directory, sent.unit_id),
        when=dates.day_text(clock.local_day(sent.occurred_at)),
        words=words,
        outcome=labels.label(KINDS[matter.kind].outcomes, sent.outcome, on),
        pairs=tuple(pairs_of(public_evidence(matter), matter, directory, photo_base)),
    )


def reported(matter: Matter, directory: Directory, photo_base: str) -> tuple[Half, ...]:
    """Give the photos that came with what was said."""
    found = Evidence.objects.filter(matter=matter, role="report").order_by("ordinal")
    return tuple(half_of(one, matter, directory, photo_base) for one in found)


def pairs_of(
    evidence: QuerySet[Evidence], matter: Matter, directory: Directory, photo_base: str
) -> list[Pair]:
    """Give the photos before and after, in pairs, newest act first."""
    halves: dict[tuple[int, int], dict[str, Half]] = {}
    for one in evidence.exclude(role="report").order_by("ordinal"):
        half = half_of(one, matter, directory, photo_base)
        halves.setdefault((-one.seq, one.pair or 0), {})[one.role] = half
    return [
        Pair("", sides.get("before"), sides.get("after")) for _key, sides in sorted(halves.items())
    ]


def half_of(one: Evidence, matter: Matter, directory: Directory, photo_base: str) -> Half:
    """Give one photo with its address, its taker's unit and day."""
    event = matter.events.get(seq=one.seq)
    names = {"before": _("整改前"), "after": _("整改后"), "report": _("反映时")}
    return Half(
        src=f"{photo_base}/{one.ordinal}?size=small",
        href=f"{photo_base}/{one.ordinal}",
        alt=_("{what}的照片:{subject}").format(what=names[one.role], subject=matter.subject),
        when=dates.day_text(clock.local_day(event.occurred_at)),
        who=unit_name(directory, event.by_unit_id),
    )

"""S5: a matter as staff see it, with what they may do now."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import Evidence, Leg, Matter, Party, Reply
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.badges import (
    Badge,
    Clock,
    answer_text,
    badge_of,
    contact_text,
    total_clock,
    turn_clock,
    urgent_text,
)
from lianxin.consultation.matters.queries.case import Half, Pair, pairs_of, reported
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.requests import waiting_text
from lianxin.consultation.matters.queries.timeline import (
    Entry,
    desk_entries,
    unit_name,
    words_of,
)
from lianxin.consultation.matters.queries.visible import opens_contact, sees_rating, visible
from lianxin.consultation.matters.rules.states import Face, Grade, LegRole, State
from lianxin.consultation.matters.words import GRADES, ROLES
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces import dates
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LegTime:
    """How long one unit's turn took."""

    unit: str
    role: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class DeskCase:
    """Everything the desk's page of a matter prints, as finished text."""

    number: str
    seq: int
    subject: str
    state: State
    badge: Badge
    urgent: str
    clock: Clock | None
    total: Clock
    facts: tuple[Fact, ...]
    original: str
    photos: tuple[Half, ...]
    pairs: tuple[Pair, ...]
    entries: tuple[Entry, ...]
    legs: tuple[LegTime, ...]
    waiting: str
    held_reply: str
    held_until: str
    held_iso: str
    mask: str
    may_open: bool


def matter_of(who: Actor, number: str) -> Matter:
    """Give a matter one may see. Raises NotFound("matters.not_found"), absent or out of sight."""
    found = visible(who).filter(number=number).first()
    if found is None:
        raise NotFound("matters.not_found", where=number)
    return found


def contact_of(matter: Matter) -> UUID | None:
    """Give the key of the reporter's contact in the vault; None when none was left."""
    return (
        Party.objects.filter(matter=matter, capacity="reporter")
        .values_list("contact", flat=True)
        .first()
    )


def desk_case(who: Actor, number: str, *, undo_href: str = "") -> DeskCase:
    """Give the desk's page of a matter; ``undo_href`` takes back the last act. Raises NotFound."""
    matter = matter_of(who, number)
    directory, now, calendar = units.directory(), timezone.now(), clock.calendar()
    known = known_of(matter)
    leg, rating = known.leg, sees_rating(who, known)
    base = f"/desk/matters/{number}/photos"
    party = Party.objects.filter(matter=matter, capacity="reporter").first()
    held = Reply.objects.filter(matter=matter, recalled_at=None, sent_at=None).first()
    words = words_of(matter, (Face.ORIGINAL, Face.REPLY))
    return DeskCase(
        number=number,
        seq=matter.seq,
        subject=matter.subject,
        state=State(matter.state),
        badge=badge_of(matter),
        urgent=urgent_text(matter),
        clock=turn_clock(leg, calendar, now),
        total=total_clock(matter, calendar, now),
        facts=tuple(_facts(matter, leg, directory, rating=rating)),
        original=words.get((1, Face.ORIGINAL), ""),
        photos=reported(matter, directory, base),
        pairs=tuple(pairs_of(Evidence.objects.filter(matter=matter), matter, directory, base)),
        entries=tuple(desk_entries(who, known, directory, undo_href=undo_href)),
        legs=tuple(_legs(known.legs, directory)),
        waiting=waiting_text(known.waiting),
        held_reply=words.get((held.seq, Face.REPLY), "") if held else "",
        held_until=dates.clock_text(held.held_until) if held else "",
        held_iso=dates.iso_text(held.held_until) if held else "",
        mask=party.mask if party and party.contact else "",
        may_open=bool(party and party.contact) and opens_contact(who, matter),
    )


def _facts(matter: Matter, leg: Leg | None, directory: Directory, *, rating: bool) -> list[Fact]:
    on = matter.registered_on
    rows = [
        (_("类别"), labels.category(matter) or _("未分类")),
        (_("紧急程度"), labels.label("matters.urgencies", matter.urgency, on)),
        (_("在哪里"), matter.place),
        (_("来源"), labels.label("matters.sources", matter.source, on)),
        (_("首接单位"), directory.by_id(matter.first_receiver_id).name),
        (_("收到"), received_text(matter)),
        (_("经办单位"), unit_name(directory, matter.unit_id)),
        (_("现在在"), unit_name(directory, leg.unit_id) if leg else ""),
        (_("首次联系"), contact_text(matter, clock.calendar(), timezone.now())),
        (_("期限规则"), rule_text(leg)),
        (_("结果"), labels.outcome(matter)),
        (_("群众说"), answer_text(matter) if matter.replied_at else ""),
        (_("满意度"), str(GRADES[Grade(matter.grade)]) if rating and matter.grade else ""),
    ]
    return [Fact(name, text) for name, text in rows if text]


def received_text(matter: Matter) -> str:
    """Give the day it was received, and how late it was registered (hard case 14)."""
    day = dates.day_text(matter.received_on)
    late = (matter.registered_on - matter.received_on).days
    if not late:
        return day
    return _("{day}(晚 {late}登记)").format(day=day, late=dates.days_text(late))


def rule_text(leg: Leg | None) -> str:
    """Give the source clause of the limit that runs."""
    if leg is None or not leg.rule:
        return ""
    return labels.source(leg.rule, clock.local_day(leg.since))


def _legs(found: tuple[Leg, ...], directory: Directory) -> list[LegTime]:
    now = timezone.now()
    calendar = clock.calendar()
    times = []
    for leg in found:
        days = calendar.elapsed_days(leg.started_at, leg.ended_at or now)
        times.append(
            LegTime(
                unit=directory.by_id(leg.unit_id).name,
                role=str(ROLES[LegRole(leg.role)]),
                text=dates.days_text(days) if days else _("当天"),
                open=leg.ended_at is None,
            )
        )
    return times

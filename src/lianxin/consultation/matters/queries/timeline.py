"""What happened to a matter, line by line: for the citizen the public part, at the desk all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import Event, Matter, Wording
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.queries.requests import promised, said
from lianxin.consultation.matters.queries.visible import readable
from lianxin.consultation.matters.rules.stages import PASSIVE
from lianxin.consultation.matters.rules.states import Answer, Face, Grade, Verb
from lianxin.consultation.matters.words import ANSWERS, FACES, GRADES
from lianxin.foundation.faces import dates
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.units.queries import Directory

HIDDEN_FROM_CITIZEN = frozenset(
    {Verb.CLASSIFY, Verb.NOTE, Verb.REPLY, Verb.RATE, Verb.RECTIFY, Verb.CORRECT}
)
"""Acts inside the house: the citizen sees the answer that comes of them."""
PUBLIC_WORDS = frozenset({Face.SUPPLEMENT, Face.REASON})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when, what, by whom, why, and the words that belong to it."""

    seq: int
    when: str
    iso: str
    what: str
    who: str
    why: str
    words: str
    look: str = ""
    undo_href: str = ""
    undo_text: str = ""


def words_of(matter: Matter, faces: Iterable[Face] = Face) -> dict[tuple[int, Face], str]:
    """Give the wordings of a matter by event and face."""
    found = Wording.objects.filter(matter=matter, face__in=list(faces)).order_by("seq")
    return {(one.seq, Face(one.face)): one.body for one in found}


def events_of(matter: Matter) -> list[Event]:
    """Give the events of a matter in order."""
    return list(Event.objects.filter(matter=matter).order_by("seq"))


def public_entries(matter: Matter, directory: Directory) -> list[Entry]:
    """Give what the citizen sees, newest first: units, not people; the reply when it was sent."""
    events = events_of(matter)
    words = words_of(matter, (*PUBLIC_WORDS, Face.REPLY))
    undone = {event.taken_back for event in events if event.taken_back}
    inside = {event.seq for event in events if event.verb in HIDDEN_FROM_CITIZEN}
    shown = [
        event
        for event in events
        if event.public
        and event.verb not in HIDDEN_FROM_CITIZEN
        and not (event.taken_back and event.taken_back in inside)
    ]
    replies = _replies(events)
    entries = [
        _public(event, directory, words, undone, replies, matter.registered_on)
        for event in reversed(shown)
    ]
    return _dated(entries, promised(matter))


def _dated(entries: Sequence[Entry], told: Mapping[int, str]) -> list[Entry]:
    """Say beside an act what was asked or decided by it and which dates it moved."""
    return [
        replace(entry, what=labels.joined(entry.what, told[entry.seq]))
        if entry.seq in told
        else entry
        for entry in entries
    ]


def _replies(events: Sequence[Event]) -> dict[int, int]:
    """Give, by the seq of a sending, the seq of the reply that it sent."""
    sent: dict[int, int] = {}
    last = 0
    for event in events:
        if event.verb == Verb.REPLY:
            last = event.seq
        if event.verb == Verb.SEND:
            sent[event.seq] = last
    return sent


def _public(  # noqa: PLR0917 - one caller
    event: Event,
    directory: Directory,
    words: Mapping[tuple[int, Face], str],
    undone: set[int],
    replies: Mapping[int, int],
    on: date,
) -> Entry:
    verb = Verb(event.verb)
    own = words.get((event.seq, Face.SUPPLEMENT), "") or words.get((event.seq, Face.REASON), "")
    if verb is Verb.SEND:
        own = words.get((replies.get(event.seq, 0), Face.REPLY), "")
    what = public_what(event, directory)
    if event.seq in undone:
        what = _("{what}(已撤销)").format(what=what)
    return Entry(
        seq=event.seq,
        when=dates.moment_text(event.occurred_at),
        iso=dates.iso_text(event.occurred_at),
        what=what,
        who=unit_name(directory, event.by_unit_id),
        why=labels.reason(verb, event.reason, on),
        words=own,
        look="undone" if event.seq in undone else "",
    )


def unit_name(directory: Directory, key: int | None) -> str:
    """Give a unit's name, empty for none."""
    return directory.by_id(key).name if key else ""


def public_what(event: Event, directory: Directory) -> str:
    """Give one line of what happened, as a citizen reads it; of a decision the dates say it."""
    named = unit_name(directory, event.named_unit_id)
    by_staff = event.by_unit_id is not None
    plain = {
        Verb.INTAKE: _("收到您说的事"),
        Verb.CONTACT: _("与您联系"),
        Verb.DISPATCH: _("派给{unit}"),
        Verb.REDISPATCH: _("改派给{unit}"),
        Verb.ACCEPT: _("开始办理"),
        Verb.RETURN: _("退回,认为应由{unit}办") if named else _("退回分流中心"),
        Verb.SEND: _("答复"),
        Verb.TAKE_BACK: _("撤销上一步"),
        Verb.REOPEN: _("督导部门要求重办") if by_staff else _("您要求重办"),
        Verb.CONCLUDE: _("办结"),
        Verb.WITHDRAW: _("您撤回了这件事"),
        Verb.SUPPLEMENT: _("您补充了一句"),
        Verb.DECIDE: "",
    }
    verb = Verb(event.verb)
    if verb is Verb.CONFIRM and event.answer:
        return _("您说:{answer}").format(answer=ANSWERS[Answer(event.answer)])
    return plain.get(verb, labels.did(verb)).format(unit=named)


def desk_entries(
    who: Actor, known: Known, directory: Directory, *, undo_href: str = ""
) -> list[Entry]:
    """Give what happened and one may read, newest first, with people and all words.

    ``undo_href`` leads to taking back the last act.
    """
    matter, events = known.matter, known.history()
    words = words_of(matter)
    undone = {event.taken_back for event in events if event.taken_back}
    shown = reversed(readable(who, known, events))
    entries = [_desk(event, directory, words, undone, matter.registered_on) for event in shown]
    entries = _dated(entries, said(matter))
    return _with_undo(entries, events, undo_href) if undo_href else entries


def _with_undo(entries: list[Entry], events: Sequence[Event], href: str) -> list[Entry]:
    """Offer at the last act to take it back."""
    last = next(event for event in reversed(events) if Verb(event.verb) not in PASSIVE)
    text = labels.undo(Verb(last.verb))
    return [
        replace(entry, undo_href=href, undo_text=text) if entry.seq == last.seq else entry
        for entry in entries
    ]


def _desk(
    event: Event,
    directory: Directory,
    words: Mapping[tuple[int, Face], str],
    undone: set[int],
    on: date,
) -> Entry:
    verb = Verb(event.verb)
    what = _desk_what(event, directory)
    if event.seq in undone:
        what = _("{what}(已撤销)").format(what=what)
    unit = unit_name(directory, event.by_unit_id)
    own = [(face, body) for (seq, face), body in words.items() if seq == event.seq]
    body = "\n".join(text if len(own) == 1 else f"{FACES[face]}:{text}" for face, text in own)
    return Entry(
        seq=event.seq,
        when=dates.moment_text(event.occurred_at),
        iso=dates.iso_text(event.occurred_at),
        what=what,
        who=_by_whom(event, unit),
        why=labels.reason(verb, event.reason, on),
        words=body,
        look="undone" if event.seq in undone else "note" if verb is Verb.NOTE else "",
    )


def _by_whom(event: Event, unit: str) -> str:
    if event.by_id.startswith("job:"):
        return _("系统")
    return " · ".join(part for part in (unit, event.by_name) if part) or _("群众")


def _desk_what(event: Event, directory: Directory) -> str:
    named = unit_name(directory, event.named_unit_id)
    verb = Verb(event.verb)
    word = labels.did(verb)
    if verb is Verb.CONFIRM and event.answer:
        return labels.joined(word, str(ANSWERS[Answer(event.answer)]))
    if verb is Verb.RATE and event.grade:
        return labels.joined(word, str(GRADES[Grade(event.grade)]))
    return f"{word} → {named}" if named else word

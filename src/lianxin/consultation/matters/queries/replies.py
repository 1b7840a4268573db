"""Replies that were written and did not go out."""

from dataclasses import dataclass

from lianxin.consultation.matters.models import Event, Matter, Reply
from lianxin.consultation.matters.queries.timeline import words_of
from lianxin.consultation.matters.rules.states import Face


@dataclass(frozen=True, slots=True)
class Recalled:
    """A reply that its writer recalled: its words and the outcome chosen with it."""

    words: str = ""
    outcome: str = ""


def recalled(matter: Matter) -> Recalled:
    """Give the newest reply of this round when it was recalled, to be written on; else nothing."""
    last = Reply.objects.filter(matter=matter, round=matter.round).order_by("seq").last()
    if last is None or last.recalled_at is None:
        return Recalled()
    words = words_of(matter, (Face.REPLY,)).get((last.seq, Face.REPLY), "")
    return Recalled(words, Event.objects.get(matter=matter, seq=last.seq).outcome)

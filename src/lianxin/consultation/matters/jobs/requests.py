"""What is told of requests, pauses, parking and refusals, to units and to the citizen."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions.citizen import REOPEN_WINDOW
from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.jobs.telling import event_of, matter_of, tell, text
from lianxin.consultation.matters.models import Event, Matter, Request
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.rules.states import Asked, Decision, State, Verb
from lianxin.foundation.faces.dates import day_text, due_text
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.queries import OutboxItem

ASKED: Final = {
    Asked.EXTEND: "matters.told.asked_extend",
    Asked.PAUSE: "matters.told.asked_pause",
    Asked.PARK: "matters.told.asked_park",
}


def asked(item: OutboxItem) -> None:
    """Tell those who lead above the unit that a request waits."""
    request = Request.objects.filter(matter__number=item.about, seq=item.seq, decision="").first()
    if request is not None:
        tell(item, Right.MATTERS_APPROVE, ASKED[Asked(request.kind)], until=request.until)


def decided(item: OutboxItem) -> None:
    """Tell the unit how its request was decided."""
    request = Request.objects.get(matter__number=item.about, decided_seq=item.seq)
    approved = request.decision != Decision.REFUSED
    code = "matters.told.approved" if approved else "matters.told.refused"
    tell(item, Right.MATTERS_HANDLE, code, until=request.until)


def _reason(event: Event, matter: Matter) -> str:
    return labels.reason(Verb(event.verb), event.reason, matter.registered_on)


def extended(item: OutboxItem) -> None:
    """Tell the citizen of the later date and why, unless an answer went out meanwhile."""
    matter, event = matter_of(item), event_of(item)
    if matter.due is None or matter.replied_at or matter.due <= timezone.now():
        return
    words = _("您反映的事要延期,{due}答复您。原因:{reason}。")
    text(item, words.format(due=due_text(matter.due), reason=_reason(event, matter)))


def paused(item: OutboxItem) -> None:
    """Tell the citizen why the clock stands still, and until when."""
    matter, event = matter_of(item), event_of(item)
    if matter.replied_at:
        return
    request = Request.objects.get(matter=matter, decided_seq=item.seq)
    words = _("您反映的事要等一等,最晚到{until}再接着办。原因:{reason}。")
    text(item, words.format(until=day_text(request.until), reason=_reason(event, matter)))


def parked(item: OutboxItem) -> None:
    """Tell the citizen that it cannot be done for now, why and until when."""
    matter, event = matter_of(item), event_of(item)
    request = Request.objects.get(matter=matter, decided_seq=item.seq)
    if request.decision != Decision.APPROVED or request.kind != Asked.PARK:
        return
    words = _("您反映的事现在办不了,先挂账,最晚到{until}恢复办理。原因:{reason}。")
    text(item, words.format(until=day_text(request.until), reason=_reason(event, matter)))


def resumed(item: OutboxItem) -> None:
    """Tell the unit that it goes on, and the citizen by when it is answered."""
    if item.recipient != "reporter":
        tell(item, Right.MATTERS_HANDLE, "matters.told.resumed")
        return
    matter = matter_of(item)
    if matter.due is None or matter.state == State.PARKED or matter.replied_at:
        return
    words = _("您反映的事恢复办理,{due}答复您。")
    if matter.due <= timezone.now():
        words = _("您反映的事恢复办理。")
    text(item, words.format(due=due_text(matter.due)))


def declined(item: OutboxItem) -> None:
    """Tell the citizen why it cannot be done here, whom to ask, and until when to object."""
    matter, event = matter_of(item), event_of(item)
    if matter.concluded_at is None:
        return
    until = deadline(REOPEN_WINDOW, matter.concluded_at).at
    words = _("您反映的事我们不能办:{reason}。不同意的,{until}可来电要求再看一次。")
    text(item, words.format(reason=_reason(event, matter), until=due_text(until)))


def referred(item: OutboxItem) -> None:
    """Tell the citizen where it was forwarded."""
    matter, event = matter_of(item), event_of(item)
    words = _("您反映的事经您同意,已转给:{body}。")
    text(item, words.format(body=_reason(event, matter)))

"""What the worker does when the outbox tells of a matter: tell units and citizens, send, close."""

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions import conclude, send
from lianxin.consultation.matters.actions.citizen import REOPEN_WINDOW
from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.actions.codes import may_send, send_code
from lianxin.consultation.matters.models import Event, Matter, Party
from lianxin.consultation.matters.queries.pending import held_reply, open_window
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.consultation.matters.rules.turns import right_of
from lianxin.foundation.audit.actions import act, issue_token
from lianxin.foundation.faces.dates import due_text
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.notices.queries import OutboxItem
from lianxin.foundation.units.queries import directory

CONFIRM: Final = "matters.confirm"
"""The purpose of the token behind /confirm/TOKEN."""
SENDER: Final = job("matters.sender", Right.MATTERS_SEND)


def matter_of(item: OutboxItem) -> Matter:
    return Matter.objects.get(number=item.about)


def event_of(item: OutboxItem) -> Event:
    """Give what happened when the row was ordered."""
    return Event.objects.select_related("leg").get(matter__number=item.about, seq=item.seq)


def tell(item: OutboxItem, right: Right, code: str, **arguments: object) -> None:
    """Tell those who hold the right over the unit that the row names, each in their language."""
    _kind, _mark, unit = item.recipient.partition(":")
    notices.tell_unit(
        unit=unit,
        right=right,
        topic=item.topic,
        about=item.about,
        code=code,
        arguments={"subject": matter_of(item).subject, **arguments},
        href=f"/desk/matters/{item.about}",
        dedupe=item.dedupe,
    )


def received(item: OutboxItem) -> None:
    """Tell the dispatch desk of a new matter."""
    tell(item, Right.MATTERS_DISPATCH, "matters.told.received")


def dispatched(item: OutboxItem) -> None:
    """Tell the unit of a matter to accept."""
    tell(item, Right.MATTERS_HANDLE, "matters.told.dispatched")


def returned(item: OutboxItem) -> None:
    """Tell the dispatch desk of a matter that came back."""
    tell(item, Right.MATTERS_DISPATCH, "matters.told.returned")


def reopened(item: OutboxItem) -> None:
    """Tell the supervisor, not the unit, that the citizen says unsolved or somebody asks a redo."""
    denied = event_of(item).verb == Verb.CONFIRM
    code = "matters.told.unsolved" if denied else "matters.told.reopened"
    tell(item, Right.MATTERS_SUPERVISE, code)


def turn_of(item: OutboxItem) -> Right:
    """Give the right of those whose turn it was: they alone are told what the citizen adds."""
    leg = event_of(item).leg
    return right_of(leg.role) if leg else Right.MATTERS_DISPATCH


def withdrawn(item: OutboxItem) -> None:
    """Tell the unit whose turn it was."""
    tell(item, turn_of(item), "matters.told.withdrawn")


def supplemented(item: OutboxItem) -> None:
    """Tell the unit whose turn it is."""
    tell(item, turn_of(item), "matters.told.supplemented")


def reporter_of(item: OutboxItem) -> Party:
    return Party.objects.get(matter__number=item.about, capacity="reporter")


def text(item: OutboxItem, words: str) -> None:
    """Send the reporter an SMS, if a number was left and an answer is wanted."""
    party = reporter_of(item)
    if party.contact and party.wants_reply:
        notices.send_sms(
            contact=party.contact,
            about=item.about,
            body=words,
            dedupe=item.dedupe,
            mask=party.mask,
        )


def accepted(item: OutboxItem) -> None:
    """Tell the citizen who handles it, or does it again, and by when.

    Nothing is told when the acceptance was taken back or an answer went out meanwhile.
    """
    event, matter = event_of(item), matter_of(item)
    over = Q(taken_back=item.seq) | Q(verb=Verb.SEND, seq__gt=item.seq)
    if event.unit_id is None or matter.due is None or matter.events.filter(over).exists():
        return
    unit = directory().by_id(event.unit_id).name
    if matter.due <= timezone.now():
        words = (
            _("您反映的事由{unit}重新办理。") if event.round > 1 else _("您反映的事由{unit}办理。")
        )
    elif event.round > 1:
        words = _("您反映的事由{unit}重新办理,{due}答复您。")
    else:
        words = _("您反映的事由{unit}办理,{due}答复您。")
    text(item, words.format(unit=unit, due=due_text(matter.due)))


def answered(item: OutboxItem) -> None:
    """Send the citizen the link to the answer; it opens this one page and nothing else (TK2).

    A second run of the same row makes no second token.
    """
    matter = matter_of(item)
    if matter.replied_at is None or reporter_of(item).contact is None:
        return
    until = deadline(REOPEN_WINDOW, matter.replied_at).at
    if until <= timezone.now():
        return
    token = new_token()
    with act(SENDER, "matters.tell_answer", key=uuid5(NAMESPACE_URL, item.dedupe)) as work:
        if work.replay:
            return
        issue_token(work, purpose=CONFIRM, about=item.about, expires=until, token=token)
    words = _("您反映的事已答复,请看并告诉我们解决了没有:{link}")
    text(item, words.format(link=f"{settings.ORIGIN}/confirm/{token}"))


def concluded(item: OutboxItem) -> None:
    """Tell the citizen that the file is closed and until when it can be reopened."""
    matter = matter_of(item)
    if matter.replied_at is None or matter.state != State.CONCLUDED or matter.answer:
        return
    until = deadline(REOPEN_WINDOW, matter.replied_at).at
    words = _("您反映的事已办结,没有收到您的回应。{until}仍可用查询码要求重办。")
    text(item, words.format(until=due_text(until)))


def reply_due(item: OutboxItem) -> None:
    """Let a held reply go, unless it was recalled or sent meanwhile."""
    if held_reply(item.about, item.seq).exists():
        send(by=SENDER, matter=item.about)


def window_over(item: OutboxItem) -> None:
    """Close the file of an answer that nobody spoke on; silence is not solved.

    The window of an earlier round ends nothing.
    """
    if open_window(item.about, item.seq).exists():
        conclude(by=SENDER, matter=item.about)


def code_asked(item: OutboxItem) -> None:
    """Send a new look-up code to the number that was left; who named another one gets nothing."""
    if item.recipient == "reporter" and may_send(item.about, timezone.now()):
        send_code(matter=item.about, key=uuid5(NAMESPACE_URL, item.dedupe))

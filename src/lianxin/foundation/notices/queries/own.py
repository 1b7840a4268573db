"""One's own notices: finished text for their page, and how many are unread."""

from dataclasses import dataclass

from lianxin.foundation.faces.dates import iso_text, moment_text
from lianxin.foundation.faces.paging import Place, Spot
from lianxin.foundation.faces.sentences import tell_code
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.notices import rules
from lianxin.foundation.notices.models import Notice
from lianxin.foundation.notices.queries.lists import at_spot


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as its page prints it."""

    ref: str
    about: str
    title: str
    body: str
    when: str
    iso: str
    unread: bool


def unread(actor: Actor) -> int:
    """Count one's own unread notices."""
    return Notice.objects.filter(person_id=actor.person or 0, read_at__isnull=True).count()


def mine(actor: Actor, spot: Spot, *, only_unread: bool = False) -> list[tuple[Place, NoticeRow]]:
    """Give one's own notices from a spot on, newest first, one more than a page holds."""
    own = Notice.objects.filter(person_id=actor.person or 0)
    if only_unread:
        own = own.filter(read_at__isnull=True)
    return [((str(notice.ref),), notice_row(notice)) for notice in at_spot(own, Notice, spot)]


def notice_row(notice: Notice) -> NoticeRow:
    """Prepare one notice, in the reader's language; older rows say what they said."""
    title, body = notice.title, notice.body
    if notice.code:
        told = tell_code(notice.code, arguments=rules.unpack(notice.arguments))
        title, body = told.what, told.remedy
    return NoticeRow(
        ref=str(notice.ref),
        about=notice.about,
        title=title,
        body=body,
        when=moment_text(notice.created_at),
        iso=iso_text(notice.created_at),
        unread=notice.read_at is None,
    )

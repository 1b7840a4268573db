"""What messages say: kept so that nobody reads a link or code in the database (SECURITY TK4)."""

from lianxin.foundation.faces.concealing import NotConcealed, conceal, reveal
from lianxin.foundation.notices.models import Message

CONCEALED = "concealed:"
"""What a body that nobody may read begins with."""


def concealed(message: Message) -> str:
    """Give the body that a message keeps till it is sent."""
    if message.body.startswith(CONCEALED):
        return message.body
    return CONCEALED + conceal(message.body, purpose=str(message.ref))


def text_of(message: Message) -> str:
    """Give the text of a message. Raises NotConcealed when its key is gone."""
    kept = message.body.removeprefix(CONCEALED)
    return message.body if kept == message.body else reveal(kept, purpose=str(message.ref))


def shown_text(message: Message) -> str:
    """Give the text of a message; nothing when its key is gone."""
    try:
        return text_of(message)
    except NotConcealed:
        return ""

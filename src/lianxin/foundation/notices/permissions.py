"""Who may look into the outbox: it holds what goes to every unit's citizens."""

from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right


def check_outbox(by: Actor) -> None:
    """Raise NoRight("notices.outbox_right") unless the right is held over the whole tree."""
    if not by.holds_everywhere(Right.NOTICES_OUTBOX):
        raise NoRight("notices.outbox_right")

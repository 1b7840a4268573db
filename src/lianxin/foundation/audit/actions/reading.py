"""Reading the audit is an act too: who looked up what leaves a row."""

from lianxin.foundation.audit.actions.units import act
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right

NOTHING = "audit"
"""The object of a look-up that found nothing: what was typed may be a person's number."""


def note_reading(*, by: Actor, word: str, found: int) -> None:
    """Record that somebody read the rows about a number, login or code. Raises NoRight."""
    with act(by, "audit.read") as work:
        if not by.holds(Right.AUDIT_READ):
            raise NoRight("faces.no_right", right=Right.AUDIT_READ)
        work.row(object=word if found else NOTHING, facts={"rows": found})

"""What a receipt promises, and which matter a submission key made."""

from uuid import UUID

from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.audit import queries as audit
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.dates import due_text
from lianxin.foundation.kernel.actor import Actor

WAITING = frozenset({State.NEW, State.DISPATCHED, State.RETURNED})


def told_who_by(number: str) -> str:
    """Give by when the citizen is told who handles the matter; nothing once somebody did."""
    found = Matter.objects.filter(number=number)
    registered_at, state = found.values_list("registered_at", "state").get()
    if state not in WAITING:
        return ""
    limit = clock.limit("matters.windows.told_who", on=clock.local_day(registered_at))
    return due_text(clock.calendar().deadline(registered_at, limit).at)


def number_under(by: Actor, key: UUID) -> str:
    """Give the number of the matter that an actor made under a key; empty when there is none."""
    return str(audit.receipt_under(by, key).get("number", ""))

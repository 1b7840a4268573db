"""The reporter's telephone: for whom it opens, and who read it before (SECURITY VA4)."""

from uuid import UUID

from lianxin.consultation.matters.queries.desk import contact_of, matter_of
from lianxin.consultation.matters.queries.timeline import Entry
from lianxin.consultation.matters.queries.visible import opens_contact
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.audit import queries as audit
from lianxin.foundation.faces import dates
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight, NotFound
from lianxin.foundation.units import queries as units

NOTED = "vault.note"
"""The audit's verb for a reading; jobs read too, to deliver what the citizen is told."""
STAFF = "staff:"


def contact_for(who: Actor, number: str) -> UUID:
    """Give the key of the contact that ``who`` may open.

    Raises NotFound for a matter out of sight or without telephone, NoRight.
    """
    matter = matter_of(who, number)
    if matter.state == State.REOPENED and not opens_contact(who, matter):
        raise NoRight("matters.contact_judged", where=number)
    if not opens_contact(who, matter):
        raise NoRight("vault.no_right", where=number)
    contact = contact_of(matter)
    if contact is None:
        raise NotFound("matters.no_telephone", where="telephone")
    return contact


def readings(number: str) -> list[Entry]:
    """Give who noted a reason to read the telephone, newest first. The caller has checked."""
    directory = units.directory()
    rows = [
        row
        for row in audit.entries(object=number)
        if row.verb == NOTED and row.actor.startswith(STAFF)
    ]
    return [
        Entry(
            seq=place,
            when=dates.moment_text(row.recorded_at),
            iso=dates.iso_text(row.recorded_at),
            what=row.actor_name,
            who=directory.by_code(row.unit).name if row.unit else "",
            why=row.reason,
            words="",
        )
        for place, row in reversed(list(enumerate(rows, start=1)))
    ]

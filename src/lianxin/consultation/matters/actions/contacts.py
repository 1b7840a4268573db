"""Reading the reporter's telephone: a reason first, logged and committed; then the number."""

from uuid import UUID

from lianxin.consultation.matters.queries.contact import contact_for
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.vault import actions as vault


def note_reading(*, by: Actor, matter: str, reason: str, key: UUID | None = None) -> UUID:
    """Write down why the telephone of a matter is going to be read; give the reading.

    Raises NotFound for a matter out of sight or without telephone, NoRight without the right
    over one of its units, and what ``vault.note`` raises.
    """
    contact = contact_for(by, matter)
    return vault.note(by=by, person=contact, reason=reason, about=matter, key=key)


def open_telephone(*, by: Actor, matter: str, reading: UUID) -> str:
    """Give the telephone for a reading noted for this very matter.

    Raises NotFound, NoRight, and what ``vault.open`` raises.
    """
    contact_for(by, matter)
    return vault.open(by=by, reading=reading, about=matter)

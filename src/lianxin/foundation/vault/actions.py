"""A number goes in sealed; it comes out for a written reason, after the reason is committed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.text import tidy_words
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.vault import adapters
from lianxin.foundation.vault.permissions import check_open, check_put, delivers
from lianxin.foundation.vault.rules import indexes, mask, parse_telephone, seal, unseal
from lianxin.foundation.vault.words import DELIVERY_REASON

FIELD = "telephone"


@dataclass(frozen=True, slots=True)
class Put:
    """A contact in the vault: what a record keeps of it."""

    id: UUID
    mask: str


def put(work: Work, telephone: str) -> Put:
    """Seal a number inside the caller's act; audit learns that, never which.

    Raises NoRight, Invalid("vault.telephone.*") and Busy("vault.key").
    """
    check_put(work.by)
    number = parse_telephone(telephone)
    ring = adapters.ring()
    person = uuid4()
    sealed = seal(ring, row=person, field=FIELD, text=number)
    adapters.put(person, sealed, indexes(ring, number)[0])
    work.row(object=f"contact:{person}", verb="vault.put")
    return Put(id=person, mask=mask(number))


@retried
def note(*, by: Actor, person: UUID, reason: str, about: str, key: UUID | None = None) -> UUID:
    """Write down why a contact is going to be read, and commit it (SECURITY VA4).

    ``about`` is the number of the matter. The job that delivers gives a fixed reason. The
    reading that is returned can be opened by the same actor afterwards.
    Raises NoRight, Invalid("vault.reason_*") and NotFound("vault.absent").
    """
    asked = {"person": person, "reason": reason, "about": about}
    with act(by, "vault.note", key=key, arguments=asked) as work:
        if work.replay is not None:
            return UUID(work.replay["reading"])
        check_open(by)
        written = _reason(by, reason, localdate(work.now))
        reading = uuid4()
        if not adapters.note(reading, person, by, reason=written, about=about):
            raise NotFound("vault.absent", where=str(person))
        facts = {"contact": str(person), "reading": str(reading)}
        work.row(object=about, reason=written, facts=facts)
        work.keep({"reading": str(reading)})
    return reading


def _reason(by: Actor, reason: str, on: date) -> str:
    if delivers(by):
        return DELIVERY_REASON
    written = tidy_words(reason)
    least = parameters.number("vault.reason_least", on=on)
    most = parameters.number("vault.reason_most", on=on)
    if len(written) < least:
        raise Invalid("vault.reason_short", where="reason", has=len(written), least=least)
    if len(written) > most:
        raise Invalid("vault.reason_long", where="reason", has=len(written), most=most)
    return written


@retried
def open(*, by: Actor, reading: UUID, about: str) -> str:  # noqa: A001 - the verb of MODEL section 1
    """Give the number for a reading about ``about``, noted and committed before by its reader.

    The grant lasts ``vault.grant_minutes``; each opening and each refusal is a row of audit,
    committed before the text leaves. Raises NoRight, Refused("vault.closed") and SealBroken.
    """
    with act(by, "vault.open") as work:
        check_open(by)
        minutes = parameters.number("vault.grant_minutes", on=localdate(work.now))
        found = adapters.open_reading(reading, by.id, minutes=minutes)
        if found is None or found.about != about:
            found = None
            work.row(object=f"reading:{reading}", verb="vault.open_refused")
        else:
            facts = {"contact": str(found.person), "reading": str(reading)}
            work.row(object=found.about, facts=facts)
    if found is None:
        raise Refused("vault.closed")
    return unseal(adapters.ring(), found.sealed, row=found.person, field=FIELD)

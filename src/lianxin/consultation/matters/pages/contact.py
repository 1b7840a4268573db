"""Open the citizen's number: a reason first, logged and committed; then the number, once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lianxin.consultation.matters.forms.verbs import OpenContactForm
from lianxin.consultation.matters.queries import desk, labels
from lianxin.foundation.clock.queries import local_day
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.vault import actions as vault

REASONS = "matters.reasons.open_contact"


def _contact(who: Actor, number: str) -> UUID:
    matter = desk.matter_of(who, number)
    contact = desk.contact_of(matter)
    if contact is None:
        raise NotFound("matters.no_telephone", where="telephone")
    return contact


@page(Right.VAULT_OPEN, methods=("GET", "POST"))
def reason(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why, and log it before anything is opened."""
    who = actor_of(request)
    contact = _contact(who, number)
    matter = desk.matter_of(who, number)
    form = OpenContactForm.of(request, matter=matter, who=who)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            code = form.cleaned_data["reason"]
            words = labels.label(REASONS, code, local_day(matter.last_at))
            full = ":".join(part for part in (words, form.cleaned_data["words"]) if part)
            reading = vault.note(by=who, person=contact, reason=full, about=number)
            return redirect(f"/desk/matters/{number}/telephone/{reading}")
    return page_of(request, "matters/contact_reason.html", form, number=number)


@page(Right.VAULT_OPEN)
def opened(request: HttpRequest, number: str, reading: UUID) -> HttpResponse:
    """Show the number for a reading that was logged before."""
    who = actor_of(request)
    _contact(who, number)
    telephone = vault.open(by=who, reading=reading)
    return page_of(request, "matters/contact.html", number=number, telephone=telephone)

"""Open the citizen's number: a reason first, logged and committed; then the number, once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lianxin.consultation.matters.actions import note_reading, open_telephone
from lianxin.consultation.matters.forms.verbs import OpenContactForm
from lianxin.consultation.matters.pages.trail import trail_of
from lianxin.consultation.matters.queries import desk, labels
from lianxin.consultation.matters.queries.contact import contact_for, readings
from lianxin.foundation.clock.queries import local_day
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right

REASONS = "matters.reasons.open_contact"


@page(Right.VAULT_OPEN, methods=("GET", "POST"))
def reason(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why, and log it before anything is opened; tell who read it before."""
    who, trail = actor_of(request), trail_of(request)
    contact_for(who, number)
    matter = desk.matter_of(who, number)
    form = OpenContactForm.of(request, matter=matter, who=who)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            code = form.cleaned_data["reason"]
            words = labels.label(REASONS, code, local_day(matter.last_at))
            full = ":".join(part for part in (words, form.cleaned_data["words"]) if part)
            reading = note_reading(by=who, matter=number, reason=full, key=form.key)
            return redirect(f"/desk/matters/{number}/telephone/{reading}{trail}")
    return page_of(
        request,
        "matters/contact_reason.html",
        form,
        number=number,
        trail=trail,
        readings=readings(number),
    )


@page(Right.VAULT_OPEN)
def opened(request: HttpRequest, number: str, reading: UUID) -> HttpResponse:
    """Show the number for a reading that was logged before."""
    telephone = open_telephone(by=actor_of(request), matter=number, reading=reading)
    return page_of(
        request,
        "matters/contact.html",
        number=number,
        trail=trail_of(request),
        telephone=telephone,
    )

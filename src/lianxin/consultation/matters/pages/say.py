"""S1 say it, and the receipt."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions.codes import send_code
from lianxin.consultation.matters.forms.public import OnceForm, PassForm, SayForm
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.queries.photos import kept_files
from lianxin.consultation.matters.queries.receipts import number_under, told_who_by
from lianxin.consultation.matters.queries.routes import online_receiver
from lianxin.foundation.faces import qr
from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.errors import KeyReused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory


@page(Right.PUBLIC, methods=("GET", "POST"))
def say(request: HttpRequest) -> HttpResponse:
    """Take what a resident says; photos are kept even when another field has a fault."""
    form = SayForm.of(request)
    if request.method == "POST":
        form.keep_uploads("photos", lambda upload: files.keep_photo(by=citizen(""), upload=upload))
        form.show_kept(kept_files(form.kept))
        if form.is_valid():
            with form.faults():
                return _received(request, form)
    shown = page_of(
        request, "matters/say.html", form, today=timezone.localdate(), home=request.path == "/"
    )
    return found_again(request, shown)


def found_again(request: HttpRequest, shown: HttpResponse) -> HttpResponse:
    """Let the browser keep the empty page of a form: the way back finds it with its own key.

    So what is sent from there again is known as the same. Answers that hold words are not kept.
    """
    if request.method != "POST":
        shown.headers["Cache-Control"] = "private, no-cache"
    return shown


def _received(request: HttpRequest, form: SayForm) -> HttpResponse:
    try:
        return receipt_page(request, _intake(form), form)
    except KeyReused as error:
        return say_again(request, "matters/say.html", form, citizen(""), error)


def say_again(
    request: HttpRequest, template: str, form: OnceForm, who: Actor, error: KeyReused
) -> HttpResponse:
    """Tell that the page was sent before, with other words; they may become another matter."""
    number = number_under(who, form.key)
    if not number:
        raise error
    form.start_anew(number)
    shown = page_of(request, template, form, today=timezone.localdate())
    shown.status_code = error.status
    return shown


def _intake(form: SayForm) -> actions.Receipt:
    typed = form.cleaned_data
    return actions.intake(
        by=citizen(""),
        said=actions.Said(words=typed["words"], place=typed["place"], photos=tuple(form.kept)),
        source="online",
        first_receiver=online_receiver(directory()),
        reporter=actions.Reporter(
            telephone=typed["telephone"], may_publish=typed["identity"] == "public"
        ),
        code=True,
        key=form.key,
    )


def receipt_page(request: HttpRequest, receipt: actions.Receipt, form: SayForm) -> HttpResponse:
    """Show number, look-up code and QR; the same for the same key, however often it is sent."""
    code = lookup.code_text(form.key, receipt.find)
    return page_of(
        request,
        "matters/receipt.html",
        receipt=receipt_context(receipt.number, code),
        form=PassForm(pass_=lookup.new_pass(receipt.number)),
    )


def receipt_context(number: str, code: str) -> dict[str, Any]:
    """Give what a receipt prints."""
    case = case_of(number, photo_base="")
    digits = code.replace(" ", "")
    return {
        "number": number,
        "code": code,
        "qr": qr.svg(f"{settings.ORIGIN}/follow#{digits}"),
        "told_by": told_who_by(number),
        "mask": case.mask,
        "lines": "|".join((_("编号 {number}").format(number=number), code)),
    }


@page(Right.PUBLIC, methods=("POST",))
def text_code(request: HttpRequest) -> HttpResponse:
    """Send a new look-up code to the telephone that was left; the old code ends."""
    form = PassForm.of(request)
    number = lookup.number_by_pass(request.POST.get("pass", ""))
    if form.is_valid():
        with form.faults():
            code = send_code(matter=number, key=form.key)
            return page_of(
                request,
                "matters/receipt.html",
                receipt=receipt_context(number, code.text) | {"texted": True},
                form=None,
            )
    return page_of(request, "matters/follow.html", form)

"""S2 look up: a code opens the page, its forms carry a pass; no secret stands in the address."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions.codes import ask_code, most_daily, note_shown
from lianxin.consultation.matters.forms.public import (
    AnswerForm,
    CodeForm,
    ResendForm,
    SupplementForm,
    WithdrawForm,
)
from lianxin.consultation.matters.pages.say import receipt_context
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.queries.photos import kept_photo, public_photo
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.faces import network
from lianxin.foundation.faces.notices import Notice
from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.files.queries import Photo
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.kernel.ids import parse_number
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import parse_lookup_code


@page(Right.PUBLIC, methods=("GET", "POST"))
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and show the matter that it opens."""
    form = CodeForm.of(request)
    if request.method == "POST" and form.is_valid():
        network.check_tries(request)
        with form.faults():
            return _opened(request, form)
    return page_of(request, "matters/follow.html", form)


def _opened(request: HttpRequest, form: CodeForm) -> HttpResponse:
    text = form.cleaned_data["code"]
    try:
        number = lookup.number_by_code(text)
    except LianxinError as error:
        form.add_fault(error)
        return page_of(request, "matters/follow.html", form)
    network.forgive_try(request)
    code = parse_lookup_code(text)
    again = receipt_context(number, code.text) if note_shown(code.find) else None
    return case_page(request, number, receipt=again)


def case_page(
    request: HttpRequest,
    number: str,
    *,
    told: str = "",
    supplement: SupplementForm | None = None,
    faulty: AnswerForm | None = None,
    receipt: object = None,
) -> HttpResponse:
    """Show the citizen's view with the forms that the state allows."""
    pass_ = lookup.new_pass(number)
    photo_base = f"/follow/photos/{lookup.new_pass(number, lookup.PHOTO_SALT)}"
    return page_of(
        request,
        "matters/case.html",
        faulty or supplement,
        case=case_of(number, photo_base=photo_base),
        told=Notice(told, look="good") if told else None,
        receipt=receipt,
        supplement=supplement or SupplementForm(pass_=pass_),
        withdraw=WithdrawForm(pass_=pass_),
        answer=AnswerForm(pass_=pass_),
        answer_action="/follow/confirm",
    )


@page(Right.PUBLIC, methods=("POST",))
def supplement(request: HttpRequest) -> HttpResponse:
    """Add a sentence of the citizen's."""
    number = lookup.number_by_pass(request.POST.get("pass", ""))
    form = SupplementForm.of(request)
    if form.is_valid():
        with form.faults():
            actions.supplement(
                by=citizen(number), matter=number, words=form.cleaned_data["words"], key=form.key
            )
            return case_page(request, number, told=_("已记下您补充的话。"))
    return case_page(request, number, supplement=form)


@page(Right.PUBLIC, methods=("POST",))
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask why on a page of its own, then withdraw."""
    number = lookup.number_by_pass(request.POST.get("pass", ""))
    asked = "reason" in request.POST
    form = WithdrawForm.of(request) if asked else WithdrawForm(pass_=lookup.new_pass(number))
    if asked and form.is_valid():
        with form.faults():
            actions.withdraw(
                by=citizen(number), matter=number, reason=form.cleaned_data["reason"], key=form.key
            )
            return case_page(request, number, told=_("已撤回,我们不再办理。"))
    return page_of(request, "matters/withdraw.html", form, case=case_of(number, photo_base=""))


@page(Right.PUBLIC, methods=("POST",))
def confirm_by_code(request: HttpRequest) -> HttpResponse:
    """Take the citizen's word from the page that a code opened."""
    number = lookup.number_by_pass(request.POST.get("pass", ""))
    form = AnswerForm.of(request)
    if form.is_valid():
        with form.faults():
            answer = Answer(form.cleaned_data["answer"])
            actions.confirm(
                by=citizen(number), matter=number, answer=answer, via="code", key=form.key
            )
            return case_page(request, number, told=_("已记下您的回应。"))
    return case_page(request, number, faulty=form)


@page(Right.PUBLIC, methods=("GET", "POST"))
def resend(request: HttpRequest) -> HttpResponse:
    """Send a new code to the telephone that was left; the same answer whoever asks (AN6)."""
    form = ResendForm.of(request)
    if request.method == "POST" and form.is_valid():
        network.check_tries(request)
        with form.faults():
            number = parse_number(form.cleaned_data["number"])
            telephone = form.cleaned_data["telephone"]
            ask_code(number=number, telephone=telephone, key=form.key)
            return page_of(request, "matters/resent.html", most=_most_resent())
    return page_of(request, "matters/resend.html", form)


def _most_resent() -> str:
    """Say how often a code is sent anew in a day."""
    most = most_daily(timezone.now())
    told = ngettext("一件事一天最多重发 {count} 次。", "一件事一天最多重发 {count} 次。", most)
    return told.format(count=most)


@page(Right.PUBLIC)
def photo(request: HttpRequest, pass_: str, ordinal: int) -> FileResponse:
    """Send a photo of the page that a code opened."""
    number = lookup.number_by_pass(pass_, lookup.PHOTO_SALT)
    return photo_response(public_photo(number, ordinal, small=is_small(request)))


@page(Right.PUBLIC)
def kept(request: HttpRequest, pass_: str) -> FileResponse:  # noqa: ARG001 - one shape for all
    """Send the small picture of an upload that a form keeps."""
    return photo_response(kept_photo(pass_))


def is_small(request: HttpRequest) -> bool:
    """Tell whether the small picture is asked for."""
    return request.GET.get("size") == "small"


def photo_response(found: Photo) -> FileResponse:
    """Send a photo."""
    return FileResponse(found.open(), headers=dict(found.headers))

"""S9 confirm or reopen: GET shows, POST records; the link opens this page and nothing else."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.forms.public import AnswerForm, RateForm
from lianxin.consultation.matters.pages.follow import is_small, photo_response
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.queries.case import Case, case_of
from lianxin.consultation.matters.queries.photos import public_photo
from lianxin.consultation.matters.rules.contradiction import contradicts
from lianxin.consultation.matters.rules.states import Answer, Grade, State
from lianxin.foundation.faces.notices import Notice, carried
from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters

NEGATIVE = "matters.words.negative"


@page(Right.PUBLIC, methods=("GET", "POST"))
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the answer with three buttons, then take the citizen's word."""
    number = lookup.number_by_link(token)
    form = AnswerForm.of(request)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            actions.confirm(
                by=citizen(number),
                matter=number,
                answer=Answer(form.cleaned_data["answer"]),
                key=form.key,
            )
            return redirect(f"/confirm/{token}", permanent=False)
    return confirm_page(request, token, number, form)


def confirm_page(
    request: HttpRequest,
    token: str,
    number: str,
    form: AnswerForm,
    rate_form: RateForm | None = None,
    *,
    contrary: bool = False,
) -> HttpResponse:
    """Show the answer, the three buttons, and after a word the second, voluntary part."""
    case = case_of(number, photo_base=f"/confirm/{token}/photos")
    return page_of(
        request,
        "matters/confirm.html",
        rate_form or form,
        case=case,
        token=token,
        answer=form,
        answer_action=f"/confirm/{token}",
        rate=rate_form or RateForm(initial={"grade": case.grade}),
        contrary=contrary,
    )


@page(Right.PUBLIC, methods=("POST",))
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Take a grade and one more sentence; words against the button are asked about once."""
    number = lookup.number_by_link(token)
    form = RateForm.of(request)
    case = case_of(number, photo_base="")
    if not form.is_valid():
        return confirm_page(request, token, number, AnswerForm(), form)
    words, grade = form.cleaned_data["words"], form.cleaned_data["grade"]
    negative = parameters.value(NEGATIVE, on=timezone.localdate())
    if contradicts(case.answer, words, negative) and not form.cleaned_data["sure"]:
        return confirm_page(request, token, number, AnswerForm(), form, contrary=True)
    with form.faults():
        _keep(case, form, words, grade)
        notice = Notice(_("谢谢,已记下。经办单位看不到是谁评的。"), look="good")
        return redirect(carried(f"/confirm/{token}", notice))
    return confirm_page(request, token, number, AnswerForm(), form)


def _keep(case: Case, form: RateForm, words: str, grade: str) -> None:
    """Keep a grade with its words; words alone go to the answer, or to the open matter.

    Raises Refused for words alone on a matter that ended in silence.
    """
    number, by = case.number, citizen(case.number)
    if grade:
        actions.rate(by=by, matter=number, grade=Grade(grade), words=words, key=form.key)
    elif words and case.answer and case.state is State.CONCLUDED:
        answer = Answer(case.answer)
        actions.confirm(by=by, matter=number, answer=answer, words=words, key=form.key)
    elif words:
        actions.supplement(by=by, matter=number, words=words, key=form.key)


@page(Right.PUBLIC)
def photo(request: HttpRequest, token: str, ordinal: int) -> FileResponse:
    """Send a photo of the answer that the link opens."""
    number = lookup.number_by_link(token)
    return photo_response(public_photo(number, ordinal, small=is_small(request)))

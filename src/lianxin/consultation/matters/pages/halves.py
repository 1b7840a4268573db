"""What stood half-written on a matter's page when another of its buttons was pressed.

The page is one form with several buttons: each sends all, does its own part, and the rest waits
as a draft until the page is shown again.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lianxin.consultation.matters.forms.verbs import MatterForm
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.pages.acts import BY_NAME
from lianxin.consultation.matters.pages.sides import SIDES, keep_photos
from lianxin.consultation.matters.rules.states import Verb
from lianxin.foundation.faces import drafts
from lianxin.foundation.kernel.actor import Actor

FORM: Final = "act"
"""The name under which the page says which act its form is for."""
FORM_ID: Final = "act-form"
NOTE: Final = "note"
NOTE_WORDS: Final = f"{NOTE}-words"
LEAVE: Final = "leave"
Half = dict[str, list[str]]


def prefix_of(request: HttpRequest) -> str | None:
    """Give the prefix of a note's fields when they came from a matter's page."""
    return NOTE if NOTE_WORDS in request.POST else None


def attach(form: MatterForm) -> None:
    """Let fields that stand elsewhere on the page be sent with its form."""
    for field in form.fields.values():
        field.widget.attrs["form"] = FORM_ID


def offered(request: HttpRequest, number: str) -> Half:
    """Give what waits for a matter's page."""
    token = request.COOKIES.get(drafts.COOKIE, "")
    return (drafts.take(token, _path(number)) if token else None) or {}


def leave(request: HttpRequest, matter: Matter, who: Actor) -> HttpResponse:
    """Keep what stands on the page and go to where the button leads."""
    response = redirect(request.get_full_path())
    _replace(request, response, matter.number, _written(request, matter, who))
    return response


def settle(
    request: HttpRequest, response: HttpResponse, form: MatterForm, verb: Verb, *, done: bool
) -> HttpResponse:
    """Keep for the matter's page what a button did not send off; forget what is done."""
    number = form.matter.number
    if FORM in request.POST:
        half = _written(request, form.matter, form.who, but=verb)
    else:
        half = offered(request, number)
    if done and verb is Verb.NOTE:
        half.pop(NOTE_WORDS, None)
    if done and half.get(FORM) == [verb.value]:
        half = {name: values for name, values in half.items() if name == NOTE_WORDS}
    _replace(request, response, number, half)
    return response


def _written(request: HttpRequest, matter: Matter, who: Actor, *, but: Verb | None = None) -> Half:
    """Give what was written on the page: the note, and what was changed in its act's form."""
    note = request.POST.get(NOTE_WORDS, "")
    half = {NOTE_WORDS: [note]} if note.strip() and but is not Verb.NOTE else {}
    known = BY_NAME.get(request.POST.get(FORM, ""))
    if known is None or known.verb is but:
        return half
    form = known.form(request.POST, request.FILES, matter=matter, who=who)
    tokens = {f"kept_{side}": kept for side, kept in keep_photos(form).items() if kept}
    changed = [name for name in form.changed_data if form.fields[name] in _shown(form)]
    typed = {name: [str(one) for one in request.POST.getlist(name)] for name in changed}
    act = {name: values for name, values in (typed | tokens).items() if name not in SIDES}
    return half | act | {FORM: [known.verb.value]} if act else half


def _shown(form: MatterForm) -> list[object]:
    return [bound.field for bound in form.visible_fields()]


def _path(number: str) -> str:
    return f"/desk/matters/{number}"


def _replace(request: HttpRequest, response: HttpResponse, number: str, half: Half) -> None:
    before = offered(request, number)
    if half == before:
        return
    if before:
        drafts.drop(request.COOKIES[drafts.COOKIE])
        response.delete_cookie(drafts.COOKIE, samesite="Lax")
    if half:
        drafts.remember(response, drafts.keep(_path(number), half))
